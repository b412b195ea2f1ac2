import { isSameWindow } from './windows.ts'
import { compare } from '../rational.ts'
import { DEFAULT_WINDOW } from '../records/objective.ts'
import type { Slo, SloObjective } from '../records/slo.ts'
import type { Asked } from './backtest.ts'
import { objectiveThen } from './objective-pairs.ts'

/** What an objective of an SLO promises, and of which service. */
export interface Promised extends Asked {
  service: string
}

/** An objective that is new, gone, or promises something else than it did. */
export interface PromiseChange {
  /** The id of its SLO. */
  slo: string
  /** Its name, where its SLO has several. */
  objective: string | null
  before: Promised | null
  after: Promised | null
}

/**
 * What changes in what SLOs promise: their targets, windows and services. They are told by their ids, whatever file and
 * format they stand in, and their objectives by name or place. Of two of one id the first one counts.
 */
export function promiseChanges(base: readonly Slo[], head: readonly Slo[]): PromiseChange[] {
  const [before, after] = [firstOf(base), firstOf(head)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
    objectiveChanges(id, before.get(id), after.get(id)),
  )
}

const firstOf = (slos: readonly Slo[]): Map<string, Slo> => new Map(slos.toReversed().map((slo) => [slo.id, slo]))

function objectiveChanges(id: string, was: Slo | undefined, is: Slo | undefined): PromiseChange[] {
  const then = was?.objectives ?? []
  const pairs: [SloObjective | undefined, SloObjective | undefined][] = []
  const met = new Set<SloObjective>()
  for (const [i, objective] of (is?.objectives ?? []).entries()) {
    const earlier = objectiveThen(objective, i, then)
    const isFree = earlier !== undefined && !met.has(earlier)
    if (isFree) met.add(earlier)
    pairs.push([isFree ? earlier : undefined, objective])
  }
  for (const objective of then) if (!met.has(objective)) pairs.push([objective, undefined])
  return pairs.flatMap(([earlier, objective]) => {
    const before = was && earlier ? promiseOf(was, earlier) : null
    const after = is && objective ? promiseOf(is, objective) : null
    if (before && after && isSamePromise(before, after)) return []
    const several = Math.max(then.length, is?.objectives.length ?? 0) > 1
    return { slo: id, objective: several ? ((objective ?? earlier)?.name ?? null) : null, before, after }
  })
}

const promiseOf = ({ service }: Slo, { target, window }: SloObjective): Promised => ({
  service,
  target,
  window: window ?? DEFAULT_WINDOW,
})

const isSamePromise = (one: Promised, other: Promised): boolean =>
  one.service === other.service && compare(one.target, other.target) === 0 && isSameWindow(one.window, other.window)
