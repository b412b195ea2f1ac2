import type { APIRoute } from 'astro'
import { upcomingDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(upcomingDocument(current(locals).status))
