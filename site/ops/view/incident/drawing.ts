import { phasesOf, type Phase } from '#model/incident/phases'
import { isOpen, type Incident } from '#model/records/incident'
import type { Told } from '#model/incident/told'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { changeState, type State } from '../state.ts'
import { axisOver, type Axis } from './axis.ts'
import type { ComponentCourse } from './components.ts'

/** An incident on one axis: what was in trouble, what was done, what customers were told, what was being changed. */
export interface Drawing {
  axis: Axis
  /** While it is open. */
  now: Instant | null
  components: ComponentCourse[]
  /** Components that there was no room for. */
  more: number
  phases: Phase[]
  /** When customers were told something. */
  told: Instant[]
  /** A promise that isn't kept yet. */
  due: Instant | null
  changes: DrawnChange[]
}

/** Work on a change, as far as it lies on the axis. */
export interface DrawnChange {
  change: PageReference
  state: State
  from: Instant
  /** Null while it goes on. */
  to: Instant | null
}

const MOST_LANES = 8
const MOST_CHANGES = 4

/** What the drawing of an incident is made of; null of one that lasted no time and of which nothing was told. */
export function drawingOf(
  ops: Ops,
  incident: Incident,
  { courses, told }: { courses: readonly ComponentCourse[]; told: Told },
): Drawing | null {
  const { now } = ops
  const open = isOpen(incident, now)
  const troubled = courses.filter(({ runs }) => runs.length > 0)
  const updates = (incident.updates ?? []).flatMap(({ time }) => (time <= now ? [time] : []))
  const due = open ? (told.promises.at(-1)?.due ?? null) : null
  const ends = open ? [now, ...(due === null ? [] : [due])] : [incident.resolved ?? incident.started]
  const moments = [
    incident.started,
    ...ends,
    ...updates,
    ...troubled.flatMap(({ runs }) => runs.flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])])),
  ]
  if (new Set(moments).size < 2) return null
  const axis = axisOver(moments, ops.catalog.site.time_zone)
  return {
    axis,
    now: open ? now : null,
    components: troubled.slice(0, MOST_LANES),
    more: Math.max(0, troubled.length - MOST_LANES),
    phases: phasesOf(incident, open),
    told: updates,
    due,
    changes: ops
      .work({ from: axis.from, to: Math.min(axis.to, now) })
      .slice(0, MOST_CHANGES)
      .map(({ change, from, to }) => ({
        change: refer('change', change.id, change),
        state: changeState(change, now),
        from,
        to: to > now ? null : to,
      })),
  }
}
