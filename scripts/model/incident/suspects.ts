import { isCloser, pathTo, type Dependencies } from '../change/dependencies.ts'
import { riskOf, type Risk } from '../change/risk.ts'
import { isConcluded, standingOf } from '../change/standing.ts'
import { workOf } from '../change/work.ts'
import { indexOf } from '../interval-index.ts'
import type { Interval } from '../interval.ts'
import { tiersOf, type Links } from '../links.ts'
import type { Change } from '../records/change.ts'
import type { Incident } from '../records/incident.ts'
import type { Policy } from '../records/policy.ts'
import { RISK_LEVELS } from '../records/template.ts'
import { HOUR, type Duration, type Instant } from '../time.ts'

/** A change that was begun, and how long it was being worked on: `to` is Infinity while it is. */
export interface Work extends Interval {
  change: Change
}

/** Finds the changes that were at work in a stretch of time, or began in it. */
export type WorkIndex = (bounds: Interval) => Work[]

/** A change that may have brought an incident about. */
export interface Suspect {
  change: Change
  /** How long before the start of the incident it began; less than 0 of one that began after it. */
  before: Duration
  /** Whether it was still being worked on as the incident started. */
  running: boolean
  /** From a service of the incident to the one that was changed, each needing the next; empty where none leads there. */
  path: string[]
  risk: Risk | null
  /** Whether the incident names it as its cause. */
  named: boolean
}

/** What there is to ask first: which change may have done it, and what was looked at. */
export interface Suspects {
  /** On its services or on what they need, the likeliest first; all of them where it names no service. */
  ranked: Suspect[]
  /** Of the same time, on services that nothing of it is known to need, the latest first. */
  elsewhere: Suspect[]
  /** Begun after it started and before it was resolved, wherever, the earliest first: they can't be its cause. */
  later: Suspect[]
  /** How far back was looked. */
  lookback: Duration
  /** The services that it needs and doesn't name, the nearest first. */
  needed: string[]
}

/** What suspects are looked for among. */
export interface Surroundings {
  work: WorkIndex
  dependencies: Pick<Dependencies, 'belowAny'>
  links: Pick<Links, 'services'>
  policy: Pick<Policy, 'changes_before_incident' | 'risk'>
  now: Instant
}

/** Indexes the changes that were begun by now. Of one that is over, and nobody said since when, nothing is known but its beginning. */
export const workIndex = (changes: readonly Change[], now: Instant): WorkIndex =>
  indexOf(
    changes.flatMap((change): Work[] => {
      const { begins, ends } = workOf(change, now)
      if (begins === null || begins > now) return []
      const to = ends ?? (isConcluded(change) ? begins : Infinity)
      // Half-open, and each holds its own beginning.
      return [{ change, from: begins, to: Math.max(to, begins + 1) }]
    }),
  )

/**
 * The changes begun within the policy's `changes_before_incident` before an incident, those at its very start too, and
 * those that were being worked on as it started: on its services or on what they need, directly or not.
 *
 * Ranked by how long before it they began, where all within the same hour, within four, within the time looked back and
 * before that count alike; then the shorter path first, then the higher risk, then what was taken back or given up
 * before what is going on and what went well; of equals the later one.
 */
export function suspectsOf(
  incident: Pick<Incident, 'services' | 'started' | 'resolved' | 'caused_by'>,
  around: Surroundings,
): Suspects {
  const { services, started, resolved } = incident
  const lookback = around.policy.changes_before_incident
  const reach = around.dependencies.belowAny(services)
  const named = new Set(incident.caused_by)
  const suspect = ({ change, from, to }: Work): Suspect => {
    const nearest = change.services
      .flatMap((id) => reach.get(id) ?? [])
      .toSorted((a, b) => (isCloser(a, b) ? -1 : 1))[0]
    return {
      change,
      before: started - from,
      running: from <= started && started < to && to > from + 1,
      path: nearest ? pathTo(nearest) : [],
      risk: riskOf(change, tiersOf(around.links, change), around.policy.risk),
      named: named.has(change.id),
    }
  }
  const found = around
    .work({ from: started - lookback, to: started + 1 })
    .filter(({ from, to }) => from >= started - lookback || to > started)
    .map(suspect)
  const isNear = ({ path }: Suspect) => path.length > 0 || services.length === 0
  const own = new Set(services)
  return {
    ranked: found.filter(isNear).toSorted(likeliestFirst(lookback, around.now)),
    elsewhere: found.filter((one) => !isNear(one)).toSorted(latestFirst),
    later: around
      .work({ from: started + 1, to: Math.min(resolved ?? around.now, around.now) })
      .filter(({ from }) => from > started)
      .map(suspect),
    lookback,
    needed: [...reach.keys()].filter((id) => !own.has(id)),
  }
}

const latestFirst = (a: Suspect, b: Suspect): number =>
  a.before - b.before || (a.change.id < b.change.id ? 1 : a.change.id > b.change.id ? -1 : 0)

function likeliestFirst(lookback: Duration, now: Instant): (a: Suspect, b: Suspect) => number {
  const keys = new Map<Suspect, number[]>()
  const keysOf = (one: Suspect): number[] => {
    const known = keys.get(one) ?? [
      stepOf(one.before, lookback),
      one.path.length,
      -RISK_LEVELS.indexOf(one.risk?.level ?? 'low'),
      outcomeOf(one.change, now),
    ]
    keys.set(one, known)
    return known
  }
  return (a, b) => {
    const [x, y] = [keysOf(a), keysOf(b)]
    return x.reduce((order, key, i) => order || key - (y[i] ?? 0), 0) || latestFirst(a, b)
  }
}

/** Minutes more or less accuse nobody; what is an hour old is likelier than what is a day old. */
const stepOf = (before: Duration, lookback: Duration): number =>
  before <= HOUR ? 0 : before <= 4 * HOUR ? 1 : before <= lookback ? 2 : 3

function outcomeOf(change: Change, now: Instant): number {
  if (change.status === 'rolled_back') return 0
  if (change.status === 'aborted') return 1
  return standingOf(change, now) === 'completed' ? 3 : 2
}
