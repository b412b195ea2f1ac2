import { byId, type Catalog } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { isInProduction } from '../records/environment.ts'
import { DAY, type Instant } from '../time.ts'
import { blamedChanges } from './causes.ts'
import { isFinished } from './finished.ts'

/** How earlier changes to the services of a change went. */
export interface ServiceHistory {
  /** Ids, each once, as the change names them. */
  services: string[]
  /** Completed or rolled back, in production, in the year up to now. */
  finished: number
  /** Rolled back, or named by an incident as its cause. */
  failed: number
  /** Of those, rolled back before the first of several rollout steps had been watched to its end. */
  in_first_step: number
  /** Whether there were more than were looked at; then these are the newest. */
  more: boolean
}

/** How far back. */
export const HISTORY = 365 * DAY

/**
 * Counts what became of earlier changes to each change's services: those in production that ended in the year up to
 * `now`, this change itself apart. One that touches two of the services counts once. Null where there is none.
 *
 * `incidents`: at least those that name a change as their cause; a false alarm blames nobody.
 */
export function serviceHistory(
  change: Pick<Change, 'id' | 'services'>,
  past: PastRecords,
  more = false,
): ServiceHistory | null {
  const finished = finishedBefore(change, past)
  if (finished.length === 0) return null
  const failed = failedAmong(finished, past)
  return {
    services: [...new Set(change.services)],
    finished: finished.length,
    failed: failed.length,
    in_first_step: failed.filter(fellAtTheFirstStep).length,
    more,
  }
}

/** The same changes that failed: rolled back, or named by an incident as its cause. */
export const failedBefore = (change: Pick<Change, 'id' | 'services'>, past: PastRecords): Change[] =>
  failedAmong(finishedBefore(change, past), past)

type PastRecords = Pick<Catalog, 'changes' | 'incidents' | 'now'>

function finishedBefore({ id, services }: Pick<Change, 'id' | 'services'>, past: PastRecords): Change[] {
  const touched = new Set(services)
  return [...byId(past.changes).values()].filter(
    (change) =>
      change.id !== id &&
      isInProduction(change) &&
      isFinished(change) &&
      endedWithinAYear(change, past.now) &&
      change.services.some((service) => touched.has(service)),
  )
}

function failedAmong(finished: readonly Change[], { incidents }: PastRecords): Change[] {
  const blamed = blamedChanges(incidents)
  return finished.filter((change) => change.status === 'rolled_back' || blamed.has(change.id))
}

/** What is said to end later than now has not ended yet. */
function endedWithinAYear({ outcome }: Change, now: Instant): boolean {
  const at = outcome?.finished
  return at !== undefined && at <= now && at > now - HISTORY
}

/** As far as its times tell: taken back no later than its first step was to be watched. */
function fellAtTheFirstStep({ status, outcome, rollout = [] }: Change): boolean {
  const bake = rollout.length > 1 ? rollout[0]?.bake : undefined
  if (status !== 'rolled_back' || bake === undefined || outcome?.finished === undefined) return false
  return outcome.finished - outcome.started <= bake
}
