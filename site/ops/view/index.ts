import { burnAlertNames } from '#model/records/burn-alert'
import { sloAlerts, type SloAlert } from '#model/alert/slo-alerts'
import type { Alert, Recording } from '#model/records/alert'
import type { Approval } from '#model/records/approval'
import { byId, type Catalog, type Unread } from '#model/catalog'
import type { Change } from '#model/records/change'
import type { Conflict } from '#model/change/conflicts'
import { dependenciesAmong, type Dependencies } from '#model/change/dependencies'
import type { Diagnostic } from '#model/diagnostic'
import type { Freeze } from '#model/records/freeze'
import { isOpen, type Incident } from '#model/records/incident'
import type { Recorded } from '#model/gate/planned-approvals'
import { dependentsAmong, type Budgets } from '#model/gate/error-budgets'
import { likenessIndex, type LikenessIndex } from '#model/incident/like-before'
import { workIndex, type WorkIndex } from '#model/incident/suspects'
import { link, type Links } from '#model/links'
import { plannedConflicts } from './calendar/collisions.ts'
import { changesNewestFirst } from '#model/change/order'
import { isRunningNow } from '#model/change/running'
import { componentsNow, type ComponentTold } from '#model/status/components-now'
import { monthFinder, type Month } from '#model/month'
import { incidentsNewestFirst } from '#model/order'
import { publicAddressesByFile } from '#model/publish/announced'
import { publicCatalog } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import type { Faulty } from '#model/publish/without-broken'
import { burnedBy, type Burned } from './slo/incident-budget.ts'
import { recordsWithOwnIds, withOwnIds } from './own-ids.ts'
import type { Slo } from '#model/records/slo'
import { publishedAs, type Published } from '#model/records/update'
import type { SloBudget } from '#model/slo/budgets'
import type { Team } from '#model/records/team'
import type { ChangeTemplate } from '#model/records/template'
import type { Instant } from '#model/time'

/**
 * What the pages of the ops site are made from: the catalogue with its changes and incidents newest first, and every
 * way to look a record up. Made once a build, so that no page goes through all records.
 */
export interface Ops {
  catalog: Catalog
  diagnostics: Diagnostic[]
  /**
   * Changes and incidents that nothing else here knows of, for something is wrong in their own files: those that could
   * be read, and those that couldn't. Each has a page all the same.
   */
  broken: Faulty & { unread: Unread[] }
  /** The errors among them, by file. */
  errorsOf: Map<string, Diagnostic[]>
  /** The warnings, by file. */
  warningsOf: Map<string, Diagnostic[]>
  links: Links
  now: Instant
  freezes: Map<string, Freeze>
  slos: Map<string, Slo>
  /** By SLO, of each objective that leaves one. */
  budgets: Map<string, SloBudget[]>
  /** All of them, and who depends on whom: what a change answers to. */
  budgets_at_stake: Budgets
  /** By incident, the budgets that it burned anything of. */
  burned: Map<string, Burned[]>
  templates: Map<string, ChangeTemplate>
  approvals: Map<string, Approval>
  /** By handle, as `folded` has it. */
  teamsOfHandle: Map<string, Team[]>
  /** A team can't be read, or not whole: who isn't found may be in it. */
  teamsUncertain: boolean
  /** What approvals are counted by: without teams and services in whose files something is wrong. */
  counted: Recorded
  /** By who asked for them, as `folded` has it. */
  changesRequestedBy: Map<string, Change[]>
  /** Emergency changes by the incident that they answer. */
  changesAnswering: Map<string, Change[]>
  /** By component, the changes whose public updates name it. */
  changesAnnouncing: Map<string, Change[]>
  /** Of planned changes, by the id of each of the two. */
  conflictsOf: Map<string, Conflict[]>
  /** Where customers read of incidents and changes by now, by their files. */
  publicAddresses: Map<string, string>
  /** Of services, both ways. */
  dependencies: Dependencies
  duplicatesOf: Map<string, Incident[]>
  /** By owner, as `folded` has it. */
  openActionsOf: Map<string, OpenAction[]>
  /** By the change that they let through. */
  freezesExcepting: Map<string, Freeze[]>
  /** By lower-case name: every alert that a rule fires or a runbook names, as it is written there. */
  alertNames: Map<string, string[]>
  /** By lower-case name: whose budget burns when it fires. */
  slosOfAlert: Map<string, Slo[]>
  /** By lower-case name: what `rules` makes of SLOs. */
  sloAlertsOf: Map<string, SloAlert[]>
  /** Recording rules by name; of two the first. */
  recordings: Map<string, Recording>
  /** Finds the changes that were being worked on in a stretch of time. */
  work: WorkIndex
  /** Finds earlier incidents that are like another one, and over. */
  likeBefore: LikenessIndex
  /** The month of an instant, in the zone of the site. */
  monthOf: (instant: Instant) => Month
  /** The services that are components of the status page, by how records may name them. */
  published: Published
  /** What customers read now of each component of today. */
  componentsTold: Map<string, ComponentTold>
  /** By service: incidents that go on, and name it or its component. */
  openOn: Map<string, Incident[]>
  /** By service: changes that are being carried out on it, or are announced for its component. */
  runningOn: Map<string, Change[]>
  /** By service: changes that are neither finished nor called off. */
  plannedOn: Map<string, Change[]>
  /** By service of their incidents: open actions whose owner is in no team, or that have none. */
  strayActionsOn: Map<string, OpenAction[]>
  /** By service: the rules that are labelled with it. */
  alertsLabelled: Map<string, Alert[]>
  /** Changes that are neither finished nor called off, by their window, the earliest first. */
  planned: Change[]
}

