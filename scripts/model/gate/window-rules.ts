import type { Problem } from '../diagnostic.ts'

/** The rules that ask for another window. */
const WINDOW_RULES: ReadonlySet<string> = new Set([
  'change-missed',
  'change-overlaps-change',
  'change-overlaps-freeze',
  'implementer-double-booked',
  'lead-time',
  'outside-maintenance-window',
  'overlaps-event',
])

/** Whether a finding asks for another window. */
export const isOfWindow = ({ rule }: Pick<Problem, 'rule'>): boolean => WINDOW_RULES.has(rule)
