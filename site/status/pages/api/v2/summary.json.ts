import type { APIRoute } from 'astro'
import { summaryDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(summaryDocument(current(locals).status))
