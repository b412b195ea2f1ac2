import type { APIRoute } from 'astro'
import { incidentsDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(incidentsDocument(current(locals).status))
