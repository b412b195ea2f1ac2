import { addDays, dateIn, startOfDay, type Instant } from '../time.ts'

/** How many months are looked at, at most. */
export const MOST_MONTHS = 12

/** A calendar month of a zone, as far as it has passed: `[from, to)`, the current one up to and with now. */
export interface MetricMonth {
  /** `2026-03` */
  month: string
  from: Instant
  to: Instant
}

/**
 * The last months up to now, oldest first, the current one with them: from the month of `earliest` on, and no more than
 * `MOST_MONTHS`. Months before anything was recorded are left out, for they would make every rate look better or worse
 * than it is.
 */
export function metricMonths(earliest: Instant, now: Instant, timeZone: string): MetricMonth[] {
  const months: MetricMonth[] = []
  let first = `${dateIn(now, timeZone).slice(0, 7)}-01`
  for (let to = now; months.length < MOST_MONTHS;) {
    const from = startOfDay(first, timeZone)
    months.unshift({ month: first.slice(0, 7), from, to })
    if (from <= earliest) break
    to = from
    first = `${addDays(first, -1).slice(0, 7)}-01`
  }
  return months
}
