import { uptimeDocument } from '#export/uptime-json'
import { status } from '../../data'

export const GET = () => Response.json(uptimeDocument(status))
