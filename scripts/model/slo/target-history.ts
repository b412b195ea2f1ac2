import { compare, type Rational } from '../rational.ts'
import type { Instant } from '../time.ts'
import type { Target } from './allowance.ts'
import { objectiveThen } from './objective-pairs.ts'

/** What an SLO said from a commit on. */
export interface Commitment {
  from: Instant
  objectives: readonly Promised[]
}

/** An objective of an SLO, as far as its history goes. */
export interface Promised {
  /** Null where it has none; then it is told by its place. */
  name: string | null
  target: Rational
}

/** By an SLO's id, what it said over time, the oldest first, whatever file it stood in. Null: nobody knows. */
export type TargetHistory = ReadonlyMap<string, readonly Commitment[]> | null

/**
 * The targets of an objective up to `now`. Each holds from its commit on; the first one that is known, from ever. What is
 * written and not committed yet holds from now on. Where nothing is known today's holds throughout.
 */
export function targetsOf(
  { id, objectives }: { id: string; objectives: readonly Promised[] },
  index: number,
  history: TargetHistory,
  now: Instant,
): Target[] {
  const objective = objectives[index]
  if (!objective) return []
  const told = (history?.get(id) ?? []).flatMap(({ from, objectives: then }) => {
    const target = objectiveThen(objective, index, then)?.target
    return target === undefined ? [] : [{ from, target }]
  })
  const current = told.at(-1)?.target
  const uncommitted = current === undefined || compare(current, objective.target) !== 0
  const all = uncommitted ? [...told, { from: now, target: objective.target }] : told
  const past = all.filter(({ from }, i) => i === 0 || from <= now)
  return changesAmong(past.map((one, i) => (i === 0 ? { ...one, from: -Infinity } : one)))
}

function changesAmong(targets: readonly Target[]): Target[] {
  const changes: Target[] = []
  for (const one of targets) {
    const last = changes.at(-1)
    if (!last || compare(last.target, one.target) !== 0) changes.push(one)
  }
  return changes
}
