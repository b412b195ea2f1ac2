import type { Interval } from '../interval.ts'
import { compare, ONE, rational, ZERO, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import type { SloObjective } from '../records/slo.ts'
import { parseShorthand, shorthandLength } from '../records/slo-window.ts'
import type { Duration, Instant } from '../time.ts'

/** How an objective cuts time into slices. */
export interface Slicing {
  length: Duration
  /** From which share of good events on a slice is good, whole; null: each counts by its share, as RatioTimeslices do. */
  target: Rational | null
}

/** A slice that was measured, or several that one row tells of. */
export interface Slice extends Interval {
  /** How many slices had an event. */
  count: number
  /** How many of them were bad: 0 to `count`, of RatioTimeslices the sum of their shares. */
  bad: Rational
}

/** Null where an objective counts events, or doesn't say how long its slices are. */
export function slicingOf({
  method,
  time_slice_target: target,
  time_slice_window: window,
}: Pick<SloObjective, 'method' | 'time_slice_target' | 'time_slice_window'>): Slicing | null {
  const length = window === null ? null : parseShorthand(window)
  if (method === 'occurrences' || length === null) return null
  if (method === 'ratio_timeslices') return { length: shorthandLength(length), target: null }
  return target === null ? null : { length: shorthandLength(length), target }
}

/** Of the share of a slice that was bad: exact sums of thousands of fractions have denominators that nobody can read. */
const BILLION = 1_000_000_000n

/**
 * The slices that rows tell of, in order, up to `now`: those that are over and had an event. A slice begins at a multiple of
 * its length in UTC, so that it is the same one in every window. A row that fits into one has events; one that is as long
 * as several may have slices, as `summaryOf` says; any other row tells of none. A slice that such a long row holds a part of
 * is told of by that row alone, so that no time counts twice. `rows` in order, without overlaps. O(n log n).
 */
export function slicesOf(rows: readonly Measurement[], slicing: Slicing, now: Instant): Slice[] {
  const { length, target } = slicing
  const sliceAt = (at: Instant) => Math.floor(at / length)
  const fits = ({ start, end }: Measurement) => sliceAt(start) === sliceAt(end - 1)
  const summed = rows.filter((row) => !fits(row) && row.end <= now).flatMap((row) => summaryOf(row, slicing) ?? [])
  // Rows don't overlap: what is in one slice with a long row is at one of its ends.
  const summedSlices = new Set(summed.flatMap(({ from, to }) => [sliceAt(from), sliceAt(to - 1)]))
  const singles = [...Map.groupBy(rows.filter(fits), ({ start }) => sliceAt(start))].flatMap(
    ([number, own]): Slice[] => {
      if (summedSlices.has(number)) return []
      const [from, to] = [number * length, (number + 1) * length]
      const total = own.reduce((sum, row) => sum + BigInt(row.total), 0n)
      const good = own.reduce((sum, row) => sum + BigInt(row.good), 0n)
      return to > now || total === 0n ? [] : [{ from, to, count: 1, bad: badness(good, total, target) }]
    },
  )
  return summed.length === 0 ? singles : [...singles, ...summed].toSorted((a, b) => a.from - b.from)
}

/**
 * A row that is as long as several slices counts them: so many of them were good, of so many that had an event; of
 * RatioTimeslices in milliseconds. Null where it has more than fit into it: then it counts events, and nobody knows in which
 * slice each was.
 */
function summaryOf({ start, end, good, total }: Measurement, { length, target }: Slicing): Slice | null {
  const unit = target === null ? length : 1
  const count = total / unit
  if ((end - start) % length !== 0 || !Number.isInteger(count) || count === 0 || count > (end - start) / length)
    return null
  return { from: start, to: end, count, bad: rational(BigInt(total - good), BigInt(unit)) }
}

function badness(good: bigint, total: bigint, target: Rational | null): Rational {
  if (target !== null) return compare(rational(good, total), target) >= 0 ? ZERO : ONE
  const bad = (total - good) * BILLION
  // Rounded up: a slice never looks better than it was.
  return rational((bad + total - 1n) / total, BILLION)
}
