import { clip, stretches, type Interval } from '../interval.ts'
import { rankOf, statusOfRank, type StatusSpan } from './overall.ts'
import type { ComponentStatus } from '../records/update.ts'

/** A state that an event sets, with the public id of that event. */
export type OwnedSpan = StatusSpan & { owner: string }

/** A stretch in which a component was in one state, never `operational`. */
export interface TroubledInterval extends Interval {
  status: ComponentStatus
  /**
   * Public ids of the events that said so, in the order in which they came to say it. Those that said only something
   * milder meanwhile are left out; so are those after the first `MOST_EVENTS`.
   */
  events: string[]
}

/** So many names are enough for one interval; without a limit, a thousand open incidents would be named a thousand times each. */
const MOST_EVENTS = 20

/**
 * At each instant the worst of what some events say of one component, within bounds, oldest first. Neighbours differ in
 * their state or don't touch. O(n log n), n spans.
 */
export function troubledIntervals(spans: readonly OwnedSpan[], bounds: Interval): TroubledInterval[] {
  const troubled = spans.flatMap((span) => (span.status === 'operational' ? [] : (clip(span, bounds) ?? [])))
  /** For each rank the events that say it, with the number of their spans. */
  const open: Map<string, number>[] = [new Map()]
  const intervals: TroubledInterval[] = []
  for (const { from, to, turns } of stretches(troubled)) {
    for (const { of, begins } of turns) count((open[rankOf(of.status)] ??= new Map()), of.owner, begins ? 1 : -1)
    const rank = open.findLastIndex((events) => events !== undefined && events.size > 0)
    const status = statusOfRank(rank)
    const last = intervals.at(-1)
    if (rank >= 0 && last?.to === from && last.status === status) {
      last.to = to
      for (const { of, begins } of turns) if (begins && of.status === status) name(last.events, of.owner)
    } else if (rank >= 0) {
      const events = (open[rank] ?? new Map<string, number>()).keys().take(MOST_EVENTS)
      intervals.push({ from, to, status, events: [...events] })
    }
  }
  return intervals
}

/** An event begins to say something of a component, or ceases to. */
function count(events: Map<string, number>, owner: string, change: 1 | -1) {
  const spans = (events.get(owner) ?? 0) + change
  if (spans === 0) events.delete(owner)
  else events.set(owner, spans)
}

function name(events: string[], owner: string) {
  if (events.length < MOST_EVENTS && !events.includes(owner)) events.push(owner)
}
