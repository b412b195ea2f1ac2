import type { Interval } from '../../interval.ts'
import type { Measurement } from '../../records/measurement.ts'

/** What a row can't be made of, in words. */
export interface Unusable {
  error: string
}

/** What the file holds of digits. */
const MOST_EVENTS = 1e15 - 1
/** What binary fractions are off by, and no event. */
const NOISE = 1e-6
const noiseOf = (total: number) => NOISE + total * 1e-12

/**
 * Events in whole numbers. What Prometheus says of them are fractions, since it reckons to the ends of a period what it saw
 * between the first scrape in it and the last: never less than it saw. So the nearest whole number is nearest the truth; but
 * where there was an error there is one, however small it looks. `bad` and `total` in events.
 */
export function eventRow(
  { from, to }: Interval,
  { bad, total }: { bad: number; total: number },
): Measurement | Unusable {
  if (![bad, total].every((value) => Number.isFinite(value) && value <= MOST_EVENTS))
    return { error: `counts of ${bad} and ${total}, expected numbers of 15 digits at most` }
  if (total < -NOISE) return { error: `a total of ${total}, expected 0 or more` }
  if (misfits(bad, total))
    return {
      error: `${amount(bad)} bad events of ${amount(total)}, expected a part of them: the two queries don't fit together`,
    }
  const errors = bad > noiseOf(total) ? Math.max(1, Math.round(bad)) : 0
  const all = Math.max(Math.round(total), errors > 0 ? 1 : 0, 0)
  const wrong = Math.min(errors, all)
  return { start: from, end: to, good: all - wrong, total: all }
}

/** Series that begin and end apart are reckoned apart, so a part may look larger than the whole by a little. */
const misfits = (bad: number, total: number): boolean => bad > total * 1.1 + 2 || bad < -(total * 0.1 + 2)

/** A share of the time, in whole milliseconds; what is bad of it is rounded up. `bad` as a share. */
export function timeOf(length: number, bad: number): { good: number; total: number } | Unusable {
  if (!(bad >= -NOISE && bad <= 1 + NOISE)) return { error: `a ratio of ${bad}, expected one from 0 to 1` }
  const wrong = Math.ceil(length * Math.min(1, Math.max(0, bad)) - NOISE)
  return { good: length - wrong, total: length }
}

const amount = (value: number) => String(Math.round(value * 100) / 100)
