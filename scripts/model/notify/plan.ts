import type { PublicCatalog } from '../publish/public.ts'
import { publishedAs, meantBy } from '../records/update.ts'
import { DAY, type Instant } from '../time.ts'
import type { NewsEvent } from './event.ts'
import { knownOf, sharedComponents, type Known } from './known.ts'
import type { Ledger, Owed, Told } from './ledger.ts'
import { newsOf } from './news.ts'
import { openNews } from './open-news.ts'

/** Somebody who is told: a channel of `site.yaml`, or one address of it. */
export interface Outlet {
  /** What the ledger knows it by. */
  key: string
  /** The components that it wants to hear of; null: all. */
  components: readonly string[] | null
  /** Whether it hears of a component's states by themselves. */
  states: boolean
}

/** What each outlet has to be sent, and the ledger that says so before anything is sent. */
export interface Plan {
  ledger: Ledger
  /** By the outlet's key, in order. */
  queues: Map<string, NewsEvent[]>
  /** Given up: owed for too long, or too many. */
  dropped: { key: string; event: NewsEvent; since: Instant }[]
  /** Outlets that hear only of what is open: they were never told anything, or nobody knows of what. */
  first: string[]
  /** Whether the ledger says anything that it didn't before. */
  news: boolean
}

/** How long an event is owed, and how many are to one outlet, before it is given up. */
export const OWED_DAYS = 7
export const MOST_OWED = 100

/**
 * What is to be sent now that the page of `commit` stands as it does. `knownBy` gives the page that an outlet was told
 * of, null where it isn't to be had.
 */
export function planOf({
  ledger,
  outlets,
  page,
  commit,
  silent,
  pageOf,
}: {
  ledger: Ledger
  outlets: readonly Outlet[]
  page: PublicCatalog
  commit: string
  silent: ReadonlySet<string>
  pageOf: (told: Told) => PublicCatalog | null
}): Plan {
  const plan: Plan = {
    ledger: { ...ledger, channels: new Map(ledger.channels) },
    queues: new Map(),
    dropped: [],
    first: [],
    news: false,
  }
  const known = new Map<PublicCatalog, { known: Known; components: Set<string> }>()
  const named = publishedAs(page.components.map(({ id }) => id))
  const knownIn = (base: PublicCatalog) => {
    const components = sharedComponents(base, page)
    const found = known.get(base) ?? { known: knownOf(base, components), components }
    known.set(base, found)
    return found
  }
  // Of a thousand that know the same it is worked out once.
  const all = new Map<PublicCatalog | null, Map<string, NewsEvent[]>>()
  for (const outlet of outlets) {
    const told = ledger.channels.get(outlet.key)
    const base = told ? pageOf(told) : null
    const news = (): NewsEvent[] => {
      if (!told || !base) return openNews(page, { components: new Set(), silent })
      const before = knownIn(base)
      return newsOf(page, withOwed(before.known, told.owed), { components: before.components, silent })
    }
    if (!told || !base) plan.first.push(outlet.key)
    const alike = all.get(base) ?? new Map<string, NewsEvent[]>()
    all.set(base, alike)
    const lacks = JSON.stringify(told?.owed.map(({ of, place, was }) => [of, place, was]))
    const events = alike.get(lacks) ?? news()
    alike.set(lacks, events)
    const wanted = events.filter((event) => wants(outlet, event, named))
    const since = new Map(told?.owed.map((one) => [one.id, one.since]))
    const rows = wanted.map((event) => ({ event, since: since.get(event.id) ?? page.now }))
    const late = (i: number) => i < rows.length - MOST_OWED
    const kept = rows.filter((row, i) => !late(i) && page.now - row.since < OWED_DAYS * DAY)
    const given = rows.filter((row) => !kept.includes(row))
    plan.dropped.push(...given.map((row) => ({ key: outlet.key, ...row })))
    if (kept.length > 0)
      plan.queues.set(
        outlet.key,
        kept.map(({ event }) => event),
      )
    const owed = kept.map(({ event: { id, of, place, was }, since: at }): Owed => ({ id, of, place, was, since: at }))
    plan.ledger.channels.set(outlet.key, { commit, at: page.now, owed, confirmed: told?.confirmed ?? [] })
    plan.news ||= !told || !base || given.length > 0 || owed.length > 0 || told.owed.length > 0
  }
  return plan
}

/** What an outlet knows: the page that it was told of, but for what it is owed of that. */
function withOwed(known: Known, owed: readonly Owed[]): Known {
  const less = new Map(known)
  for (const { of, place, was } of owed) {
    const places = new Map(less.get(of))
    if (was === null) places.delete(place)
    else places.set(place, was)
    less.set(of, places)
  }
  return less
}

function wants({ components, states }: Outlet, event: NewsEvent, named: ReadonlyMap<string, string>): boolean {
  if (event.about === 'component' && !states) return false
  return components === null || components.some((one) => event.components.includes(meantBy(one, named) ?? one))
}
