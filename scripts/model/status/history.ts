import { groupByEach } from '../grouping.ts'
import type { Interval } from '../interval.ts'
import { happenedAt, stretchesOf } from './lasting.ts'
import { addMonths, monthFinder, monthsBetween, type Month } from '../month.ts'
import type { Event, StatusPage } from './page.ts'
import { dateIn, type CalendarDate, type Instant } from '../time.ts'
import { lastDays } from './uptime.ts'

/** What belongs into the history: incidents, and maintenances that have begun, ended or been called off. */
export const past = once(({ incidents, maintenances }): readonly Event[] =>
  [...incidents, ...maintenances.filter(({ state }) => state !== 'scheduled')].toSorted(
    (a, b) => happenedAt(b) - happenedAt(a) || (a.public_id < b.public_id ? -1 : 1),
  ),
)

/** Worked out once for a page: every language and the sitemap ask for the same. */
function once<T>(of: (page: StatusPage) => T): (page: StatusPage) => T {
  const known = new WeakMap<StatusPage, { value: T }>()
  return (page) => {
    const { value } = known.get(page) ?? { value: of(page) }
    known.set(page, { value })
    return value
  }
}

/** A day, or several in a row on which nothing happened. */
export interface HistoryDays {
  first: CalendarDate
  last: CalendarDate
  events: Event[]
}

/** The last `count` days, newest first, each with all that went on in it; days without anything stand together. */
export function recentDays(page: StatusPage, count: number): HistoryDays[] {
  const days = lastDays(page.now, count, page.site.time_zone)
  const since = days[0]?.from ?? page.now
  const recent = past(page)
    .map((event) => ({
      event,
      stretches: stretchesOf(event).filter(({ from, to }) => from <= page.now && to >= since),
    }))
    .filter(({ stretches }) => stretches.length > 0)
  const told: HistoryDays[] = []
  for (const [i, { date, from, to }] of days.toReversed().entries()) {
    // Today goes on: what begins at this very moment is a part of it.
    const day = { from, to: i === 0 ? Infinity : to }
    const events = recent.flatMap(({ event, stretches }) => (stretches.some((one) => isIn(one, day)) ? [event] : []))
    const last = told.at(-1)
    if (last && last.events.length === 0 && events.length === 0) last.first = date
    else told.push({ first: date, last: date, events })
  }
  return told
}

/** All that went on in the last `count` days, what went on last first, each once; and the first of those days. */
export function recentEvents(page: StatusPage, count: number): { events: Event[]; since: CalendarDate } {
  const days = recentDays(page, count)
  return {
    events: [...new Set(days.flatMap(({ events }) => events))],
    since: days.at(-1)?.first ?? dateIn(page.now, page.site.time_zone),
  }
}

/** Whether some of a stretch lies in a day, or all of one that has no length. */
const isIn = (stretch: Interval, day: Interval): boolean =>
  stretch.from < day.to && (stretch.to > day.from || stretch.from >= day.from)

/** A calendar month of the site's zone, `2026-03`. */
export interface EventMonth {
  month: string
  events: Event[]
}

/** Every month in which something went on, newest first, each with all that did. */
export const months = once((page): readonly EventMonth[] => {
  const monthOf = monthFinder(page.site.time_zone)
  const byMonth = groupByEach(past(page), (event) => monthsOf(event, page.now, monthOf))
  return [...byMonth].map(([month, events]) => ({ month, events })).toSorted((a, b) => (a.month < b.month ? 1 : -1))
})

/** Of what goes on for longer, a slip in its year say, the newest months are told, and the one that it began in. */
const MOST_MONTHS = 120

/** Months that some of an event lies in. */
function monthsOf(event: Event, now: Instant, monthOf: (instant: Instant) => Month): Set<Month> {
  const all = new Set<Month>()
  for (const { from, to } of stretchesOf(event)) {
    const [first, last] = [monthOf(from), monthOf(Math.max(from, Math.min(to - 1, now)))]
    all.add(first)
    for (let i = Math.min(monthsBetween(first, last), MOST_MONTHS) - 1; i >= 0; i--) all.add(addMonths(last, -i))
  }
  return all
}

/** Events that a page of a month shows; 300 of them would come to 100 kB. */
const PER_PAGE = 100

/** A month cut into pages, newest first; one where nothing happened has none. */
export const pagesOf = ({ events }: EventMonth): Event[][] =>
  Array.from({ length: Math.ceil(events.length / PER_PAGE) }, (_, i) => events.slice(i * PER_PAGE, (i + 1) * PER_PAGE))
