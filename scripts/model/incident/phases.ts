import { INCIDENT_TIMES, type Incident } from '../records/incident.ts'
import type { Duration, Instant } from '../time.ts'

type Times = Pick<Incident, (typeof INCIDENT_TIMES)[number]>
export type Moment = (typeof INCIDENT_TIMES)[number]

/** A moment of an incident that is known, and how long it took to come there. */
export interface IncidentMoment {
  name: Moment
  at: Instant
  /** Null of the start. */
  measure: { since: Moment; duration: Duration } | null
}

/** What is measured from the moment at which somebody noticed, where that is known; all else is from the start. */
const FROM_DETECTION: readonly Moment[] = ['acknowledged']

/**
 * The known moments in the order in which they should come, started, detected, acknowledged, mitigated, resolved, each
 * with how long it took: to acknowledge from the detection, all else from the start.
 */
export function momentsOf(incident: Times): IncidentMoment[] {
  const { started, detected } = incident
  return INCIDENT_TIMES.flatMap((name): IncidentMoment[] => {
    const at = incident[name]
    if (at === undefined) return []
    if (name === 'started') return [{ name, at, measure: null }]
    const from = FROM_DETECTION.includes(name) && detected !== undefined ? detected : started
    return [{ name, at, measure: { since: from === started ? 'started' : 'detected', duration: at - from } }]
  })
}

/** A part of an incident's life, up to the moment that ended it. */
export interface Phase {
  from: Instant
  /** Null of the one that goes on. */
  to: Instant | null
  /** What it went on until, or will. */
  until: Moment
}

/**
 * The life of an incident in parts without gaps, each up to the next known moment; what isn't known lies within the next
 * part. An open one has a last part that goes on. A moment before the one that it should follow, which is an error of its
 * record, makes no part.
 */
export function phasesOf(incident: Times, open: boolean): Phase[] {
  const phases: Phase[] = []
  let from = incident.started
  for (const name of INCIDENT_TIMES.slice(1)) {
    const at = incident[name]
    if (at === undefined || at < from || (open && name === 'resolved')) continue
    phases.push({ from, to: at, until: name })
    from = at
  }
  if (open) phases.push({ from, to: null, until: incident.mitigated === undefined ? 'mitigated' : 'resolved' })
  return phases
}
