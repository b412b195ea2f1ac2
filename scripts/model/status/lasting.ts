import { union, type Interval } from '../interval.ts'
import type { IncidentView } from './incident.ts'
import type { MaintenanceView } from './maintenance.ts'
import type { Event } from './page.ts'
import type { StatusSpan } from './overall.ts'
import { MINUTE, type Duration, type Instant } from '../time.ts'

/** How long an event lasted, as its page and its line in the history say it. */
export interface Lasting {
  from: Instant
  /** Null where it goes on, or isn't known yet. */
  to: Instant | null
  /** All of it added up, pauses left out; null where it goes on. */
  length: Duration | null
  /** When customers first read of it, where that is another minute than `from`. */
  reported: Instant | null
  /** When they read that it was over, where that is another minute than `to`. */
  closed: Instant | null
}

/**
 * When an event went on, oldest first, at least one stretch; the last one has no end (Infinity) while nobody knows one.
 * An incident lasts as long as its component states say, one that has none until it is resolved, and one that is open
 * goes on. Maintenance lasts while it runs, and as long as its component states say. A stretch may have no length: what
 * was said and over at once, or called off.
 */
export const stretchesOf = (event: Event): Interval[] =>
  event.kind === 'incident' ? incidentStretches(event) : maintenanceStretches(event)

function incidentStretches(incident: IncidentView): Interval[] {
  const { open, started, resolved } = incident
  if (open) return [{ from: started, to: Infinity }]
  const states = statesOf(incident)
  return states.length > 0 ? states : [{ from: started, to: Math.max(started, resolved ?? Infinity) }]
}

/** The states of a duplicate are those of the incident that it repeats. */
const statesOf = ({ duplicate_of, spans }: IncidentView): Interval[] =>
  duplicate_of === null ? union(spans.filter(isTrouble)) : []
const isTrouble = ({ status }: StatusSpan) => status !== 'operational'

function maintenanceStretches(maintenance: MaintenanceView): Interval[] {
  const { begins, ends, spans } = maintenance
  const states = spans.filter(isTrouble)
  const ran = begins === null ? [] : [{ from: begins, to: ends ?? Infinity }]
  const stretches = union([...ran, ...states])
  const moment = happenedAt(maintenance)
  return stretches.length > 0 ? stretches : [{ from: moment, to: moment }]
}

/** When something counts as having happened: an incident's start, a maintenance's beginning or the time planned for it. */
export const happenedAt = (event: Event): Instant =>
  event.kind === 'incident'
    ? event.started
    : (event.begins ?? calledOff(event) ?? event.scheduled_for ?? event.announced)

/** What was called off before its time happened when it was: it would stand above all else for weeks. */
const calledOff = ({ state, scheduled_for, updates }: MaintenanceView): Instant | null => {
  const said = updates.at(-1)?.time
  return state === 'cancelled' && said !== undefined && scheduled_for !== null && said < scheduled_for ? said : null
}

/** From when until when an event went on, and how long that was. */
export function lastingOf(event: Event): Lasting {
  if (event.kind === 'maintenance') {
    const { begins, ends } = event
    const from = happenedAt(event)
    const to = begins === null ? from : ends
    return { from, to, length: begins === null || to === null ? null : to - from, reported: null, closed: null }
  }
  const stretches = stretchesOf(event)
  const from = stretches[0]?.from ?? event.started
  const end = stretches.at(-1)?.to ?? Infinity
  const to = Number.isFinite(end) ? end : null
  return {
    from,
    to,
    length: to === null ? null : stretches.reduce((sum, one) => sum + (one.to - one.from), 0),
    reported: otherMinute(event.updates[0]?.time ?? null, from),
    closed: to === null ? event.resolved : otherMinute(event.resolved, to),
  }
}

const otherMinute = (time: Instant | null, than: Instant): Instant | null =>
  time !== null && Math.floor(time / MINUTE) !== Math.floor(than / MINUTE) ? time : null
