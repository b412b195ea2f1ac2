import type { APIRoute } from 'astro'
import { unresolvedDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(unresolvedDocument(current(locals).status))
