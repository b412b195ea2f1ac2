import type { Change } from '../records/change.ts'
import { HOUR, MINUTE, type Instant } from '../time.ts'

/** How long an emergency may go without its approval, and how long after it was authorised it begins. */
export const EMERGENCY_WITHIN = 24 * HOUR
/** How far a clock may be ahead of ours. */
const AHEAD = 2 * MINUTE

type Dated = Pick<Change, 'emergency' | 'outcome' | 'window'>

/** When an emergency must have its approval; null where it doesn't say when it was authorised or begun. */
export function approvalDue({ emergency, outcome }: Pick<Dated, 'emergency' | 'outcome'>): Instant | null {
  const from = emergency?.authorised_at ?? outcome?.started
  return from === undefined ? null : from + EMERGENCY_WITHIN
}

/** What is wrong with the times of an emergency: it was authorised in time to come, or begins too long after or before that. */
export function emergencyTimes(change: Dated, now: Instant): 'ahead' | 'apart' | null {
  const at = change.emergency?.authorised_at
  if (at === undefined) return null
  if (at > now + AHEAD) return 'ahead'
  const begins = change.outcome?.started ?? change.window?.start
  return begins !== undefined && Math.abs(begins - at) > EMERGENCY_WITHIN ? 'apart' : null
}
