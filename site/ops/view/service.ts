import type { Instant } from '#model/time'
import type { Change } from '#model/records/change'
import type { Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import { byName } from './list.ts'
import { contactsOf, type Contact } from './contact.ts'
import { aroundNow, type AroundNow } from './now/around.ts'
import { mistakeCount, mistakesIn } from './mistakes.ts'
import { reachedBy, teamEscalation, type EscalationStep } from './reach.ts'
import { changesNewestFirst } from '#model/change/order'
import { isRunningNow } from '#model/change/running'
import { isOpen } from '#model/records/incident'
import { refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { runbookRow, type RunbookRow } from './runbook.ts'
import { alertsOf, type ServiceAlert } from './service/alerts.ts'
import { serviceAround, type ServiceAround } from './service/around.ts'
import { gapsOf } from './service/gaps.ts'
import { serviceNow, stateOf, type ServiceNow } from './service/now.ts'
import { leastLeftFirst, sloRow, sloRows, type SloRow } from './slo/row.ts'
import type { State } from './state.ts'
import { isAhead, standingOf } from '#model/change/standing'
import { TIER_UNKNOWN, type Service } from '#model/records/service'

/** A service in a list. */
export interface ServiceRow {
  service: PageReference
  /** Null where it names none. */
  team: PageReference | null
  /** Null where it can't be read. */
  tier: number | null
  public: boolean
  state: State
  /** Of its SLOs that of which the least is left; null where it promises nothing, or nobody knows. */
  budget: { slo: PageReference; left: NonNullable<SloRow['left']> } | null
  runbooks: number
  /** What it lacks, in words. */
  gaps: string[]
  /** What is wrong in its file: it was read as far as it could be. */
  mistakes: number
}

/** A tier as lists show it. */
export const tierWord = (tier: number | null): string => (tier === null ? 'not known' : String(tier))

/** A service as lists show it. */
export function serviceRow(ops: Ops, service: Service): ServiceRow {
  const { links } = ops
  const [least] = leastLeftFirst(ops, links.slosOfService.get(service.id) ?? [])
  const slo = least && sloRow(ops, least)
  return {
    service: refer('service', service.id, service),
    team: service.team === '' ? null : refer('team', service.team, links.teams.get(service.team)),
    tier: service.tier === TIER_UNKNOWN ? null : service.tier,
    public: service.public !== undefined,
    state: stateOf(ops, service).state,
    budget: slo?.left ? { slo: slo.slo, left: slo.left } : null,
    runbooks: links.runbooksOfService.get(service.id)?.length ?? 0,
    gaps: gapsOf(ops, service),
    mistakes: mistakeCount(ops, service),
  }
}

/** Services as lists show them: the critical ones first, those of a tier by name. */
export const serviceRows = (ops: Ops, all: Iterable<Service>): ServiceRow[] =>
  byName(all)
    .toSorted((a, b) => a.tier - b.tier)
    .map((one) => serviceRow(ops, one))

/** What the page of a service shows. */
export interface ServicePage {
  /** Null where nothing goes on. */
  as_of: Instant | null
  record: Service
  row: ServiceRow
  errors: Diagnostic[]
  now: ServiceNow
  around: ServiceAround
  /** Whom to call, by its team. */
  escalation: EscalationStep[]
  /** Every team's, where nothing says whose it is. */
  pagers: AroundNow['pagers'] | null
  /** How to reach its team otherwise. */
  contacts: Contact[]
  windows: string[]
  /** Still to come, the earliest first; what runs is in `now`. */
  next: Some<ServiceChange>
  /** Over or missed, the latest first. */
  last: Some<ServiceChange>
  /** Those that are over. */
  incidents: Some<IncidentRow>
  runbooks: RunbookRow[]
  slos: SloRow[]
  alerts: Some<ServiceAlert>
}

/** A change to a service, or one whose public updates name its component. */
export type ServiceChange = ChangeRow & {
  /** It works on other services, and customers read that it shows on this one. */
  announced: boolean
}

const A_FEW = 10
const MOST_ALERTS = 20

/** A service's page, with its next and its last changes as of now, those too that announce its component. */
export function servicePage(ops: Ops, service: Service): ServicePage {
  const { links, catalog, now } = ops
  const isNext = (change: Change) => isAhead(standingOf(change, now))
  const changes = changesTouching(ops, service.id)
  const ahead = changes.filter((change) => isNext(change) && !isRunningNow(change, now))
  const runbooks = links.runbooksOfService.get(service.id) ?? []
  const team = links.teams.get(service.team)
  const steps = team ? teamEscalation(ops, team) : []
  const row = (change: Change): ServiceChange => ({
    ...changeRow(ops, change),
    announced: !change.services.includes(service.id),
  })
  const current = serviceNow(ops, service)
  return {
    as_of: current.open.rows.length + current.running.rows.length > 0 ? now : null,
    record: service,
    row: serviceRow(ops, service),
    errors: mistakesIn(ops, service),
    now: current,
    around: serviceAround(ops, service),
    escalation: steps,
    pagers: team ? null : aroundNow(ops).pagers,
    contacts: team
      ? contactsOf(team).filter(({ text }) => !steps.some((step) => reachedBy(step).some((one) => one.text === text)))
      : [],
    windows: service.maintenance_windows.map((window) => windowInWords(window, catalog.site.time_zone)),
    next: some(
      ahead.toSorted((a, b) => (a.window?.start ?? Infinity) - (b.window?.start ?? Infinity)),
      A_FEW,
      row,
    ),
    last: some(
      changes.filter((change) => !isNext(change)),
      A_FEW,
      row,
    ),
    incidents: some(
      (links.incidentsOfService.get(service.id) ?? []).filter((one) => !isOpen(one, now)),
      A_FEW,
      (incident) => incidentRow(ops, incident),
    ),
    runbooks: runbooks.map((runbook) => runbookRow(ops, runbook)),
    slos: sloRows(ops, links.slosOfService.get(service.id) ?? []),
    alerts: some(alertsOf(ops, service), MOST_ALERTS, (one) => one),
  }
}

/** Newest first. */
function changesTouching({ links, changesAnnouncing, now }: Ops, id: string): Change[] {
  const own = links.changesOfService.get(id) ?? []
  const others = (changesAnnouncing.get(id) ?? []).filter(({ services: touched }) => !touched.includes(id))
  return others.length === 0 ? own : changesNewestFirst([...own, ...others], now)
}

const DAY_NAMES = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const

/** `Tuesday, Thursday 02:00–04:00 (Europe/Berlin)` */
const windowInWords = ({ days, from, to, time_zone }: Service['maintenance_windows'][number], zone: string): string => {
  const named = days.length === 7 ? 'Every day' : days.map((day) => DAY_NAMES[day]).join(', ')
  return `${named} ${from}–${to}${to <= from ? ' the next day' : ''} (${time_zone ?? zone})`
}
