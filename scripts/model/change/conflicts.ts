import { compare } from '../order.ts'
import { byId } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { environmentName } from '../records/environment.ts'
import { dependenciesAmong, isCloser, pathTo, type Dependencies, type Reached } from './dependencies.ts'
import type { Interval } from '../interval.ts'
import type { Service } from '../records/service.ts'
import type { Instant } from '../time.ts'
import { isUnderWay, mayBeAtWork, standingOf } from './standing.ts'
import { workOf } from './work.ts'

/** Two changes at work at once, on one service or on two of which one depends on the other. */
export interface Conflict {
  /** The ids of both, `a` before `b`. */
  a: string
  b: string
  kind: 'same_service' | 'dependency'
  /** The service that both share, or the end of the path that `a` works on. */
  service: string
  /** That service alone, or the shortest way from the service that depends to the one that it depends on. */
  path: string[]
  /** What the times share that they are at work in. */
  overlap: Interval
  both_standard: boolean
}

type Planned = Pick<Change, 'id' | 'type' | 'status' | 'environment' | 'services' | 'window' | 'outcome' | 'updates'>

/** Thousands in one window would be millions of pairs that nobody reads. */
const MOST = 20

/** Which conflicts are asked for. */
export interface Asked {
  now: Instant
  /** Where given, just those of these changes; changes that overlap none of them cost next to nothing. */
  only?: ReadonlySet<string> | undefined
  /** Drafts and proposals to count as if they were approved. */
  asIf?: ReadonlySet<string> | undefined
}

/** A change as the sweep sees it. */
export interface Work extends Interval {
  id: string
  /** Past its window and not ended: as of this moment it still goes on. */
  overruns: Instant | null
  standard: boolean
  /** Whether it was approved. */
  approved: boolean
  services: ReadonlySet<string>
  environment: string
  /** Whether its conflicts are asked for. */
  judged: boolean
}

/** The works that are going on, by service, in groups of which each is as much in the way as the others. */
type Running = Map<string, Map<string, Set<Work>>>

/**
 * The conflicts among changes that are approved or in progress, in the order in which they begin, then by ids. A change
 * is at work in its window, `[start, end)`; one that was begun from its start where that was earlier, and where its window
 * is over and nobody has ended it, up to now, this moment included. In the environment that it names, whatever the case, or as what it looks like. Two that meet in several ways are one conflict: by a service that they share, else
 * by the shortest path, then by name. Where an id stands twice, the first change holds.
 *
 * Of more than `MOST` at work on one service already that are all alike, standard or not and approved or not, a change
 * that comes to them is told the first ones: whether it collides, and how badly, is never lost.
 *
 * One sweep over the windows of each environment: O(n log n + conflicts), and for each change a look at the services
 * that its own depend on or are needed by, or at those with work going on, whichever are fewer.
 */
export function conflictsAmong(
  changes: readonly Planned[],
  services: readonly Pick<Service, 'id' | 'depends_on'>[],
  asked: Asked,
): Conflict[] {
  const dependencies = dependenciesAmong(services)
  const works = [...byId(changes).values()].flatMap((change) => takenUp(change, asked) ?? [])
  return [...Map.groupBy(works, ({ environment }) => environment).values()]
    .flatMap((inOne) => [...sweep(nearTheJudged(inOne), dependencies)])
    .toSorted((x, y) => x.overlap.from - y.overlap.from || compare(x.a, y.a) || compare(x.b, y.b))
}

