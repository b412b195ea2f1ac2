import { overlaps } from '../interval.ts'
import type { Change } from '../records/change.ts'
import { environmentName } from '../records/environment.ts'
import { environmentOf, type Environments } from './environment.ts'
import type { Freeze } from '../records/freeze.ts'
import type { Instant } from '../time.ts'
import { isConcluded, isUnderWay, standingOf } from './standing.ts'
import { isBegunByHand } from './work.ts'

/**
 * What a freeze does to a change that it meets. A soft one: `one_more_approval`, or it is `exempt`. A hard one `stops`
 * it, unless it is `excepted`, an `emergency`, or has `begun` and may finish; unless the freeze has `passed`, or `held`
 * for what is over.
 */
export type FreezeEffect =
  'one_more_approval' | 'exempt' | 'excepted' | 'emergency' | 'begun' | 'passed' | 'held' | 'stops'

/** A freeze that a change's window meets, and what it does to the change. */
export interface FreezeMet {
  freeze: Freeze
  effect: FreezeEffect
}

/** When a change is looked at. */
export interface FreezeAsked {
  /** The change as it is merged; null where it is new. What a pull request says of itself begins nothing. */
  before: Change | null
  now: Instant
  /** Whether it is about to be merged. A window that reached into a freeze which is over may still be begun, not agreed. */
  merging: boolean
  /** Those that are known; another one counts as production. */
  environments?: Environments | undefined
}

type Planned = Pick<Change, 'id' | 'window' | 'services' | 'environment'>

/** Whether a change's window meets a freeze, as far as that holds for its services and its environment. */
export const meetsFreeze = (change: Planned, freeze: Freeze, environments?: Environments): boolean =>
  change.window !== undefined &&
  overlaps({ from: change.window.start, to: change.window.end }, { from: freeze.start, to: freeze.end }) &&
  isHeldBy(change, freeze, environments)

/** Whether a freeze holds for what a change works on, and where, whenever that is. */
export const isHeldBy = (change: Omit<Planned, 'window'>, freeze: Freeze, environments?: Environments): boolean =>
  (freeze.services === 'all' || freeze.services.some((id) => change.services.includes(id))) &&
  (freeze.environments === undefined ||
    freeze.environments.some((one) => environmentName(one) === environmentOf(change, environments)))

/** The freezes that a change's window meets, in their order, and what they do to it. */
export const freezesMet = (change: Change, freezes: readonly Freeze[], asked: FreezeAsked): FreezeMet[] =>
  freezes
    .filter((freeze) => meetsFreeze(change, freeze, asked.environments))
    .map((freeze) => ({ freeze, effect: effectOn(change, freeze, asked) }))

function effectOn(change: Change, freeze: Freeze, { before, now, merging }: FreezeAsked): FreezeEffect {
  if (freeze.level === 'soft') return change.type === 'normal' ? 'one_more_approval' : 'exempt'
  if (freeze.exceptions.some((one) => one.change === change.id)) return 'excepted'
  if (change.type === 'emergency') return 'emergency'
  if (isConcluded(change) || (!merging && hasGoneBy(change, now))) return 'held'
  if (hasBegun(change, freeze, before, now)) return 'begun'
  return !merging && freeze.end <= now ? 'passed' : 'stops'
}

/** Its window has passed and nobody is at work. */
function hasGoneBy(change: Change, now: Instant): boolean {
  const standing = standingOf(change, now)
  return standing === 'missed' || standing === 'unrecorded'
}

/** Whether work has begun, by its record or by what somebody told customers: that its window is open begins nothing. */
export const isBegun = (change: Pick<Change, 'status' | 'window' | 'outcome' | 'updates'>, now: Instant): boolean =>
  change.status === 'in_progress' || (isUnderWay(standingOf(change, now)) && isBegunByHand(change, now))

function hasBegun(change: Change, freeze: Freeze, before: Change | null, now: Instant): boolean {
  if (!isBegun(change, now)) return false
  if (before !== null && isBegun(before, now)) return true
  return change.status === 'in_progress' && change.outcome !== undefined && change.outcome.started < freeze.start
}
