import { riskOf } from '#model/change/risk'
import { standingOf } from '#model/change/standing'
import { tiersOf } from '#model/links'
import { fraction } from '#model/rational'
import { isOpen, type Incident } from '#model/records/incident'
import { TIER_UNKNOWN } from '#model/records/service'
import { percentText } from '#model/records/objective'
import type { Change } from '#model/records/change'
import { formatInstant, type Instant } from '#model/time'
import type { Ops } from './index.ts'
import { isLate } from './action.ts'
import { pageOf } from './reference.ts'
import { incidentRow } from './rows.ts'
import { changeState, incidentState } from './state.ts'
import { testOf } from './runbook.ts'

/** A record as data. `page` is its page within the site; its address, where it is published. */
export interface DataRecord {
  id: string
  title: string
  page: string
  file: string | null
  [field: string]: unknown
}

/** Every record of the site as data, each kind by its ids. */
export interface RecordsFile {
  as_of: string
  site: { name: string; url: string; ops_url: string | null; time_zone: string }
  kinds: [name: string, records: DataRecord[]][]
}

/** Records with what is derived of them as of now; texts stay on the pages. */
export function recordsFile(ops: Ops): RecordsFile {
  const { catalog, links, broken, now } = ops
  const { name, url, ops_url = null, time_zone } = catalog.site
  const kinds: RecordsFile['kinds'] = [
    ['services', services(ops)],
    ['teams', teams(ops)],
    ['changes', [...links.changes.values(), ...broken.changes].map((one) => change(ops, one))],
    ['incidents', [...links.incidents.values(), ...broken.incidents].map((one) => incident(ops, one))],
    ['runbooks', runbooks(ops)],
    ['alerts', alerts(ops)],
    ['slos', slos(ops)],
    ['freezes', freezes(ops)],
    ['unread', unread(ops)],
  ]
  return {
    as_of: formatInstant(now),
    site: { name, url, ops_url, time_zone },
    kinds: kinds.map(([kind, records]) => [kind, records.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))]),
  }
}

const at = (instant: Instant | undefined | null): string | null =>
  instant === undefined || instant === null ? null : formatInstant(instant)

const services = ({ links, catalog, broken, errorsOf, now }: Ops): DataRecord[] => {
  const open = Map.groupBy(
    [...catalog.incidents, ...broken.incidents]
      .filter((one) => isOpen(one, now))
      .flatMap(({ id, services: touched }) => touched.map((service) => ({ id, service }))),
    ({ service }) => service,
  )
  return [...links.services.values()].map((one) => ({
    id: one.id,
    title: one.name,
    page: pageOf('service', one.id),
    file: one.file,
    team: one.team === '' ? null : one.team,
    tier: one.tier === TIER_UNKNOWN ? null : one.tier,
    depends_on: one.depends_on,
    public: one.public !== undefined,
    broken: errorsOf.has(one.file),
    open_incidents: (open.get(one.id) ?? []).map(({ id }) => id).toSorted(),
  }))
}

const teams = ({ links, errorsOf }: Ops): DataRecord[] =>
  [...links.teams.values()].map((one) => ({
    id: one.id,
    title: one.name,
    page: pageOf('team', one.id),
    file: one.file,
    members: one.members,
    leads: one.leads,
    broken: errorsOf.has(one.file),
  }))

function change(ops: Ops, one: Change): DataRecord {
  const { links, catalog, conflictsOf, now } = ops
  const risk = riskOf(one, tiersOf(links, one), catalog.policy.risk)
  return {
    id: one.id,
    title: one.title,
    page: pageOf('change', one.id),
    file: one.file,
    type: one.type,
    purpose: one.purpose,
    status: one.status,
    standing: standingOf(one, now),
    state: changeState(one, now).word,
    risk: risk && { score: risk.score, level: risk.level },
    environment: one.environment,
    services: one.services,
    requester: one.requester,
    implementer: one.implementer ?? null,
    window: one.window ? { start: at(one.window.start), end: at(one.window.end) } : null,
    started: at(one.outcome?.started),
    finished: at(one.outcome?.finished),
    conflicts: [...new Set((conflictsOf.get(one.id) ?? []).map(({ a, b }) => (a === one.id ? b : a)))].toSorted(),
    caused: (links.incidentsCausedBy.get(one.id) ?? []).map(({ id }) => id).toSorted(),
    broken: ops.broken.changes.includes(one),
  }
}