/** What a change takes up; null where it doesn't count, has no window, or one that lasts no time. */
export function takenUp(change: Planned, { now, only, asIf }: Asked): Work | null {
  const { id, status, window } = change
  const planned = mayBeAtWork(change) || ((status === 'draft' || status === 'proposed') && asIf?.has(id))
  if (!window || !planned) return null
  const standing = standingOf(change, now)
  const from = isUnderWay(standing) ? Math.min(window.start, workOf(change, now).begins ?? Infinity) : window.start
  const overruns = standing === 'overrunning' ? now : null
  return from < window.end
    ? {
        id,
        overruns,
        standard: change.type === 'standard',
        approved: mayBeAtWork(change),
        services: new Set(change.services),
        environment: environmentName(change.environment),
        judged: only?.has(id) ?? true,
        from,
        to: overruns === null ? window.end : overruns + 1,
      }
    : null
}

/** The works between the first beginning and the last end of the judged ones. */
function nearTheJudged(works: readonly Work[]): Work[] {
  let [first, last] = [Infinity, -Infinity]
  for (const { judged, from, to } of works) if (judged) [first, last] = [Math.min(first, from), Math.max(last, to)]
  return works.filter(({ from, to }) => from < last && to > first)
}

function* sweep(works: readonly Work[], dependencies: Dependencies): Generator<Conflict> {
  const ends = works.toSorted((one, other) => one.to - other.to)
  const running: Running = new Map()
  const judged: Running = new Map()
  let ended = 0
  for (const work of works.toSorted((one, other) => one.from - other.from || compare(one.id, other.id))) {
    // What has ended by now has also begun, as each lasts longer than nothing.
    for (let over = ends[ended]; over && over.to <= work.from; over = ends[++ended]) {
      end(over, running)
      if (over.judged) end(over, judged)
    }
    for (const [other, reached] of meetings(work, work.judged ? running : judged, dependencies))
      yield conflictOf(work, other, reached)
    begin(work, running)
    if (work.judged) begin(work, judged)
  }
}

function begin(work: Work, running: Running) {
  const group = groupOf(work)
  for (const service of work.services) {
    const there = running.get(service) ?? new Map<string, Set<Work>>()
    const alike = there.get(group) ?? new Set()
    running.set(service, there.set(group, alike.add(work)))
  }
}

function end(work: Work, running: Running) {
  const group = groupOf(work)
  for (const service of work.services) {
    const there = running.get(service)
    const alike = there?.get(group)
    alike?.delete(work)
    if (alike?.size === 0) there?.delete(group)
    if (there?.size === 0) running.delete(service)
  }
}

const groupOf = ({ standard, approved }: Work): string => JSON.stringify([standard, approved])

/** The works that are going on as one begins and that it conflicts with, each with the closest reason. */
function meetings(work: Work, running: Running, { below, above }: Dependencies): Map<Work, Reached> {
  const closest = new Map<Work, Reached>()
  const meet = (at: string, reached: Reached | undefined) => {
    if (!reached) return
    for (const alike of running.get(at)?.values() ?? [])
      for (const other of alike.values().take(MOST)) {
        const known = closest.get(other)
        if (!known || isCloser(reached, known)) closest.set(other, reached)
      }
  }
  for (const service of work.services) {
    for (const needed of inBoth(running, below(service))) meet(needed, below(service).get(needed))
    for (const needing of inBoth(running, above(service)))
      if (needing !== service) meet(needing, below(needing).get(service))
  }
  return closest
}

/** The keys of two maps that both have, by the work of the smaller one. */
function inBoth(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): Iterable<string> {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  return few.keys().filter((key) => many.has(key))
}

function conflictOf(one: Work, other: Work, reached: Reached): Conflict {
  const [a, b] = one.id < other.id ? [one, other] : [other, one]
  const path = pathTo(reached)
  const [begins = ''] = path
  return {
    a: a.id,
    b: b.id,
    kind: path.length === 1 ? 'same_service' : 'dependency',
    service: a.services.has(begins) ? begins : reached.service,
    path,
    overlap: { from: Math.max(one.from, other.from), to: Math.min(endOf(one), endOf(other)) },
    both_standard: one.standard && other.standard,
  }
}

/** As one tells of it. */
const endOf = ({ to, overruns }: Work): Instant => overruns ?? to
