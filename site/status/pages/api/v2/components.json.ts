import type { APIRoute } from 'astro'
import { componentsDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(componentsDocument(current(locals).status))
