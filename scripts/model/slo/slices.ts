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

/** A slice that was measured: how bad it was, 0 to 1. */
export interface Slice extends Interval {
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
 * its length in UTC, so that it is the same one in every window; a row that doesn't fit into one tells of none. `rows` in
 * order, without overlaps. O(n).
 */
export function slicesOf(rows: readonly Measurement[], { length, target }: Slicing, now: Instant): Slice[] {
  const fitting = rows.filter(({ start, end }) => Math.floor(start / length) === Math.floor((end - 1) / length))
  return [...Map.groupBy(fitting, ({ start }) => Math.floor(start / length))].flatMap(([number, own]) => {
    const [from, to] = [number * length, (number + 1) * length]
    const total = own.reduce((sum, row) => sum + BigInt(row.total), 0n)
    const good = own.reduce((sum, row) => sum + BigInt(row.good), 0n)
    return to > now || total === 0n ? [] : { from, to, bad: badness(good, total, target) }
  })
}

function badness(good: bigint, total: bigint, target: Rational | null): Rational {
  if (target !== null) return compare(rational(good, total), target) >= 0 ? ZERO : ONE
  const bad = (total - good) * BILLION
  // Rounded up: a slice never looks better than it was.
  return rational((bad + total - 1n) / total, BILLION)
}
