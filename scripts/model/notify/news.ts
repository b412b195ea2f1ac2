import type { PublicCatalog, PublicIncident, PublicMaintenance } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'
import { componentsNow } from '../status/components-now.ts'
import { DAY } from '../time.ts'
import { eventId, type NewsEvent } from './event.ts'
import { incidentNews } from './incident-news.ts'
import { componentKey, type Known } from './known.ts'
import { lastChange } from './last-change.ts'
import { maintenanceNews } from './maintenance-news.ts'
import { overSince } from './over-since.ts'

/**
 * What of a page is news to somebody who knows some of it: each event once, in order of time, and what is about one
 * incident or maintenance always in its own order. `components`: as in `knownOf`; `silent`: what nobody is told of.
 */
export function newsOf(
  page: PublicCatalog,
  known: Known,
  { components, silent }: { components: ReadonlySet<string>; silent: ReadonlySet<string> },
): NewsEvent[] {
  const around = { components, now: page.now }
  const told = (one: PublicIncident | PublicMaintenance) =>
    !silent.has(one.public_id) &&
    // Who never heard of it doesn't hear of it now: a channel that is back after months, or a ledger that says so.
    (heardOf(known.get(one.public_id)) !== null || (overSince(one, page.now) ?? Infinity) > page.now - PAST_DAYS * DAY)
  const lists = [
    ...page.incidents.filter(told).map((one) => incidentNews(one, heardOf(known.get(one.public_id)), around)),
    ...page.maintenances.filter(told).map((one) => maintenanceNews(one, heardOf(known.get(one.public_id)), around)),
    componentNews(page, known),
  ]
  return lists.flatMap(ascending).toSorted((a, b) => a.at - b.at)
}

/** What was over for longer than this is the past: a day more than what is owed is kept. */
const PAST_DAYS = 8

/** Who was told of none of its updates never heard of it, whatever else stands. */
const heardOf = (places: ReadonlyMap<string, string> | undefined) =>
  places?.keys().some((place) => place.startsWith('update:')) === true ? places : null

/** Times that never fall, so that sorting by them leaves what is about one thing in its order. */
function ascending(events: NewsEvent[]): NewsEvent[] {
  let latest = -Infinity
  return events.map((event) => {
    latest = Math.max(latest, event.at)
    return { ...event, at: latest }
  })
}

/** A component that nobody knows yet is news where something is wrong with it. */
function componentNews(page: PublicCatalog, known: Known): NewsEvent[] {
  return [...componentsNow(page)].flatMap(([id, { status }]): NewsEvent[] => {
    const of = componentKey(id)
    const was = known.get(of)?.get('status') ?? null
    if ((was ?? 'operational') === status) return []
    const before = (was ?? 'operational') as ComponentStatus
    return [
      {
        id: eventId(of, 'status', `${status}@${lastChange(page, id)}`),
        about: 'component',
        kind: 'component',
        of,
        place: 'status',
        was,
        at: page.now,
        update: null,
        components: [id],
        status: { before, after: status },
      },
    ]
  })
}
