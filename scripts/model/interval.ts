import type { Instant } from './time.ts'

/** A stretch of time, `[from, to)`. `to` is Infinity where it has no end yet. */
export interface Interval {
  from: Instant
  to: Instant
}

/** The part of an interval that lies within another one; null where they don't meet. */
export function clip<T extends Interval>(interval: T, bounds: Interval): T | null {
  const from = Math.max(interval.from, bounds.from)
  const to = Math.min(interval.to, bounds.to)
  return from < to ? { ...interval, from, to } : null
}

/** Milliseconds that intervals last together; overlaps count as often as they occur. */
export const durationOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { from, to }) => sum + (to - from), 0)

/** Whether two intervals share an instant. */
export const overlaps = (a: Interval, b: Interval): boolean => Math.max(a.from, b.from) < Math.min(a.to, b.to)

/** The same instants as intervals that neither overlap nor touch, in order. */
export function union(intervals: readonly Interval[]): Interval[] {
  const out: Interval[] = []
  for (const { from, to } of intervals.filter((one) => one.from < one.to).toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else out.push({ from, to })
  }
  return out
}

/** What of the bounds none of some intervals holds, in order; those need be in none. */
export function gapsIn(bounds: Interval, intervals: readonly Interval[]): Interval[] {
  const out: Interval[] = []
  let { from } = bounds
  for (const { from: begins, to: ends } of union(intervals)) {
    const to = Math.min(begins, bounds.to)
    if (from < to) out.push({ from, to })
    from = Math.max(from, ends)
  }
  if (from < bounds.to) out.push({ from, to: bounds.to })
  return out
}

/** The instants that two lists of intervals share; each in order, without overlaps. */
export function intersection(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  const out: Interval[] = []
  for (let [i, j] = [0, 0]; i < one.length && j < other.length;) {
    const [a, b] = [one[i], other[j]]
    if (!a || !b) break
    const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)]
    if (from < to) out.push({ from, to })
    if (a.to <= b.to) i++
    else j++
  }
  return out
}

/** A stretch of time in which nothing begins or ends. */
export interface Stretch<T> extends Interval {
  /** What begins or ends where it starts, in the order in which it was given. */
  turns: { of: T; begins: boolean }[]
}

/**
 * The stretches between the instants at which some intervals begin or end, in order, without a gap; intervals that last
 * no time are passed over. O(n log n).
 */
export function* stretches<T extends Interval>(intervals: readonly T[]): Generator<Stretch<T>> {
  const turns = intervals
    .filter(({ from, to }) => from < to)
    .flatMap((of) => [
      { at: of.from, of, begins: true },
      { at: of.to, of, begins: false },
    ])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  let here: Stretch<T>['turns'] = []
  for (const [i, { at, of, begins }] of turns.entries()) {
    here.push({ of, begins })
    const next = turns[i + 1]
    if (!next || next.at === at) continue
    yield { from: at, to: next.at, turns: here }
    here = []
  }
}

/** An interval with a rank: the higher one wins. */
export interface Ranked extends Interval {
  rank: number
}

/**
 * At each instant the highest rank of the intervals that hold it, as a step function over the instants that any
 * holds. Ranks are small whole numbers from 0; O(n log n + n · ranks).
 */
export function highest(intervals: readonly Ranked[]): Ranked[] {
  const open: number[] = []
  const out: Ranked[] = []
  for (const { from, to, turns } of stretches(intervals)) {
    for (const { of, begins } of turns) open[of.rank] = (open[of.rank] ?? 0) + (begins ? 1 : -1)
    const top = open.findLastIndex((count) => count !== undefined && count > 0)
    const last = out.at(-1)
    if (top < 0) continue
    if (last && last.to === from && last.rank === top) last.to = to
    else out.push({ from, to, rank: top })
  }
  return out
}
