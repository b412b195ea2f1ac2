import type { RunbookTest } from './runbook.ts'

/** How far a runbook can be trusted, as a list of them is narrowed down by it. */
export const stateKey = ({ tested, overdue, failed, mistakes }: RunbookTest): keyof typeof TEST_STATES =>
  mistakes > 0 ? 'mistaken' : failed !== null ? 'failed' : tested === null ? 'untested' : overdue ? 'overdue' : 'tested'

export const TEST_STATES = {
  failed: 'Didn’t work',
  untested: 'Never tested',
  overdue: 'Test overdue',
  tested: 'Tested',
  mistaken: 'With mistakes',
} as const
