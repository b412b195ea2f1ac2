import type { Change } from '#model/records/change'
import { isOpen, type Incident } from '#model/records/incident'
import { tiersOf } from '#model/links'
import type { Ops } from './index.ts'
import { timeOf } from '#model/change/work'
import { lackingApprovals } from './change/stake.ts'
import { refer, type PageReference } from './reference.ts'
import { changeState, incidentState, riskWords, type RiskWords, type State } from './state.ts'
import { riskOf } from '#model/change/risk'
import type { Duration, Instant } from '#model/time'

/** A change in a list. */
export interface ChangeRow {
  change: PageReference
  state: State
  type: Change['type']
  risk: RiskWords | null
  from: Instant | null
  to: Instant | null
  services: PageReference[]
  implementer: string | null
  environment: string
  /** How many approvals it lacks on record, where it is proposed, approved or running. */
  lacks: number
}

/** A change as lists show it, its risk as it is today: services and the policy may have moved on. */
export function changeRow(ops: Ops, change: Change): ChangeRow {
  const risk = riskOf(change, tiersOf(ops.links, change), ops.catalog.policy.risk)
  return {
    change: refer('change', change.id, change),
    state: changeState(change, ops.now),
    type: change.type,
    risk: risk && riskWords(risk.level),
    from: change.window?.start ?? timeOf(change, ops.now),
    to: change.window?.end ?? change.outcome?.finished ?? null,
    services: services(ops, change.services),
    implementer: change.implementer ?? null,
    environment: change.environment,
    lacks: lackingApprovals(ops, change),
  }
}

/** An incident in a list. */
export interface IncidentRow {
  incident: PageReference
  severity: Incident['severity']
  /** That of what goes on. An old incident has none: a list of them is no alarm. */
  tone: State['tone']
  state: State
  started: Instant
  /** From start to end; null while it goes on. */
  lasted: Duration | null
  services: PageReference[]
  commander: string | null
  /** When customers were promised the next word; null where nothing was promised. */
  next_update: Instant | null
  overdue: boolean
}

/** An incident as lists show it; `overdue` is as of now, and only while it is open. */
export function incidentRow(ops: Ops, incident: Incident): IncidentRow {
  const open = isOpen(incident, ops.now)
  const state = incidentState(incident, ops.now)
  const promised = open ? (incident.updates?.at(-1)?.next_update ?? null) : null
  return {
    incident: refer('incident', incident.id, incident),
    severity: incident.severity,
    tone: open ? state.tone : 'neutral',
    state,
    started: incident.started,
    lasted: open || incident.resolved === undefined ? null : incident.resolved - incident.started,
    services: services(ops, incident.services),
    commander: incident.roles.commander ?? null,
    next_update: promised,
    overdue: promised !== null && promised <= ops.now,
  }
}

/** Names services by their ids, in that order; those without a record by id alone. */
export const services = ({ links }: Ops, ids: readonly string[]): PageReference[] =>
  ids.map((id) => refer('service', id, links.services.get(id)))

/** The first rows, and how many there are beyond them: a page must not grow with the years. */
export interface Some<T> {
  rows: T[]
  more: number
}
/** The first `limit` records as rows; those beyond are counted, never made. */
export const some = <R, T>(records: readonly R[], limit: number, row: (record: R) => T): Some<T> => ({
  rows: records.slice(0, limit).map(row),
  more: Math.max(0, records.length - limit),
})
