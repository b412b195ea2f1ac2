import type { Change } from './change.ts'
import { isOpen, type Incident } from './incident.ts'
import type { Ops } from './ops-index.ts'
import { timeOf } from './ops-order.ts'
import { refer, type Reference } from './ops-reference.ts'
import { changeState, incidentState, riskState, type State } from './ops-state.ts'
import { riskOf } from './risk.ts'
import type { Duration, Instant } from './time.ts'

/** A change in a list. */
export interface ChangeRow {
  change: Reference
  state: State
  type: Change['type']
  risk: State | null
  from: Instant | null
  to: Instant | null
  services: Reference[]
  implementer: string | null
  environment: string
}

export function changeRow(ops: Ops, change: Change): ChangeRow {
  const risk = riskOf(change, tiersOf(ops, change), ops.catalog.policy.risk)
  return {
    change: refer('change', change.id, change),
    state: changeState(change, ops.now),
    type: change.type,
    risk: risk && riskState(risk.level),
    from: change.window?.start ?? timeOf(change),
    to: change.window?.end ?? change.outcome?.finished ?? null,
    services: services(ops, change.services),
    implementer: change.implementer ?? null,
    environment: change.environment,
  }
}

/** The tiers of the services that a change touches; unknown ones have none. */
export const tiersOf = ({ links }: Ops, change: Pick<Change, 'services'>): number[] =>
  change.services.flatMap((id) => links.services.get(id)?.tier ?? [])

/** An incident in a list. */
export interface IncidentRow {
  incident: Reference
  severity: Incident['severity']
  tone: State['tone']
  state: State
  started: Instant
  /** From start to end; null while it goes on. */
  lasted: Duration | null
  services: Reference[]
  commander: string | null
  /** When customers were promised the next word; null where nothing was promised. */
  next_update: Instant | null
  overdue: boolean
}

export function incidentRow(ops: Ops, incident: Incident): IncidentRow {
  const promised = isOpen(incident) ? (incident.updates?.at(-1)?.next_update ?? null) : null
  return {
    incident: refer('incident', incident.id, incident),
    severity: incident.severity,
    tone: isOpen(incident) ? TONES[incident.severity] : 'neutral',
    state: incidentState(incident),
    started: incident.started,
    lasted: incident.resolved === undefined ? null : incident.resolved - incident.started,
    services: services(ops, incident.services),
    commander: incident.roles.commander ?? null,
    next_update: promised,
    overdue: promised !== null && promised <= ops.now,
  }
}

/** The colour of what goes on. An old incident has none: a list of them is no alarm. */
const TONES = {
  'SEV-1': 'major_outage',
  'SEV-2': 'partial_outage',
  'SEV-3': 'degraded_performance',
  'SEV-4': 'neutral',
} as const

export const services = ({ links }: Ops, ids: readonly string[]): Reference[] =>
  ids.map((id) => refer('service', id, links.services.get(id)))

/** The first rows, and how many there are beyond them: a page must not grow with the years. */
export interface Some<T> {
  rows: T[]
  more: number
}
export const some = <R, T>(records: readonly R[], limit: number, row: (record: R) => T): Some<T> => ({
  rows: records.slice(0, limit).map(row),
  more: Math.max(0, records.length - limit),
})
