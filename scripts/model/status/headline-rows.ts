import { holds } from './component.ts'
import { worstFirst, type Headline, type Trouble } from './headline.ts'
import { rankOf, type StatusSpan } from './overall.ts'
import type { Event, StatusPage } from './page.ts'
import type { Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'

/** A line below the large sentence: something that is going on, and what it did to which components. */
export interface HeadlineRow {
  /** Null for components that no open incident and no running maintenance speaks for. */
  event: Event | null
  /** Worst first; empty for an incident that no component suffers from at the moment. */
  states: StateLine[]
}

/** Components that are in one state since one moment. */
export interface StateLine {
  status: ComponentStatus
  since: Instant
  components: Trouble[]
}

/**
 * The lines of a headline as of a moment: every open incident, the worst first, then maintenance that troubles
 * something. Each troubled component stands in exactly one of them: with the first that says this state of it, else with
 * the first that says any trouble of it.
 */
export function headlineRows(page: StatusPage, { troubled }: Headline, at: Instant): HeadlineRow[] {
  const troubling = (span: StatusSpan) => span.status !== 'operational' && holds(span, at)
  const running = page.maintenances.filter(({ spans }) => spans.some(troubling)).toReversed()
  const events: Event[] = [...worstFirst(page.open), ...running]
  const saying = (id: string, status?: ComponentStatus) => (event: Event) =>
    event.spans.some(
      (span) => span.component === id && troubling(span) && (status === undefined || span.status === status),
    )
  const speaker = ({ id, status }: Trouble) => events.find(saying(id, status)) ?? events.find(saying(id)) ?? null
  const spoken = Map.groupBy(troubled, speaker)
  const rows = events
    .filter((event) => event.kind === 'incident' || spoken.has(event))
    .map((event) => ({ event, states: statesOf(spoken.get(event) ?? []) }))
  const orphans = statesOf(spoken.get(null) ?? [])
  return orphans.length === 0 ? rows : [...rows, { event: null, states: orphans }]
}

function statesOf(troubles: readonly Trouble[]): StateLine[] {
  const lines = Map.groupBy(troubles, ({ status, since }) => `${status} ${since}`)
  return [...lines.values()]
    .flatMap((components) => {
      const [first] = components
      return first ? [{ status: first.status, since: first.since, components }] : []
    })
    .toSorted((a, b) => rankOf(b.status) - rankOf(a.status))
}

/** When anything on the page was last written: the newest update of any record; null where there is none. */
export function lastSaid({ incidents, maintenances, now }: StatusPage): Instant | null {
  let newest: Instant | null = null
  for (const { updates } of [...incidents, ...maintenances])
    for (const { time } of updates) if (time <= now && (newest === null || time > newest)) newest = time
  return newest
}

/** When the last incident ended that is over; null where none is. A duplicate isn't one of its own. */
export function lastEnded({ incidents, now }: StatusPage): Instant | null {
  const ends = incidents.flatMap(({ resolved, duplicate_of }) =>
    resolved !== null && resolved <= now && duplicate_of === null ? resolved : [],
  )
  return ends.reduce<Instant | null>((last, end) => (last === null || end > last ? end : last), null)
}
