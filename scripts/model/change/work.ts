import type { Change } from '../records/change.ts'
import { isRunning, spanOf, type Course, type Span } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'

type Worked = Pick<Change, 'status' | 'window' | 'outcome' | 'updates'>

/**
 * What is known by now of a change's course: what was posted, its outcome and its window. Of what isn't approved yet
 * nothing was ever announced.
 */
export const courseOf = ({ status, window, outcome, updates }: Worked, now: Instant): Course => ({
  updates: status === 'draft' || status === 'proposed' ? [] : (updates ?? []).filter(({ time }) => time <= now),
  window: window ?? null,
  outcome: outcome ? { started: outcome.started, finished: outcome.finished ?? null } : null,
  cancelled: status === 'cancelled' || status === 'rejected',
})

/**
 * When work on a change begins and ends, by the order that customers read of it by. A change in progress of which
 * nothing says since when began with its window.
 */
export function workOf(change: Worked, now: Instant): Span {
  const { begins, ends } = spanOf(courseOf(change, now))
  if (begins !== null || change.status !== 'in_progress') return { begins, ends }
  return { begins: change.window?.start ?? null, ends: null }
}

/** Whether somebody has said by now that work began, and not the clock alone. */
export function isBegunByHand(change: Worked, now: Instant): boolean {
  const { updates, outcome } = courseOf(change, now)
  return (outcome?.started ?? Infinity) <= now || updates.some(({ state }) => isRunning(state))
}

/** When a change is or was carried out: as far as that is known when it began, else when it is planned to. */
export const timeOf = (change: Worked & Pick<Change, 'emergency'>, now: Instant): Instant | null =>
  workOf(change, now).begins ?? change.window?.start ?? change.emergency?.authorised_at ?? null
