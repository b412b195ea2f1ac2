import type { MaintenancePosting } from '#model/incident/posted/posting'
import type { Desk } from './desk.ts'
import type { Step } from './settle.ts'

export function maintenanceStep(_: MaintenancePosting, __: Desk): Step {
  return { refused: 'Not yet.\n' }
}
