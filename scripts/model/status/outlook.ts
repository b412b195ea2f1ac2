import { holds, type ComponentView } from './component.ts'
import { clip, type Interval } from '../interval.ts'
import { isRunning, type MaintenanceView, type Phase } from './maintenance.ts'
import { overallStatus, type OverallStatus, type StatusSpan } from './overall.ts'
import { DAY, type Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'
import { worstOf } from './uptime.ts'

/** What the page will say for a while if nobody writes another word: by the clock alone. */
export interface Outlook extends Interval {
  overall: OverallStatus
  /** The state of each component of today, by its id. */
  states: ReadonlyMap<string, ComponentStatus>
  /** Public ids of the maintenances in progress. */
  running: string[]
}

/** As far ahead as the home page announces maintenance. */
const HORIZON = 14 * DAY
/** A page carries its words for each of them. */
const MOST_SEGMENTS = 12

/**
 * From `now` on, half-open and without gaps; each differs from the one before it in a component's state or in what is
 * running. The last one holds on for ever: what changes later than 14 days from now, or as the twelfth thing, shows
 * with the next build, and so do components that come or go. `spans` are by component.
 */
export function lookAhead(
  components: readonly ComponentView[],
  spans: ReadonlyMap<string, readonly StatusSpan[]>,
  maintenances: readonly MaintenanceView[],
  now: Instant,
): Outlook[] {
  const ahead = { from: now, to: Infinity }
  const courses = components.map(({ id }) => ({
    id,
    course: worstOf((spans.get(id) ?? []).flatMap((span) => clip(span, ahead) ?? [])),
  }))
  const runs = maintenances.flatMap(({ public_id, phases }) =>
    runsOf(phases).flatMap((run) => {
      const left = clip(run, ahead)
      return left ? [{ ...left, public_id }] : []
    }),
  )
  const turns = [...courses.flatMap(({ course }) => course), ...runs]
    .flatMap(({ from, to }) => [from, to])
    .filter((time) => time > now && time <= now + HORIZON)
    .toSorted((a, b) => a - b)
  const starts = [...new Set([now, ...turns])].slice(0, MOST_SEGMENTS)
  return starts.map((from, i) => {
    const states = new Map(courses.map(({ id, course }) => [id, stateAt(course, from)]))
    return {
      from,
      to: starts[i + 1] ?? Infinity,
      overall: overallStatus([...states.values()]),
      states,
      running: runs.filter((run) => holds(run, from)).map(({ public_id }) => public_id),
    }
  })
}

const stateAt = (course: readonly (Interval & { status: ComponentStatus })[], at: Instant): ComponentStatus =>
  course.find((stretch) => holds(stretch, at))?.status ?? 'operational'

/** When it is in progress; that it takes longer than planned, or is being verified, makes no difference. */
function runsOf(phases: readonly Phase[]): Interval[] {
  const runs: Interval[] = []
  for (const { state, from, to } of phases) {
    const last = runs.at(-1)
    if (!isRunning(state)) continue
    if (last?.to === from) last.to = to
    else runs.push({ from, to })
  }
  return runs
}
