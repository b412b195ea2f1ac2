import { addDays, type CalendarDate, type Instant } from '../time.ts'
import { clockIn, instantsShowing, isZone, timeAt, type ClockDoubt, type WrittenTime } from './wall-clock.ts'

/** The heading whose list is the timeline of an incident. */
export const TIMELINE_SECTION = 'Timeline'

/** An event of a timeline: the item that begins with its time, and those that stay with it. */
export interface TimelineEvent {
  /** When it happened; null where that can't be told. */
  at: Instant | null
  /** Its time as it was written; empty of what stands above the first event. */
  written: string
  /** Why the time may be another one, or can't be told. */
  doubt: ClockDoubt | null
  /** Places among the items of the list, in order, the one with the time first. */
  items: number[]
}

/** `Times in Europe/Berlin.` as a line of its own. */
const ZONE_LINE = /^times in ([\w+/-]+)\.?$/i

/** The zone that the first of some lines to do so says the times are in, as it is written; UTC where none does. */
export const timelineZone = (text: string): string =>
  text
    .split('\n')
    .map((line) => ZONE_LINE.exec(line.trim())?.[1])
    .find((zone) => zone !== undefined) ?? 'UTC'

/** A clock that goes back by more than this has passed midnight; by less, somebody wrote a thing down late. */
const BACK = 3600

/**
 * Reads the events of a timeline off the words of its items, in the order in which they are written.
 *
 * A clock without a day is on the day of the event before it, and on the next one where it goes back by more than an
 * hour; the first event's day is that of `started` in the zone. A time that no clock shows is an event all the same,
 * without a moment: it says when by where it stands. One that clocks skipped or showed twice gets the moment that keeps
 * the order, and says so. Items without a time stay with the event above them.
 */
export function timelineEvents(
  items: readonly string[],
  { started, zone }: { started: Instant; zone: string },
): TimelineEvent[] {
  const known = isZone(zone)
  const events: TimelineEvent[] = []
  let last: Last = { ...clockIn(started, known ? zone : 'UTC'), at: started, first: true }
  for (const [place, text] of items.entries()) {
    const time = timeAt(text.trimStart())
    const above = events.at(-1)
    if (!time) {
      if (above) above.items.push(place)
      else events.push({ at: null, written: '', doubt: null, items: [place] })
      continue
    }
    const read = readTime(time, last, known ? zone : null)
    events.push({ at: read.at, written: time.written, doubt: read.doubt, items: [place] })
    last = read.last
  }
  return events
}

/** What the next clock is read against. */
interface Last {
  date: CalendarDate
  clock: number
  at: Instant
  /** Nothing was read yet: this is the start of the incident, and no clock goes back from it. */
  first: boolean
}

interface ReadTime {
  at: Instant | null
  doubt: ClockDoubt | null
  last: Last
}

/** `zone` null: nobody knows it, so that only a time with an offset can be told. */
function readTime(time: WrittenTime, last: Last, zone: string | null): ReadTime {
  const { date, clock, offset } = time
  if (time.doubt) return { at: null, doubt: time.doubt, last }
  if (date !== null && offset !== null) {
    const at = Date.parse(`${date}T${hms(clock)}${offset}`)
    return Number.isNaN(at)
      ? { at: null, doubt: 'no_such_time', last }
      : { at, doubt: null, last: { ...clockIn(at, zone ?? 'UTC'), at, first: false } }
  }
  if (zone === null && offset === null) return { at: null, doubt: 'unknown_zone', last }
  // A clock with a Z behind it is one of UTC, whatever the others are.
  const own = offset === null && zone !== null ? zone : 'UTC'
  const before = own === zone ? last : clockIn(last.at, own)
  const day = date ?? (!last.first && before.clock - clock > BACK ? addDays(before.date, 1) : before.date)
  const { at: found, doubt } = instantsShowing(day, clock, own)
  const at = nearest(found, last)
  return { at, doubt, last: { ...(own === zone ? { date: day, clock } : clockIn(at, zone ?? own)), at, first: false } }
}

/** Of a clock that was shown twice: what isn't before the event above it, and of the first event what is nearer to the start. */
function nearest([one, other = one]: [Instant, Instant?], { at, first }: Last): Instant {
  if (first) return Math.abs(other - at) < Math.abs(one - at) ? other : one
  return one >= at ? one : other
}

const hms = (clock: number): string =>
  [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

/** In the order of time, stably: what has no moment stays behind what it stands behind, and before all where nothing is. */
export function inTimeOrder<T extends { at: Instant | null }>(events: readonly T[]): T[] {
  let reached = -Infinity
  return events
    .map((event) => ({ event, time: (reached = event.at ?? reached) }))
    .toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map(({ event }) => event)
}
