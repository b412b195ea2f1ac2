import { clip, union, type Interval } from '../interval.ts'
import { instantOf, weekdayOf } from './maintenance-window-clock.ts'
import type { Service } from '../records/service.ts'
import { addDays, DAY, dateIn, type CalendarDate, type Duration, type Instant } from '../time.ts'

type Welcoming = Pick<Service, 'maintenance_windows'>
type MaintenanceWindow = Service['maintenance_windows'][number]

const WEEK = 7 * DAY
/** No maintenance lasts as long; it keeps the work small whatever a record says. */
const LONGEST = 366 * DAY
const AHEAD = 60 * DAY

/**
 * Whether a stretch is not wholly within the maintenance windows of a service; false where the service has none, or
 * where the stretch lasts no time. Windows that touch are one. Longer than 366 days is outside.
 */
export function outsideWindows(service: Welcoming, window: Interval, siteTimeZone: string): boolean {
  if (service.maintenance_windows.length === 0) return false
  if (window.to - window.from > LONGEST) return true
  for (let { from } = window; from < window.to; from += WEEK) {
    const part = { from, to: Math.min(from + WEEK, window.to) }
    const [covered] = windowsDuring(service, part, siteTimeZone)
    if (!covered || covered.from > part.from || covered.to < part.to) return true
  }
  return false
}

/**
 * The next maintenance window of a service that has room for `length` milliseconds, from `from` on, within 60 days: as
 * far as it lies within them, windows that touch being one. Null where there is none.
 */
export function nextWindow(service: Welcoming, from: Instant, length: Duration, siteTimeZone: string): Interval | null {
  const windows = windowsDuring(service, { from, to: from + AHEAD }, siteTimeZone)
  return windows.find((window) => window.to - window.from >= length) ?? null
}

/** What of the bounds lies within the maintenance windows of a service; null where it has none, and any time will do. */
export const welcomeDuring = (service: Welcoming, bounds: Interval, siteTimeZone: string): Interval[] | null =>
  service.maintenance_windows.length === 0 ? null : windowsDuring(service, bounds, siteTimeZone)

/** What of the bounds lies within maintenance windows, in order; what touches is joined. */
function windowsDuring(service: Welcoming, bounds: Interval, siteTimeZone: string): Interval[] {
  const occurrences = service.maintenance_windows.flatMap((window) =>
    datesAround(bounds, window.time_zone ?? siteTimeZone)
      .filter((date) => window.days.some((day) => day === weekdayOf(date)))
      .flatMap((date) => clip(occurrence(window, date, siteTimeZone), bounds) ?? []),
  )
  return union(occurrences)
}

/** The days on which a window can begin that reaches into the bounds: it ends with the next day at the latest. */
function datesAround({ from, to }: Interval, timeZone: string): CalendarDate[] {
  const first = addDays(dateIn(from, timeZone), -1)
  // Counted rather than compared, as the text of a date after the year 9999 begins with a sign. One to spare: over a day
  // of 23 hours a stretch of less than a day can touch three.
  return Array.from({ length: Math.ceil((to - from) / DAY) + 3 }, (_, days) => addDays(first, days))
}

/** A window as it falls on a day. Times of day compare as text. */
function occurrence({ from, to, time_zone }: MaintenanceWindow, date: CalendarDate, siteTimeZone: string): Interval {
  const zone = time_zone ?? siteTimeZone
  return { from: instantOf(date, from, zone), to: instantOf(to <= from ? addDays(date, 1) : date, to, zone) }
}
