import type { Alert, Recording } from './records/alert.ts'
import type { Approval } from './records/approval.ts'
import type { Body } from './records/body.ts'
import type { Change } from './records/change.ts'
import type { CustomerEvent, Freeze } from './records/freeze.ts'
import type { Incident } from './records/incident.ts'
import type { Measurement } from './records/measurement.ts'
import type { Policy } from './records/policy.ts'
import type { Runbook } from './records/runbook.ts'
import type { Service } from './records/service.ts'
import type { Site } from './records/site.ts'
import type { Slo } from './records/slo.ts'
import type { SloObject } from './records/slo-object.ts'
import type { Team } from './records/team.ts'
import type { ChangeTemplate, IncidentTemplate } from './records/template.ts'
import type { Instant } from './time.ts'

/** The kinds of record, by the names that findings and pages use. */
export interface Kinds {
  team: Team
  service: Service
  change: Change
  approval: Approval
  change_template: ChangeTemplate
  freeze: Freeze
  event: CustomerEvent
  incident: Incident
  incident_template: IncidentTemplate
  runbook: Runbook
  slo: Slo
  alert: Alert
}
export type Kind = keyof Kinds

/** Every record that could be read, each kind in the order of its files. `now` and history come in as data. */
export interface Records {
  site: Site
  policy: Policy
  teams: Team[]
  services: Service[]
  changes: Change[]
  approvals: Approval[]
  change_templates: ChangeTemplate[]
  freezes: Freeze[]
  events: CustomerEvent[]
  incidents: Incident[]
  incident_templates: IncidentTemplate[]
  runbooks: Runbook[]
  slos: Slo[]
  /** The documents of OpenSLO, SLOs among them, that others may refer to. */
  slo_objects: SloObject[]
  alerts: Alert[]
  /** Rules of the same files that record what alerts are made of. */
  recordings: Recording[]
  measurements: { slo: string; file: string; rows: Measurement[] }[]
}

/**
 * The public part of an incident whose `index.md` is broken. Its updates still get out: a slip in the internal record
 * must not take a running outage off the status page.
 */
export type Salvaged = Pick<
  Incident,
  'id' | 'public_id' | 'closed_as' | 'duplicate_of' | 'file' | 'updates' | 'impact' | 'postmortem'
>

/** The public part of a change whose record is broken. What says whether it was ever approved is among it. */
export type SalvagedChange = Pick<Change, 'id' | 'public_id' | 'file' | 'updates' | 'impact'> &
  Pick<Change, 'window' | 'outcome' | 'source'> & {
    /** Null where it can't be read. */
    status: Change['status'] | null
  }

/** A change or an incident that could not be read, as far as its file says anything: for those who have to mend it. */
export interface Unread {
  kind: 'change' | 'incident'
  id: string
  file: string
  title: string | null
  /** What it says, field by field, as it is written. */
  fields: { name: string; text: string }[]
  body: Body
}

/** A component whose service is broken. */
export interface SalvagedComponent extends Required<Pick<Service, 'id' | 'file' | 'public'>> {
  /** Whether its name could be read; it is called by its id where not. */
  named: boolean
}

export type Catalog = Records & {
  now: Instant
  /** By kind, the ids of records whose files are there but can't be read: nothing is said about references to them. */
  broken: {
    [K in Kind]?: string[]
  } & {
    /** Files of public updates that can't be read. */
    update?: string[]
  }
  salvaged: Salvaged[]
  unread: Unread[]
  salvaged_changes: SalvagedChange[]
  /** Runbooks that could not be read, as far as their files say anything: who is paged needs their text. */
  salvaged_runbooks: Runbook[]
  /** Teams and services that could not be read, as far as their files say anything: for the internal site alone. */
  salvaged_teams: Team[]
  salvaged_services: Service[]
  /** What could be kept of rule files that can't be read whole, for the same reason. */
  salvaged_alerts: Alert[]
  salvaged_recordings: Recording[]
  /** The public blocks of services that are broken: they stay components of the status page. */
  salvaged_components: SalvagedComponent[]
}

export const NO_RECORDS = {
  teams: [],
  services: [],
  changes: [],
  approvals: [],
  change_templates: [],
  freezes: [],
  events: [],
  incidents: [],
  incident_templates: [],
  runbooks: [],
  slos: [],
  slo_objects: [],
  alerts: [],
  recordings: [],
  measurements: [],
} satisfies Partial<Records>

/** An index by id; where an id stands twice, the first one holds. */
export const byId = <T extends { id: string }>(records: readonly T[]): Map<string, T> =>
  new Map(records.toReversed().map((record) => [record.id, record]))
