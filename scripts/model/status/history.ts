import type { MaintenanceView } from './maintenance.ts'
import type { Event, StatusPage } from './page.ts'
import { addDays, dateIn, type CalendarDate, type Instant } from '../time.ts'
import { monthIn } from '../month.ts'

/** When something counts as having happened: an incident's start, a maintenance's beginning or the time planned for it. */
export const happenedAt = (event: Event): Instant =>
  event.kind === 'incident'
    ? event.started
    : (event.begins ?? calledOff(event) ?? event.scheduled_for ?? event.announced)

/** What was called off before its time happened when it was: it would stand above all else for weeks. */
const calledOff = ({ state, scheduled_for, updates }: MaintenanceView): Instant | null => {
  const said = updates.at(-1)?.time
  return state === 'cancelled' && said !== undefined && scheduled_for !== null && said < scheduled_for ? said : null
}

/** What belongs into the history: incidents, and maintenances that have begun, ended or been called off. */
export const past = ({ incidents, maintenances }: StatusPage): Event[] =>
  [...incidents, ...maintenances.filter(({ state }) => state !== 'scheduled')].toSorted(
    (a, b) => happenedAt(b) - happenedAt(a) || (a.public_id < b.public_id ? -1 : 1),
  )

/** A day, or several in a row on which nothing happened. */
export interface HistoryDays {
  first: CalendarDate
  last: CalendarDate
  events: Event[]
}

/** The last `count` days, newest first; days without anything stand together. */
export function recentDays(page: StatusPage, count: number): HistoryDays[] {
  const today = dateIn(page.now, page.site.time_zone)
  const oldest = addDays(today, 1 - count)
  const byDay = Map.groupBy(
    past(page).filter((event) => happenedAt(event) <= page.now),
    (event) => dateIn(happenedAt(event), page.site.time_zone),
  )
  const stretches: HistoryDays[] = []
  for (let day = today; day >= oldest; day = addDays(day, -1)) {
    const events = byDay.get(day) ?? []
    const last = stretches.at(-1)
    if (last && last.events.length === 0 && events.length === 0) last.first = day
    else stretches.push({ first: day, last: day, events })
  }
  return stretches
}

/** A calendar month of the site's zone, `2026-03`. */
export interface EventMonth {
  month: string
  events: Event[]
}

/** Every month in which something happened, newest first. */
export function months(page: StatusPage): EventMonth[] {
  const byMonth = Map.groupBy(past(page), (event) => monthIn(happenedAt(event), page.site.time_zone))
  return [...byMonth].map(([month, events]) => ({ month, events })).toSorted((a, b) => (a.month < b.month ? 1 : -1))
}

/** Events that a page of a month shows; 300 of them would come to 100 kB. */
const PER_PAGE = 100

/** A month cut into pages, newest first; one where nothing happened has none. */
export const pagesOf = ({ events }: EventMonth): Event[][] =>
  Array.from({ length: Math.ceil(events.length / PER_PAGE) }, (_, i) => events.slice(i * PER_PAGE, (i + 1) * PER_PAGE))
