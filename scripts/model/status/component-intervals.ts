import { clip, type Interval } from '../interval.ts'
import { rankOf, statusOfRank, type StatusSpan } from './overall.ts'
import type { Instant } from '../time.ts'
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
  const turns = turnsOf(spans, bounds)
  /** For each rank the events that say it, with the number of their spans. */
  const open: Map<string, number>[] = [new Map()]
  const intervals: TroubledInterval[] = []
  let begun: Turn[] = []
  for (const [i, turn] of turns.entries()) {
    count((open[turn.rank] ??= new Map()), turn)
    if (turn.change > 0) begun.push(turn)
    const next = turns[i + 1]
    if (!next || next.at === turn.at) continue
    const rank = open.findLastIndex((events) => events !== undefined && events.size > 0)
    const status = statusOfRank(rank)
    const last = intervals.at(-1)
    if (rank >= 0 && last?.to === turn.at && last.status === status) {
      last.to = next.at
      for (const { owner } of begun.filter((one) => one.rank === rank)) name(last.events, owner)
    } else if (rank >= 0) {
      const events = (open[rank] ?? new Map<string, number>()).keys().take(MOST_EVENTS)
      intervals.push({ from: turn.at, to: next.at, status, events: [...events] })
    }
    begun = []
  }
  return intervals
}

/** An event begins to say something of a component, or ceases to. */
interface Turn {
  at: Instant
  rank: number
  owner: string
  change: 1 | -1
}

const turnsOf = (spans: readonly OwnedSpan[], bounds: Interval): Turn[] =>
  spans
    .flatMap((span) => (span.status === 'operational' ? [] : (clip(span, bounds) ?? [])))
    .flatMap(({ from, to, status, owner }): Turn[] => [
      { at: from, rank: rankOf(status), owner, change: 1 },
      { at: to, rank: rankOf(status), owner, change: -1 },
    ])
    .toSorted((a, b) => a.at - b.at)

function count(events: Map<string, number>, { owner, change }: Turn) {
  const spans = (events.get(owner) ?? 0) + change
  if (spans === 0) events.delete(owner)
  else events.set(owner, spans)
}

function name(events: string[], owner: string) {
  if (events.length < MOST_EVENTS && !events.includes(owner)) events.push(owner)
}
