import type { ComponentPosting } from '#model/incident/posted/posting'
import type { Desk } from './desk.ts'
import type { Step } from './settle.ts'

export function componentStep(_: ComponentPosting, __: Desk): Step {
  return { refused: 'Not yet.\n' }
}