function incident(ops: Ops, one: Incident): DataRecord {
  const { lasted, next_update, overdue } = incidentRow(ops, one)
  return {
    id: one.id,
    title: one.title,
    page: pageOf('incident', one.id),
    file: one.file,
    severity: one.severity,
    state: incidentState(one, ops.now).word,
    open: isOpen(one, ops.now),
    started: at(one.started),
    detected: at(one.detected),
    acknowledged: at(one.acknowledged),
    mitigated: at(one.mitigated),
    resolved: at(one.resolved),
    lasted_ms: lasted,
    next_update: at(next_update),
    update_overdue: overdue,
    services: one.services,
    commander: one.roles.commander ?? null,
    alerts: one.alerts,
    runbooks: one.runbooks.map(({ id }) => id),
    caused_by: one.caused_by,
    duplicate_of: one.duplicate_of ?? null,
    review: one.review?.status ?? null,
    actions: one.actions.map((action) => ({
      title: action.title,
      owner: action.owner ?? null,
      due: action.due ?? null,
      status: action.status,
      late: isLate(action, ops.now),
    })),
    public_url: ops.publicAddresses.get(one.file) ?? null,
    broken: ops.broken.incidents.includes(one),
  }
}

const runbooks = (ops: Ops): DataRecord[] =>
  [...ops.links.runbooks.values()].map((one) => {
    const { tested, by_use, due, overdue, failed, state, mistakes } = testOf(ops, one)
    return {
      id: one.id,
      title: one.title,
      page: pageOf('runbook', one.id),
      file: one.file,
      team: one.team,
      owner: one.owner ?? null,
      services: one.services,
      alerts: one.alerts,
      aliases: one.aliases,
      severity: one.severity ?? null,
      state: state.word,
      tested,
      tested_by_use: by_use,
      test_due: due,
      test_overdue: overdue,
      failed_in: failed?.incident ?? null,
      broken: mistakes > 0,
    }
  })

const alerts = ({ alertNames, links, slosOfAlert }: Ops): DataRecord[] =>
  [...alertNames].map(([key, names]) => {
    const rules = links.alerts.get(key) ?? []
    const [id = key] = names
    return {
      id,
      title: id,
      page: pageOf('alert', id),
      file: rules[0]?.file ?? null,
      spellings: names,
      severities: [...new Set(rules.flatMap(({ severity }) => severity ?? []))].toSorted(),
      runbook: links.runbookOfAlert.get(key)?.id ?? null,
      slos: (slosOfAlert.get(key) ?? []).map((slo) => slo.id).toSorted(),
      incidents: (links.incidentsOfAlert.get(key) ?? []).map((one) => one.id).toSorted(),
    }
  })

const slos = ({ slos: all, budgets }: Ops): DataRecord[] =>
  [...all.values()].map((one) => ({
    id: one.id,
    title: one.name,
    page: pageOf('slo', one.id),
    file: one.file,
    service: one.service,
    targets: one.objectives.map(({ target }) => `${percentText(target)} %`),
    public: one.public,
    budgets: (budgets.get(one.id) ?? []).map(({ incidents: { figure } }) => ({
      from: at(figure.window.from),
      to: at(figure.window.to),
      budget_ms: fraction(figure.budget),
      left_ms: fraction(figure.left),
      left_share: fraction(figure.share),
      tier: figure.tier,
    })),
  }))

const freezes = ({ freezes: all, now }: Ops): DataRecord[] =>
  [...all.values()].map((one) => ({
    id: one.id,
    title: one.title,
    page: pageOf('freeze', one.id),
    file: one.file,
    level: one.level,
    owner: one.owner,
    start: at(one.start),
    end: at(one.end),
    active: one.start <= now && now < one.end,
    services: one.services,
    environments: one.environments ?? null,
    exceptions: one.exceptions.map((exception) => exception.change),
  }))

const unread = ({ broken }: Ops): DataRecord[] =>
  broken.unread.map(({ kind, id, title, file }) => ({ id, title: title ?? id, page: pageOf(kind, id), file, kind }))
