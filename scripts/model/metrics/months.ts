import type { Interval } from '../interval.ts'
import { lastMonths, type Month } from '../month.ts'
import type { Instant } from '../time.ts'

/** How many months are looked at, at most. */
export const MOST_MONTHS = 12

/** A calendar month of a zone, as far as it has passed: `[from, to)`, the current one up to and with now. */
export interface MetricMonth extends Interval {
  month: Month
}

/**
 * The last months up to now, oldest first, the current one with them: from the month of `earliest` on, and no more than
 * `MOST_MONTHS`. Months before anything was recorded are left out, for they would make every rate look better or worse
 * than it is.
 */
export function metricMonths(earliest: Instant, now: Instant, timeZone: string): MetricMonth[] {
  const months = lastMonths(now, MOST_MONTHS, timeZone)
  const first = months.findIndex(({ from }) => from <= earliest)
  return months.slice(0, first === -1 ? MOST_MONTHS : first + 1).toReversed()
}
