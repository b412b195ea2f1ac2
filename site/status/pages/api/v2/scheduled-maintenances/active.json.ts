import type { APIRoute } from 'astro'
import { activeDocument } from '#export/statuspage-v2/documents'
import { current } from '../../../../here'

export const GET: APIRoute = ({ locals }) => Response.json(activeDocument(current(locals).status))
