import type { Catalog } from '../catalog.ts'
import { gapsIn, overlaps, type Interval } from '../interval.ts'
import type { Change } from '../records/change.ts'
import { environmentName } from '../records/environment.ts'
import type { Freeze } from '../records/freeze.ts'
import type { Policy } from '../records/policy.ts'
import { formatInstant, type Duration, type Instant } from '../time.ts'
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

/** A time at which something else is in the way, and what that is, as a sentence names it. */
export interface Block extends Interval {
  what: string
  /** Of one change there may be two: its work, and its implementer's time. */
  id: string
}

/** The first moment that a change may begin at: approved by then, and as far ahead as its risk asks. */
export function earliest({ change, from, risk, catalog, lead_time, waits }: SlotSearch): Instant {
  const isRisky = risk === 'high' || risk === 'critical'
  const ahead = isRisky && change.type !== 'emergency' ? lead_time[risk] : 0
  // It can't be approved before.
  const approved = Math.max(catalog.now, waits?.until ?? catalog.now)
  return Math.max(from, approved + ahead)
}

/** For each service of a change that has maintenance windows: when they are open. An emergency waits for none. */
export const openTimes = (
  { change, catalog }: SlotSearch,
  bounds: Interval,
): { service: string; open: Interval[] }[] =>
  change.type === 'emergency'
    ? []
    : catalog.services.flatMap((service) => {
        if (!change.services.includes(service.id)) return []
        const open = welcomeDuring(service, bounds, catalog.site.time_zone)
        return open === null ? [] : [{ service: service.id, open }]
      })

/** All that a change keeps clear of: freezes, customer events, and other work. */
export function* blocksOf(search: SlotSearch): Generator<Block> {
  const { change, catalog, freezes, environments } = search
  if (change.type !== 'emergency')
    for (const freeze of freezes)
      if (
        freeze.level === 'hard' &&
        isHeldBy(change, freeze, environments) &&
        !freeze.exceptions.some((one) => one.change === change.id)
      )
        yield { ...spanOf(freeze), id: freeze.id, what: `the freeze ${JSON.stringify(freeze.title)}` }
  for (const { id, services, start, end, title } of catalog.events)
    if (change.services.some((one) => services === 'all' || services.includes(one)))
      yield { ...spanOf({ start, end }), id, what: `the event ${JSON.stringify(title)}` }
  yield* otherWork(search)
}

const spanOf = ({ start, end }: { start: Instant; end: Instant }): Interval => ({ from: start, to: end })

/** Changes that collide with it if they run at once, and what else its implementer does. */
function* otherWork({ change, catalog, asIf }: SlotSearch): Generator<Block> {
  const { below, above } = dependenciesAmong(catalog.services)
  const own = new Set(change.services)
  const near = new Set([...own].flatMap((id) => [...below(id).keys(), ...above(id).keys()]))
  const [environment, who] = [environmentName(change.environment), change.implementer?.toLowerCase()]
  for (const other of catalog.changes) {
    if (other.id === change.id) continue
    if (who !== undefined && other.window && mayBeAtWork(other) && other.implementer?.toLowerCase() === who)
      yield { ...spanOf(other.window), id: other.id, what: `${other.id}, which ${who} carries out, too` }
    const work = takenUp(other, { now: catalog.now, asIf })
    if (work === null || work.environment !== environment) continue
    const isShared = other.services.some((id) => own.has(id))
    const isHarmless = isShared && work.standard && change.type === 'standard'
    if (!isHarmless && other.services.some((id) => near.has(id)))
      yield { from: work.from, to: work.to, id: other.id, what: other.id }
  }
}

/** Of more in the way the first are named: they are enough to look for another time. */
const NAMED = 5

/** Why a window isn't free, a clause for each reason, `meets the freeze "Year end", until …`. */
export function inTheWay(search: SlotSearch, window: Interval): string[] {
  const inside = [...blocksOf(search)].filter((block) => overlaps(block, window))
  const met = [...new Map(inside.map((block) => [block.id, block])).values()]
    .toSorted((a, b) => b.to - a.to)
    .map(({ what, to }) => `${what}, until ${formatInstant(to)}`)
  const left = met.length > NAMED ? [`${met.length - NAMED} more`] : []
  const first = earliest(search)
  return [
    ...(met.length === 0 ? [] : [`meets ${[...met.slice(0, NAMED), ...left].join('; ')}`]),
    ...openTimes(search, window)
      .filter(({ open }) => gapsIn(window, open).length > 0)
      .map(({ service }) => `lies outside the maintenance windows of \`${service}\``),
    ...(window.from < first ? [`begins before ${formatInstant(first)}, which is the first that it may`] : []),
  ]
}
