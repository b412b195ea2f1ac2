import { overlaps, type Interval } from './interval.ts'
import type { Instant } from './time.ts'

/**
 * Finds those of some intervals that overlap another one, in the order in which they begin. Sorted by beginning, each with
 * the latest end up to it, so that a look costs the logarithm of how many there are, and what lies near.
 */
export function indexOf<T extends Interval>(intervals: readonly T[]): (bounds: Interval) => T[] {
  const sorted = intervals.toSorted((one, other) => one.from - other.from)
  const latest: Instant[] = []
  for (const { to } of sorted) latest.push(Math.max(to, latest.at(-1) ?? -Infinity))
  return (bounds) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((latest[middle] ?? Infinity) <= bounds.from) low = middle + 1
      else high = middle
    }
    const found: T[] = []
    for (let next = sorted[low]; next && next.from < bounds.to; next = sorted[++low])
      if (overlaps(next, bounds)) found.push(next)
    return found
  }
}