/** A handle, or the id of a team, as it is compared: without case. */
export const folded = (who: string): string => who.toLowerCase()

/** An action item that isn't done, and the incident that it follows from. */
export interface OpenAction {
  incident: Incident
  action: Incident['actions'][number]
}

/** Sorts and indexes a catalogue once; `diagnostics` are those of its content folder, `faulty` what it leaves out. */
export function opsIndex(
  read: Catalog,
  diagnostics: Diagnostic[],
  faulty: Faulty,
  budgets: readonly SloBudget[] = [],
): Ops {
  const own = recordsWithOwnIds(read, faulty)
  const catalog = {
    ...read,
    changes: changesNewestFirst(own.changes, read.now),
    incidents: incidentsNewestFirst(own.incidents),
    unread: own.broken.unread,
    runbooks: withOwnIds(read.runbooks),
  }
  const { teams, changes, incidents, freezes } = catalog
  const links = link(catalog)
  /** Handles of members, and ids of teams, which own things too. */
  const inTeams = new Set([...links.handles, ...links.teams.keys()].map(folded))
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const faultyFiles = new Set(errors.map(({ file }) => file))
  const isSound = ({ file }: { file: string }) => !faultyFiles.has(file)
  const sound = { ...catalog, teams: teams.filter(isSound), services: catalog.services.filter(isSound) }
  const approvals = new Map(catalog.approvals.map((approval) => [approval.change, approval]))
  const budgets_at_stake = { all: budgets, dependentsOf: dependentsAmong(sound.services) }
  const salvaged = new Set(read.salvaged_services.map(({ file }) => file))
  // What is a component of those is among the salvaged components, or customers read of it; no file says that it is none.
  const told = { ...read, services: read.services.filter(({ file }) => !salvaged.has(file)) }
  const componentsTold = componentsNow(publicCatalog(publishableCatalog(told, NO_FILES)))
  return {
    catalog,
    diagnostics,
    broken: own.broken,
    errorsOf: Map.groupBy(errors, ({ file }) => file),
    warningsOf: Map.groupBy(
      diagnostics.filter(({ severity }) => severity === 'warning'),
      ({ file }) => file,
    ),
    links,
    now: catalog.now,
    freezes: byId(freezes),
    slos: byId(catalog.slos),
    budgets: Map.groupBy(budgets, ({ slo }) => slo.id),
    budgets_at_stake,
    burned: burnedBy(budgets),
    templates: byId(catalog.change_templates),
    approvals,
    // Of one that can't be read whole its people are known as well.
    teamsOfHandle: group(teams, (team) =>
      [...team.members, ...team.leads, ...(isSound(team) ? [] : Object.keys(team.people ?? {}))].map(folded),
    ),
    teamsUncertain: (catalog.broken.team ?? []).length > 0 || teams.some(({ file }) => faultyFiles.has(file)),
    counted: { catalog: sound, links: { services: byId(sound.services) }, approvals, budgets_at_stake },
    changesRequestedBy: group(changes, ({ requester }) => [folded(requester)]),
    changesAnswering: group(changes, ({ emergency }) => (emergency?.incident ? [emergency.incident] : [])),
    changesAnnouncing: group(changes, ({ updates }) =>
      (updates ?? []).flatMap(({ components }) => Object.keys(components)),
    ),
    conflictsOf: plannedConflicts(changes, catalog.services, catalog.now),
    // In the order of the files, by which the first of two that claim one public id has it.
    publicAddresses: publicAddressesByFile(publishableCatalog(read, NO_FILES)),
    dependencies: dependenciesAmong(catalog.services),
    duplicatesOf: group(incidents, ({ duplicate_of }) => (duplicate_of ? [duplicate_of] : [])),
    openActionsOf: group(openActions(incidents), ({ action }) => (action.owner ? [folded(action.owner)] : [])),
    freezesExcepting: group(freezes, ({ exceptions }) => exceptions.map(({ change }) => change)),
    alertNames: alertNames(catalog.alerts, catalog),
    slosOfAlert: group(catalog.slos, (slo) => burnAlertNames(slo).map((name) => name.toLowerCase())),
    sloAlertsOf: Map.groupBy(sloAlerts(catalog.slos, links, catalog.site.ops_url), ({ alert }) =>
      alert.name.toLowerCase(),
    ),
    recordings: new Map(catalog.recordings.toReversed().map((one) => [one.name, one])),
    work: workIndex(changes, catalog.now),
    likeBefore: likenessIndex(incidents.filter((one) => !isOpen(one, catalog.now))),
    monthOf: monthFinder(catalog.site.time_zone),
    componentsTold,
    openOn: group(
      [...incidents, ...own.broken.incidents].filter((one) => isOpen(one, catalog.now)),
      (one) => [...one.services, ...componentsIn(one)],
    ),
    runningOn: group(
      changes.filter((one) => isRunningNow(one, catalog.now)),
      (one) => [...one.services, ...componentsIn(one)],
    ),
    plannedOn: group(changes.filter(isPlanned), ({ services }) => services),
    strayActionsOn: group(
      openActions(incidents).filter(({ action: { owner } }) => owner === undefined || !inTeams.has(folded(owner))),
      ({ incident }) => incident.services,
    ),
    alertsLabelled: group(catalog.alerts, ({ labels }) => (labels['service'] === undefined ? [] : [labels['service']])),
    // Those too whose service is gone while customers still read of them.
    published: publishedAs([
      ...catalog.services.flatMap((service) => (service.public ? [service.id] : [])),
      ...componentsTold.keys(),
    ]),
    planned: changes
      .filter(isPlanned)
      .toSorted((a, b) => (a.window?.start ?? Infinity) - (b.window?.start ?? Infinity) || (a.id < b.id ? -1 : 1)),
  }
}

