import type { Change } from '../records/change.ts'
import type { Instant } from '../time.ts'
import { isUnderWay, standingOf } from './standing.ts'

/** Begun, or approved with its window open: a record is often behind what is being done. */
export function isRunningNow(change: Change, now: Instant): boolean {
  const standing = standingOf(change, now)
  const { window } = change
  return isUnderWay(standing) || (standing === 'approved' && window !== undefined && window.start <= now)
}
