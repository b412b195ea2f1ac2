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
export const duration = (intervals: readonly Interval[]): number =>
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

/** An interval with a rank: the higher one wins. */
export interface Ranked extends Interval {
  rank: number
}

/**
 * At each instant the highest rank of the intervals that hold it, as a step function over the instants that any
 * holds. Ranks are small whole numbers from 0; O(n log n + n · ranks).
 */
export function highest(intervals: readonly Ranked[]): Ranked[] {
  const events = intervals
    .filter(({ from, to }) => from < to)
    .flatMap(({ from, to, rank }) => [
      { at: from, rank, change: 1 },
      { at: to, rank, change: -1 },
    ])
    .toSorted((a, b) => a.at - b.at)
  const open: number[] = []
  const out: Ranked[] = []
  for (const [i, { at, rank, change }] of events.entries()) {
    open[rank] = (open[rank] ?? 0) + change
    const next = events[i + 1]
    if (!next || next.at === at) continue
    const top = open.findLastIndex((count) => count !== undefined && count > 0)
    const last = out.at(-1)
    if (top < 0) continue
    if (last && last.to === at && last.rank === top) last.to = next.at
    else out.push({ from: at, to: next.at, rank: top })
  }
  return out
}
