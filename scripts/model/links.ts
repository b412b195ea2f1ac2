import type { Alert } from './records/alert.ts'
import { byId, type Catalog } from './catalog.ts'
import type { Change } from './records/change.ts'
import type { Incident } from './records/incident.ts'
import { byAddress, runbookOfAlert, sloCallers, type Chosen } from './records/runbook-of-alert.ts'
import type { Runbook } from './records/runbook.ts'
import { TIER_UNKNOWN, type Service } from './records/service.ts'
import type { Slo } from './records/slo.ts'
import { everyone, type Team } from './records/team.ts'
import { groupByEach } from './grouping.ts'

/** A catalogue's records by id, and what points at them. Every list keeps the order of the catalogue. */
export interface Links {
  teams: Map<string, Team>
  services: Map<string, Service>
  changes: Map<string, Change>
  incidents: Map<string, Incident>
  runbooks: Map<string, Runbook>
  /** By what the address of one has. */
  runbooksByAddress: Map<string, Runbook>
  /** By lower-case name: the rules that fire it. */
  alerts: Map<string, Alert[]>
  handles: Set<string>
  servicesOfTeam: Map<string, Service[]>
  dependentsOf: Map<string, Service[]>
  changesOfService: Map<string, Change[]>
  incidentsOfService: Map<string, Incident[]>
  runbooksOfService: Map<string, Runbook[]>
  slosOfService: Map<string, Slo[]>
  runbooksOfTeam: Map<string, Runbook[]>
  incidentsCausedBy: Map<string, Incident[]>
  incidentsUsing: Map<string, Incident[]>
  /** By lower-case name or alias of an alert. */
  runbookOfAlert: Map<string, Runbook>
  /** The same, with the others that name it and how it was chosen. */
  namingOfAlert: Map<string, Chosen<Runbook>>
  incidentsOfAlert: Map<string, Incident[]>
}

/** Links a catalogue both ways in one pass over each kind. */
export function link(catalog: Catalog): Links {
  const { teams, services, changes, incidents, runbooks, slos, alerts } = catalog
  const namingOfAlert = runbookOfAlert(runbooks, [...alerts, ...sloCallers(slos)])
  return {
    teams: byId(teams),
    services: byId(services),
    changes: byId(changes),
    incidents: byId(incidents),
    runbooks: byId(runbooks),
    runbooksByAddress: byAddress(runbooks),
    alerts: Map.groupBy(alerts, (alert) => alert.name.toLowerCase()),
    handles: everyone(teams),
    servicesOfTeam: Map.groupBy(services, (service) => service.team),
    dependentsOf: groupByEach(services, (service) => service.depends_on),
    changesOfService: groupByEach(changes, (change) => change.services),
    incidentsOfService: groupByEach(incidents, (incident) => incident.services),
    runbooksOfService: groupByEach(runbooks, (runbook) => runbook.services),
    slosOfService: Map.groupBy(slos, (slo) => slo.service),
    runbooksOfTeam: Map.groupBy(runbooks, (runbook) => runbook.team),
    incidentsCausedBy: groupByEach(incidents, (incident) => incident.caused_by),
    incidentsUsing: groupByEach(incidents, ({ runbooks: used }) => used.map(({ id }) => id)),
    runbookOfAlert: new Map([...namingOfAlert].map(([key, { runbook }]) => [key, runbook])),
    namingOfAlert,
    incidentsOfAlert: groupByEach(incidents, (incident) => incident.alerts.map((name) => name.toLowerCase())),
  }
}

/** The teams that services belong to, each once; of services that aren't known, or of which nobody can read whose they are, none. */
export const ownersOf = ({ services }: Pick<Links, 'services'>, ids: readonly string[]): string[] => [
  ...new Set(ids.flatMap((id) => services.get(id)?.team || [])),
]

/** The tiers of the services that a change touches, 1 the most critical; services without one that is known have none. */
export const tiersOf = ({ services }: Pick<Links, 'services'>, change: Pick<Change, 'services'>): number[] =>
  change.services.flatMap((id) => services.get(id)?.tier ?? []).filter((tier) => tier !== TIER_UNKNOWN)
