import { gapsIn, type Interval } from '../../interval.ts'
import type { Measurement } from '../../records/measurement.ts'
import type { SloWindow } from '../../records/objective.ts'
import { addDays, dateIn, DAY, HOUR, MINUTE, startOfDay, type Instant } from '../../time.ts'
import { windowAt } from '../windows.ts'

/** What comes late, from another Prometheus or by a rule, is there by then. */
const SETTLED_AFTER = 10 * MINUTE
/** As far as the ledger looks back. */
const LONGEST = 365 * DAY

/** A day, or what of it isn't over or measured yet. */
export interface UnmeasuredDay {
  /** In the order of time: hours from the beginning of the day on, the last of which is shorter where the clocks change by half an hour. */
  hours: Interval[]
  /** The whole day, where none of it is measured, and a row of the whole day is wanted. */
  whole: Interval | null
}

/** What is asked for of an SLO. */
export interface Asked {
  window: SloWindow
  /** What is measured already, in the order of time. */
  rows: readonly Measurement[]
  now: Instant
  /** Where days begin and end: those of the SLO's calendar, or else the site's. */
  time_zone: string
  /** From when on; null: as far as the SLO's window reaches, and back to where the last measurement ends. */
  since: Instant | null
}

/** A row for each hour, where a day is much of the window. */
const wantsHours = (window: SloWindow): boolean =>
  window.kind === 'rolling'
    ? window.length <= 7 * DAY
    : window.count === 1 && (window.unit === 'day' || window.unit === 'week')

/**
 * The days that begin in the time asked for and of which something is neither measured nor still to come. Days that aren't
 * over are left out, where a row is a day; where it is an hour, those hours are that aren't. Linear in days and rows.
 */
export function unmeasuredDays({ window, rows, now, time_zone, since }: Asked): UnmeasuredDay[] {
  const [from, to] = [since ?? defaultStart(window, rows, now), now - SETTLED_AFTER]
  const free = gapsIn(
    { from, to },
    rows.map(({ start, end }) => ({ from: start, to: end })),
  )
  const isFree = within(free)
  const byHours = wantsHours(window)
  return daysBetween(from, to, time_zone).flatMap((day) => {
    const isOver = day.to <= to
    if (!isOver && !byHours) return []
    const hours = hoursOf(day)
    const left = hours.filter(isFree)
    const whole = !byHours && left.length === hours.length ? day : null
    return left.length === 0 ? [] : [{ hours: left, whole }]
  })
}

function defaultStart(window: SloWindow, rows: readonly Measurement[], now: Instant): Instant {
  const reaches = windowAt(window, now).from
  return Math.max(Math.min(reaches, rows.at(-1)?.end ?? Infinity), now - LONGEST)
}

/** Whether intervals, asked for in the order of time, lie within one of some others, which are in order too. */
function within(others: readonly Interval[]): (interval: Interval) => boolean {
  let at = 0
  return ({ from, to }) => {
    while ((others[at]?.to ?? Infinity) <= from) at++
    const other = others[at]
    return other !== undefined && other.from <= from && to <= other.to
  }
}

/** Days of a zone that begin in `[from, to)`. */
function daysBetween(from: Instant, to: Instant, timeZone: string): Interval[] {
  const days: Interval[] = []
  let date = dateIn(from, timeZone)
  let begins = startOfDay(date, timeZone)
  while (begins < to) {
    date = addDays(date, 1)
    const ends = startOfDay(date, timeZone)
    if (begins >= from) days.push({ from: begins, to: ends })
    begins = ends
  }
  return days
}

function hoursOf({ from, to }: Interval): Interval[] {
  const hours: Interval[] = []
  for (let begins = from; begins < to; begins += HOUR) hours.push({ from: begins, to: Math.min(begins + HOUR, to) })
  return hours
}
