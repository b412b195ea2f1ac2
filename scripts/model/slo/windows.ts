import { Temporal } from 'temporal-polyfill'
import type { Interval } from '../interval.ts'
import type { SloWindow } from '../records/objective.ts'
import { formatDuration, type Instant } from '../time.ts'

type Calendar = Extract<SloWindow, { kind: 'calendar' }>

/** Months that a look back goes, the current one with them. */
const MONTHS_BACK = 12

/** The window that a budget is for as of `now`: the time up to now, or the whole period of the calendar that holds it. */
export function windowAt(window: SloWindow, now: Instant): Interval {
  if (window.kind === 'rolling') return { from: now - window.length, to: now }
  return periodsOf(window)(numberAt(window, now))
}

/**
 * The periods of the last twelve months, newest first, each as long as its clocks really ran: those that began in them, the
 * current one whole. A rolling window has calendar months of `timeZone`.
 */
export function lookBack(window: SloWindow, now: Instant, timeZone: string): Interval[] {
  const calendar: Calendar = window.kind === 'calendar' ? window : { ...MONTHLY, time_zone: timeZone }
  const earliest = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(calendar.time_zone)
    .subtract({ months: MONTHS_BACK }).epochMilliseconds
  const period = periodsOf(calendar)
  const periods: Interval[] = []
  for (let number = numberAt(calendar, now); ; number--) {
    const next = period(number)
    if (periods.length > 0 && next.from <= earliest) return periods
    periods.push(next)
  }
}

/** The periods of a calendar window that some time lies in, the oldest first. */
export function periodsIn(window: Calendar, { from, to }: Interval): Interval[] {
  const [first, last] = [numberAt(window, from), numberAt(window, to)]
  return Array.from({ length: last - first + 1 }, (_, i) => periodsOf(window)(first + i))
}

const MONTHLY = { kind: 'calendar', unit: 'month', count: 1, start: '2000-01-01T00:00:00' } as const

const UNITS = {
  day: { unit: 'days', of: 1 },
  week: { unit: 'weeks', of: 1 },
  month: { unit: 'months', of: 1 },
  quarter: { unit: 'months', of: 3 },
  year: { unit: 'years', of: 1 },
} as const

/**
 * A period by its number, 0 for the one that the window's `start` begins. Every one is counted from there, so that periods
 * that begin on the 31st come back to it after a shorter month. Where a later one would
 * begin at a local time that clocks skip, it begins by the clocks of before (02:30 is 03:30), and where they show it twice,
 * at the first: as calendars do, RFC 5545 3.3.5. A day that a zone left out is a period of no length. So they leave no
 * instant out and have none twice.
 */
function periodsOf({ unit, count, start, time_zone }: Calendar): (number: number) => Interval {
  const first = Temporal.PlainDateTime.from(start)
  const { unit: name, of } = UNITS[unit]
  const begins = (number: number): Instant =>
    first.add({ [name]: number * count * of }).toZonedDateTime(time_zone).epochMilliseconds
  return (number) => ({ from: begins(number), to: begins(number + 1) })
}

/** The number of the period that holds an instant. */
function numberAt(window: Calendar, now: Instant): number {
  const { unit: name, of } = UNITS[window.unit]
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(window.time_zone).toPlainDateTime()
  const passed = Temporal.PlainDateTime.from(window.start).until(local, { largestUnit: name })[name]
  const period = periodsOf(window)
  // The difference of two local times is off by one where clocks change, or where months differ in length.
  let number = Math.floor(passed / (window.count * of))
  while (period(number).from > now) number--
  while (period(number).to <= now) number++
  return number
}

/** Whether two windows are one, whatever words said them. */
export function isSameWindow(one: SloWindow, other: SloWindow): boolean {
  if (one.kind === 'rolling') return other.kind === 'rolling' && one.length === other.length
  if (other.kind === 'rolling') return false
  const { unit, count, start, time_zone } = one
  return unit === other.unit && count === other.count && start === other.start && time_zone === other.time_zone
}

/** `over 30d`, or as `lasting` says it; `in a month of Europe/Berlin`. */
export const windowWords = (window: SloWindow, lasting = formatDuration): string =>
  window.kind === 'rolling'
    ? `over ${lasting(window.length)}`
    : `in ${window.count === 1 ? `a ${window.unit}` : `${window.count} ${window.unit}s`} of ${window.time_zone}`
