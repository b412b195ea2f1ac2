import { HOUR, startOfDay, dateIn, type Instant } from '#model/time'
import type { Calendar } from '../calendar/calendar.ts'
import type { CalendarEntry } from '../calendar/entry.ts'
import type { Ops } from '../index.ts'
import type { PageReference } from '../reference.ts'
import { severityTone, type State } from '../state.ts'

const SIDE = 12 * HOUR
const STEP = 4 * HOUR
const MOST = 8

/** Half a day back and half a day ahead, as of now. */
export interface DayStrip {
  from: Instant
  now: Instant
  to: Instant
  /** Every four hours of the site's zone. */
  ticks: Instant[]
  lanes: Lane[]
  /** Things that there was no room for. */
  more: number
}

/** One thing of the day. */
export interface Lane {
  entry: PageReference
  what: string
  /** As the calendar has it; it may have begun before, and end after the strip. */
  from: Instant
  /** Null where nobody knows until when. */
  to: Instant | null
  tone: State['tone']
  state: string
}

const ORDER: readonly CalendarEntry['kind'][] = ['incident', 'maintenance', 'change', 'freeze', 'event']

/** What goes on, ended or begins within half a day of now: incidents first, then changes, what goes on before the rest. */
export function dayStrip(ops: Ops, { entries }: Calendar): DayStrip {
  const { now, catalog } = ops
  const [from, to] = [now - SIDE, now + SIDE]
  const near = entries
    .filter((one) => !one.called_off && one.from < to && (one.to === null || one.to > from))
    .toSorted((a, b) => rank(a) - rank(b) || Number(b.live) - Number(a.live))
  const midnight = startOfDay(dateIn(from, catalog.site.time_zone), catalog.site.time_zone)
  const first = midnight + Math.ceil((from - midnight) / STEP) * STEP
  return {
    from,
    now,
    to,
    ticks: Array.from({ length: Math.floor((to - first) / STEP) + 1 }, (_, i) => first + i * STEP),
    lanes: near.slice(0, MOST).map((one) => ({
      entry: { id: one.id, title: one.title, page: one.page },
      what: one.what,
      from: one.from,
      to: one.to,
      tone: toneOf(ops, one),
      state: one.state.word,
    })),
    more: Math.max(0, near.length - MOST),
  }
}

const rank = ({ kind }: CalendarEntry) => ORDER.indexOf(kind)

/** An incident is drawn by its severity, a change as work; the rest has no tone. */
function toneOf({ links }: Ops, { kind, id }: CalendarEntry): State['tone'] {
  if (kind === 'maintenance' || kind === 'change') return 'under_maintenance'
  const severity = kind === 'incident' ? links.incidents.get(id)?.severity : undefined
  return severity === undefined ? 'neutral' : severityTone(severity)
}
