import type { Catalog } from '../catalog.ts'
import { gapsIn, intersection, type Interval } from '../interval.ts'
import type { Change } from '../records/change.ts'
import { environmentName } from '../records/environment.ts'
import type { Freeze } from '../records/freeze.ts'
import type { Policy } from '../records/policy.ts'
import { DAY, MINUTE, type Duration, type Instant } from '../time.ts'
import { takenUp } from './conflicts.ts'
import { dependenciesAmong } from './dependencies.ts'
import type { Environments } from './environment.ts'
import { isHeldBy } from './freezes.ts'
import { welcomeDuring } from './maintenance-window.ts'
import type { RiskLevel } from './risk.ts'
import { mayBeAtWork } from './standing.ts'

/** What is looked for: a time for a change, and what it has to keep clear of. */
export interface SlotSearch {
  /** Its own window is of no matter. */
  change: Pick<Change, 'id' | 'type' | 'environment' | 'services' | 'implementer'>
  /** How long it takes, in milliseconds. */
  length: Duration
  /** Not earlier than this, nor than what its risk asks for ahead of it. */
  from: Instant
  risk: RiskLevel | null
  /** What is there besides. Of this change itself nothing is looked at. */
  catalog: Pick<Catalog, 'changes' | 'services' | 'events' | 'now'> & { site: { time_zone: string } }
  freezes: readonly Freeze[]
  lead_time: Policy['lead_time']
  environments?: Environments | undefined
  /** Drafts and proposals that count as if they were approved. */
  asIf?: ReadonlySet<string> | undefined
  /** Where it has to wait for an error budget: until when, null where nobody knows. */
  waits?: { until: Instant | null } | undefined
}

/** Slots begin on a quarter of an hour, or on the minute at which a maintenance window opens or something else ends. */
const GRID = 15 * MINUTE
const AHEAD = 120 * DAY
/** Mostly there is time within days, and maintenance windows cost to work out. */
const SOON = 14 * DAY
const OFFERED = 3

/**
 * The first slots, none over another, that are free of all that a rule would point out: hard freezes that don't except the
 * change, other changes to its services or along their dependencies, the other work of who carries it out, customer events, times
 * outside maintenance windows, too little lead time, an error budget that is spent. At most three, within 120 days; none where
 * there are none, or nobody knows when it is no longer spent.
 * O(n log n) in the records.
 */
export function freeSlots(search: SlotSearch): Interval[] {
  if (search.length <= 0 || search.waits?.until === null) return []
  const bounds = boundsOf(search)
  const soon = slotsWithin(search, { ...bounds, to: bounds.from + SOON })
  return soon.length === OFFERED ? soon : slotsWithin(search, bounds)
}

function slotsWithin(search: SlotSearch, bounds: Interval): Interval[] {
  const { length } = search
  const slots: Interval[] = []
  for (const { from, to } of freeTime(search, bounds)) {
    let start = startIn(from, bounds.from)
    for (; start + length <= to && slots.length < OFFERED; start = onGrid(start + length))
      slots.push({ from: start, to: start + length })
    if (slots.length === OFFERED) break
  }
  return slots
}

/** Whether a window is free of all that `freeSlots` keeps clear of, whatever minute it begins on. */
export function isFree(search: SlotSearch, { from, to }: Interval): boolean {
  if (search.waits?.until === null || from < boundsOf(search).from || to - from > AHEAD) return false
  const bounds = { from, to }
  return freeTime(search, bounds).some((free) => free.from <= from && to <= free.to)
}

function boundsOf({ change, from, risk, catalog, lead_time, waits }: SlotSearch): Interval {
  const isRisky = risk === 'high' || risk === 'critical'
  const ahead = isRisky && change.type !== 'emergency' ? lead_time[risk] : 0
  // It can't be approved before.
  const approved = Math.max(catalog.now, waits?.until ?? catalog.now)
  const first = Math.max(from, approved + ahead)
  return { from: first, to: first + AHEAD }
}

/** Where a free time began with the end of something, its minute is as good as any; the bound itself is nobody's time. */
const startIn = (from: Instant, bound: Instant): Instant =>
  from !== bound && from % MINUTE === 0 ? from : onGrid(from)

const onGrid = (instant: Instant): Instant => Math.ceil(instant / GRID) * GRID

function freeTime(search: SlotSearch, bounds: Interval): Interval[] {
  const { change, catalog } = search
  const free = gapsIn(bounds, [...blocksOf(search)])
  if (change.type === 'emergency') return free
  const services = new Set(change.services)
  return catalog.services
    .filter(({ id }) => services.has(id))
    .flatMap((service) => {
      const welcome = welcomeDuring(service, bounds, catalog.site.time_zone)
      return welcome === null ? [] : [welcome]
    })
    .reduce((left, welcome) => intersection(left, welcome), free)
}

function* blocksOf(search: SlotSearch): Generator<Interval> {
  const { change, catalog, freezes, environments } = search
  const { events } = catalog
  if (change.type !== 'emergency')
    for (const freeze of freezes)
      if (
        freeze.level === 'hard' &&
        isHeldBy(change, freeze, environments) &&
        !freeze.exceptions.some((one) => one.change === change.id)
      )
        yield { from: freeze.start, to: freeze.end }
  for (const { services, start, end } of events)
    if (change.services.some((id) => services === 'all' || services.includes(id))) yield { from: start, to: end }
  yield* otherWork(search)
}

/** Changes that collide with it if they run at once, and what else its implementer does. */
function* otherWork({ change, catalog, asIf }: SlotSearch): Generator<Interval> {
  const { below, above } = dependenciesAmong(catalog.services)
  const own = new Set(change.services)
  const near = new Set([...own].flatMap((id) => [...below(id).keys(), ...above(id).keys()]))
  const [environment, who] = [environmentName(change.environment), change.implementer?.toLowerCase()]
  for (const other of catalog.changes) {
    if (other.id === change.id) continue
    if (who !== undefined && other.window && mayBeAtWork(other) && other.implementer?.toLowerCase() === who)
      yield { from: other.window.start, to: other.window.end }
    const work = takenUp(other, { now: catalog.now, asIf })
    if (work === null || work.environment !== environment) continue
    const isShared = other.services.some((id) => own.has(id))
    const isHarmless = isShared && work.standard && change.type === 'standard'
    if (!isHarmless && other.services.some((id) => near.has(id))) yield { from: work.from, to: work.to }
  }
}
