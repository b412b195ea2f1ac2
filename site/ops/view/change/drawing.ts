import type { Interval } from '#model/interval'
import { isUnderWay, type Standing } from '#model/change/standing'
import { workOf } from '#model/change/work'
import type { Change } from '#model/records/change'
import type { Duration, Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { axisOver, type Axis } from '../incident/axis.ts'

/** A change on the axis of its window: the work that is planned or was done, and the time kept for the way back. */
export interface WindowDrawing {
  axis: Axis
  window: Interval
  /** While it is being carried out. */
  now: Instant | null
  /** From its beginning, or that of its window, for as long as it is estimated to take, or takes; null where nobody said. */
  work: (Interval & { done: boolean }) | null
  /** Its stages; the first one lasts until those after it fit the estimate. */
  stages: Stage[]
  /** At the end of the window. */
  back: Interval | null
  /** When it must begin, or, once it runs, be turned back from, for the way back to end in the window. */
  latest: { what: 'start' | 'turn'; at: Instant } | null
  /** How much longer work and way back are than the window; null where they fit, or nobody knows. */
  short: Duration | null
}

/** A stage of a rollout. */
export interface Stage extends Interval {
  percent: number
  bake: Duration | null
  success: string | null
}

/** What a change takes of its window; null where it has none, or says neither how long it takes nor how long it took. */
export function windowDrawing({ catalog, now }: Ops, change: Change, standing: Standing): WindowDrawing | null {
  if (!change.window) return null
  const window = { from: change.window.start, to: change.window.end }
  const { outcome, estimated_duration, rollback } = change
  if (window.to <= window.from) return null
  const running = isUnderWay(standing)
  const ahead = standing === 'approved' || standing === 'proposed' || standing === 'draft'
  const over = outcome?.finished !== undefined && !running && !ahead
  if (!running && !ahead && !over) return null
  const bakes = (change.rollout ?? []).reduce((sum, { bake }) => sum + (bake ?? 0), 0)
  const least = Math.max(estimated_duration ?? 0, bakes)
  const begins = running || over ? (outcome?.started ?? workOf(change, now).begins ?? window.from) : window.from
  const length = over ? (outcome.finished ?? begins) - begins : least
  if (length <= 0) return null
  const planned = { from: begins, to: begins + length }
  // What takes longer than it was to take is at work until now.
  const work = { ...planned, to: running ? Math.max(planned.to, now) : planned.to, done: over }
  const way = rollback?.max_duration ?? 0
  const back = way > 0 && !over ? { from: Math.max(window.from, window.to - way), to: window.to } : null
  return {
    axis: axisOver([window.from, window.to, work.from, work.to, ...(running ? [now] : [])], catalog.site.time_zone),
    window,
    now: running ? now : null,
    work,
    stages: over ? [] : stagesOf(change, planned),
    back,
    latest: over ? null : latestOf({ window, least, way, running }),
    short: ahead && least + way > window.to - window.from ? least + way - (window.to - window.from) : null,
  }
}

function latestOf({
  window,
  least,
  way,
  running,
}: {
  window: Interval
  least: Duration
  way: Duration
  running: boolean
}): WindowDrawing['latest'] {
  const at = window.to - way - (running ? 0 : least)
  if (at < window.from || (running && way === 0)) return null
  return { what: running ? 'turn' : 'start', at }
}

/** From the end backwards each lasts as long as it is watched; what is left is the first one's. */
function stagesOf({ rollout = [] }: Change, planned: Interval): Stage[] {
  let to = planned.to
  const stages = rollout.toReversed().map(({ percent, bake, success }, i) => {
    const from = i === rollout.length - 1 ? planned.from : Math.max(planned.from, to - (bake ?? 0))
    const stage = { percent, bake: bake ?? null, success: success ?? null, from, to }
    to = from
    return stage
  })
  return stages.toReversed()
}
