import { overlaps, type Interval } from './interval.ts'
import type { Instant } from './time.ts'

/**
 * Finds those of some intervals that overlap another one, in the order in which they begin. A look costs the logarithm
 * of how many there are, and what it finds: one that never ends makes no other look longer.
 *
 * Sorted by beginning, they are a tree: what lies between two places has its middle on top, which knows the latest end
 * of all of them.
 */
export function indexOf<T extends Interval>(intervals: readonly T[]): (bounds: Interval) => T[] {
  const sorted = intervals.toSorted((one, other) => one.from - other.from)
  const latest = latestEnds(sorted)
  return (bounds) => {
    const found: T[] = []
    const look = (low: number, high: number): void => {
      const middle = (low + high) >> 1
      const here = sorted[middle]
      if (low >= high || !here || (latest[middle] ?? -Infinity) <= bounds.from) return
      look(low, middle)
      if (here.from >= bounds.to) return
      if (overlaps(here, bounds)) found.push(here)
      look(middle + 1, high)
    }
    look(0, sorted.length)
    return found
  }
}

/** By the middle of each part of a list, halved again and again, the latest end in that part. */
function latestEnds(sorted: readonly Interval[]): Instant[] {
  const latest: Instant[] = Array.from({ length: sorted.length }, () => -Infinity)
  const fill = (low: number, high: number): Instant => {
    if (low >= high) return -Infinity
    const middle = (low + high) >> 1
    return (latest[middle] = Math.max(sorted[middle]?.to ?? -Infinity, fill(low, middle), fill(middle + 1, high)))
  }
  fill(0, sorted.length)
  return latest
}
