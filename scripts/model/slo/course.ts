import type { Interval } from '../interval.ts'
import { compare, type Rational } from '../rational.ts'

/** A stretch in which something cost an SLO, and how much of what was asked for failed meanwhile: above 0, up to 1. */
export interface Loss extends Interval {
  weight: Rational
}

/** Time in which nothing counts, and whose it is. */
export interface Exemption extends Interval {
  change: string
}

/** A stretch of one weight that counts, or that a change exempts. */
export interface Run extends Interval {
  weight: Rational
  /** The change whose window it lies in; null: it counts. */
  change: string | null
}

/**
 * What some losses come to: at each instant the largest weight of those that last then, once. Of exemptions that overlap
 * the one that begins first takes it. In order, without overlaps; neighbours differ or don't touch. O(n log n).
 */
export function course(losses: readonly Loss[], exemptions: readonly Exemption[] = []): Run[] {
  const lasting = losses.filter(({ from, to }) => from < to)
  if (lasting.length === 0) return []
  const turns = turnsOf([...lasting, ...exemptions])
  const cells = paint(turns, heaviestFirst(lasting))
  const exempt = paint(
    turns,
    exemptions.toSorted((a, b) => a.from - b.from || (a.change < b.change ? -1 : 1)),
  )
  const runs: Run[] = []
  for (const [i, loss] of cells.entries()) {
    const [from, to] = [turns[i], turns[i + 1]]
    if (!loss || from === undefined || to === undefined) continue
    const change = exempt[i]?.change ?? null
    const last = runs.at(-1)
    if (last?.to === from && last.change === change && compare(last.weight, loss.weight) === 0) last.to = to
    else runs.push({ from, to, weight: loss.weight, change })
  }
  return runs
}

/** Most losses share a few weights, which are then compared, and not the losses. */
const heaviestFirst = (losses: readonly Loss[]): Loss[] =>
  [...Map.groupBy(losses, ({ weight }) => weight)].toSorted(([a], [b]) => compare(b, a)).flatMap(([, alike]) => alike)

/** Every instant at which some intervals begin or end, once, in order. */
const turnsOf = (intervals: readonly Interval[]): number[] => [
  ...new Set(Float64Array.from(intervals.flatMap(({ from, to }) => [from, to])).toSorted()),
]

/** For each stretch between two turns the first of some intervals that holds it. Each stretch is filled once. */
function paint<T extends Interval>(turns: readonly number[], intervals: readonly T[]): (T | undefined)[] {
  const places = new Map(turns.map((turn, i) => [turn, i]))
  const cells: (T | undefined)[] = Array.from({ length: Math.max(0, turns.length - 1) })
  /** From each stretch the next one that is still empty, or a step on the way there. */
  const next = turns.map((_, i) => i)
  const emptyFrom = (start: number): number => {
    let end = start
    for (let step = next[end]; step !== undefined && step !== end; step = next[end]) end = step
    for (let at = start; at !== end;) [at, next[at]] = [next[at] ?? end, end]
    return end
  }
  for (const interval of intervals) {
    const end = places.get(interval.to) ?? 0
    for (let i = emptyFrom(places.get(interval.from) ?? 0); i < end; i = emptyFrom(i)) {
      cells[i] = interval
      next[i] = i + 1
    }
  }
  return cells
}

/** What of some runs lies in a window; runs in order, without overlaps. */
export function clipRuns(runs: readonly Run[], window: Interval): Run[] {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.to ?? Infinity) <= window.from) low = middle + 1
    else high = middle
  }
  const clipped: Run[] = []
  for (let run = runs[low]; run && run.from < window.to; run = runs[++low])
    clipped.push({ ...run, from: Math.max(run.from, window.from), to: Math.min(run.to, window.to) })
  return clipped
}
