import type { APIRoute } from 'astro'
import { maintenancesDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(maintenancesDocument(current(locals).status))
