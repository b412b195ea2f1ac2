import type { Instant } from '../time.ts'

/**
 * When each commit of a line was made, by what all of them say of it: each stands on the one before it. Who commits may
 * date that as they like, so a date is believed as far as the others allow it: of the most that agree, which never go
 * back. One that doesn't agree has the time of the one before it. `said` and the result: the oldest first. O(n log n).
 */
export function commitTimes(said: readonly Instant[]): Instant[] {
  const believed = longestInOrder(said)
  const first = said.find((_, i) => believed.has(i)) ?? 0
  let last = first
  return said.map((time, i) => (last = believed.has(i) ? time : last))
}

/** The places of the longest series that never goes back; of several that which ends the earliest. */
function longestInOrder(times: readonly number[]): Set<number> {
  /** By length, less one, the place at which the series of that length that ends the earliest does so. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [i, time] of times.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((times[ends[middle] ?? 0] ?? 0) <= time) low = middle + 1
      else high = middle
    }
    before[i] = ends[low - 1]
    ends[low] = i
  }
  const places = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = before[at]) places.add(at)
  return places
}
