import type { Interval } from './interval.ts'
import { dateIn, startOfDay, type CalendarDate, type Instant } from './time.ts'

/** A calendar month, `2026-03`. */
export type Month = string

/** The month of a day. */
export const monthOf = (date: CalendarDate): Month => date.slice(0, -3)

/** The month that an instant falls in, in a zone. */
export const monthIn = (instant: Instant, timeZone: string): Month => monthOf(dateIn(instant, timeZone))

/**
 * The same for many instants at once: it looks up where a month begins once, and asks the calendar no more. What lies
 * before the year 1 is in its first month.
 */
export function monthFinder(timeZone: string): (instant: Instant) => Month {
  const starts = new Map<Month, Instant>()
  const startOf = (month: Month) => {
    const start = starts.get(month) ?? startOfDay(firstDay(month), timeZone)
    starts.set(month, start)
    return start
  }
  return (instant) => {
    const inUtc = monthOf(new Date(Math.max(instant, EARLIEST)).toISOString().slice(0, 10))
    const next = addMonths(inUtc, 1)
    if (instant >= startOf(next)) return next
    return instant < startOf(inUtc) && inUtc !== monthOf(YEAR_1) ? addMonths(inUtc, -1) : inUtc
  }
}
const YEAR_1 = '0001-01-01'
const EARLIEST = Date.parse(YEAR_1)

/** The first day of a month. */
export const firstDay = (month: Month): CalendarDate => `${month}-01`

/** The month `count` months later; earlier where negative. */
export const addMonths = (month: Month, count: number): Month => named(numberOf(month) + count)

/** How many months later the second one is. */
export const monthsBetween = (from: Month, to: Month): number => numberOf(to) - numberOf(from)

/** The last `count` months of a zone up to now, newest first, the current one as far as it has come. */
export function lastMonths(now: Instant, count: number, timeZone: string): (Interval & { month: Month })[] {
  const current = monthIn(now, timeZone)
  const months = Array.from({ length: count }, (_, i) => addMonths(current, -i))
  const starts = months.map((month) => startOfDay(firstDay(month), timeZone))
  return months.map((month, i) => ({ month, from: starts[i] ?? now, to: starts[i - 1] ?? now }))
}

/** Months since the year 0. */
const numberOf = (month: Month): number => {
  const [year, number] = month.split('-').map(Number)
  return (year ?? 0) * 12 + (number ?? 1) - 1
}
const named = (number: number): Month =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
