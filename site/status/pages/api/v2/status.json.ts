import type { APIRoute } from 'astro'
import { statusDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(statusDocument(current(locals).status))
