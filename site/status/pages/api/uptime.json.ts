import type { APIRoute } from 'astro'
import { uptimeDocument } from '#export/uptime-json'
import { current } from '../../here'

export const GET: APIRoute = ({ locals }) => Response.json(uptimeDocument(current(locals).status))
