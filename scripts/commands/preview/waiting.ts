import type { PublicCatalog } from '#model/publish/public'
import type { Instant } from '#model/time'

/** What is written for customers, and not shown to them yet. */
export interface Waiting {
  /** The page of the status site that it will stand on. */
  page: string
  title: string
  state: string
  /** When it is shown; null where that is now. */
  from: Instant | null
  /** Whether its change has to be approved first. */
  approval: boolean
}

/**
 * What of all that is written isn't shown at a moment, the soonest first. `written` is the projection with every update
 * however late, `approved` the same were every proposed change approved: what is said of either is what customers will
 * read, and no word more.
 */
export function waitingAt(now: Instant, written: PublicCatalog, approved: PublicCatalog): Waiting[] {
  const announced = new Set(written.maintenances.map(({ public_id }) => public_id))
  const later = [...written.incidents, ...written.maintenances].flatMap((event) =>
    event.updates.flatMap(({ state, time }, i) =>
      time > now ? [{ page: pageOf(event), title: titleAt(event, i), state, from: time, approval: false }] : [],
    ),
  )
  const proposed = approved.maintenances
    .filter(({ public_id }) => !announced.has(public_id))
    .map((event) => {
      const { time = now, state = 'scheduled' } = event.updates[0] ?? {}
      return { page: pageOf(event), title: titleAt(event, 0), state, from: time > now ? time : null, approval: true }
    })
  return [...later, ...proposed].toSorted((a, b) => (a.from ?? now) - (b.from ?? now))
}

type Event = PublicCatalog['incidents' | 'maintenances'][number]
const pageOf = ({ public_id }: Event) => `/incidents/${public_id}/`
/** What it is called from an update on: the newest title so far. */
const titleAt = ({ updates }: Event, index: number): string =>
  updates.slice(0, index + 1).findLast(({ title }) => title !== undefined)?.title ?? 'Untitled'
