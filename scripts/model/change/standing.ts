import type { Change } from '../records/change.ts'
import { isRunning, stateOf } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'
import { courseOf } from './work.ts'

/**
 * Where a change stands: its status, carried on by its outcome, by what customers read of it and by the clock, for a
 * record is often behind what is being done. `overrunning`: begun, and its window has passed; `missed`: approved, its
 * window passed, and nobody began; `unrecorded`: it was announced to run by the clock, so customers read that it is
 * over, and nobody has said what came of it.
 */
export type Standing = Change['status'] | 'overrunning' | 'missed' | 'unrecorded'

/** Where a change stands as of now. */
export function standingOf(change: Pick<Change, 'status' | 'window' | 'outcome' | 'updates'>, now: Instant): Standing {
  const { status, window } = change
  if (!mayBeAtWork(change)) return status
  const course = courseOf(change, now)
  const read = stateOf(course, now)
  if (read === 'cancelled') return 'cancelled'
  const said =
    course.updates.some(({ state }) => state === 'completed') || (course.outcome?.finished ?? Infinity) <= now
  if (read === 'completed' && said) return 'completed'
  const isPast = window !== undefined && window.end <= now
  if (status === 'in_progress' || isRunning(read)) return isPast ? 'overrunning' : 'in_progress'
  if (read === 'completed') return 'unrecorded'
  return isPast ? 'missed' : 'approved'
}

/** Whether work is going on. */
export const isUnderWay = (standing: Standing): boolean => standing === 'in_progress' || standing === 'overrunning'

/** Whether work is still to come or going on, approved or not. */
export const isAhead = (standing: Standing): boolean =>
  standing === 'draft' || standing === 'proposed' || standing === 'approved' || isUnderWay(standing)

/** Whether a record lets work begin or go on; the clock may be past it all the same. */
export const mayBeAtWork = ({ status }: Pick<Change, 'status'>): boolean =>
  status === 'approved' || status === 'in_progress'

/** Whether a record says that nobody has to think about it any more, whatever came of it. */
export const isConcluded = ({ status }: Pick<Change, 'status'>): boolean => OVER.includes(status)
const OVER: readonly Change['status'][] = ['completed', 'rolled_back', 'aborted', 'cancelled', 'rejected']

/** Whether it was over when it was imported: what its source never held, nobody asks of it. */
export const isExcused = (change: Pick<Change, 'status' | 'source'>): boolean =>
  change.source !== undefined && isConcluded(change)

/** Approved, or approved before and begun since. */
export const isApprovedOn = ({ status }: Pick<Change, 'status'>): boolean => APPROVED_ON.includes(status)
const APPROVED_ON: readonly Change['status'][] = ['approved', 'in_progress', 'completed', 'rolled_back', 'aborted']

/** Whether it is more than a draft, has its time, and is still to be done or going on: what others have to reckon with. */
export const isPlanned = (change: Change, now: Instant): boolean =>
  change.window !== undefined && change.status !== 'draft' && isAhead(standingOf(change, now))
