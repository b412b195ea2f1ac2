import { componentsDocument } from '#export/statuspage-v2'
import { status } from '../../../data'

export const GET = () => Response.json(componentsDocument(status))
