import { maintenancesDocument } from '#export/statuspage-v2/documents'
import { status } from '../../../data'

export const GET = () => Response.json(maintenancesDocument(status))