const isPlanned = ({ status }: Change) => ['draft', 'proposed', 'approved', 'in_progress'].includes(status)

const componentsIn = ({ updates }: Pick<Change | Incident, 'updates'>): string[] =>
  (updates ?? []).flatMap(({ components }) => Object.keys(components))

/** What was read is without the files that have an error. */
const NO_FILES: ReadonlySet<string> = new Set()

function group<T>(records: readonly T[], keys: (record: T) => readonly string[]): Map<string, T[]> {
  const pairs = records.flatMap((record) => [...new Set(keys(record))].map((key) => ({ key, record })))
  const groups = Map.groupBy(pairs, ({ key }) => key)
  return new Map([...groups].map(([key, members]) => [key, members.map(({ record }) => record)]))
}

const openActions = (incidents: readonly Incident[]): OpenAction[] =>
  incidents.flatMap((incident) =>
    incident.actions.filter(({ status }) => status === 'open').map((action) => ({ incident, action })),
  )

function alertNames(alerts: readonly Alert[], { runbooks, slos, incidents }: Catalog): Map<string, string[]> {
  const known = new Set([
    ...alerts.map(({ name }) => name),
    ...slos.flatMap(burnAlertNames),
    ...runbooks.flatMap((runbook) => [...runbook.alerts, ...runbook.aliases]),
  ])
  const keys = new Set([...known].map((name) => name.toLowerCase()))
  // As somebody typed it at night.
  const typed = incidents.flatMap((incident) => incident.alerts.filter((name) => keys.has(name.toLowerCase())))
  return group([...new Set([...known, ...typed])], (name) => [name.toLowerCase()])
}
