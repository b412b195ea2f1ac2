import type { Change } from '#model/records/change'
import type { Ops } from './index.ts'
import { alertReference } from './incident.ts'
import { changesNewestFirst } from '#model/change/order'
import { refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, services, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { runbookRow, type RunbookRow } from './runbook.ts'
import { sloRows, type SloRow } from './slo/row.ts'
import { isAhead, standingOf } from '#model/change/standing'
import type { Service } from '#model/records/service'

/** A service in a list. */
export interface ServiceRow {
  service: PageReference
  team: PageReference
  tier: number
  public: boolean
  runbooks: number
  slos: number
}

/** A service as lists show it. */
export const serviceRow = ({ links }: Ops, service: Service): ServiceRow => ({
  service: refer('service', service.id, service),
  team: refer('team', service.team, links.teams.get(service.team)),
  tier: service.tier,
  public: service.public !== undefined,
  runbooks: links.runbooksOfService.get(service.id)?.length ?? 0,
  slos: links.slosOfService.get(service.id)?.length ?? 0,
})

/** What the page of a service shows. */
export interface ServicePage {
  record: Service
  row: ServiceRow
  depends_on: PageReference[]
  depended_on_by: PageReference[]
  windows: string[]
  /** Running or still to come, the earliest first. */
  next: Some<ServiceChange>
  /** Over or missed, the latest first. */
  last: Some<ServiceChange>
  incidents: Some<IncidentRow>
  runbooks: RunbookRow[]
  slos: SloRow[]
  /** Those that lead to its runbooks. */
  alerts: { alert: PageReference; runbook: PageReference }[]
}

/** A change to a service, or one whose public updates name its component. */
export type ServiceChange = ChangeRow & {
  /** It works on other services, and customers read that it shows on this one. */
  announced: boolean
}

const A_FEW = 10

/** A service's page, with its next and its last changes as of now, those too that announce its component. */
export function servicePage(ops: Ops, service: Service): ServicePage {
  const { links, catalog, now } = ops
  const isNext = (change: Change) => isAhead(standingOf(change, now))
  const changes = changesTouching(ops, service.id)
  const ahead = changes.filter(isNext)
  const runbooks = links.runbooksOfService.get(service.id) ?? []
  const row = (change: Change): ServiceChange => ({
    ...changeRow(ops, change),
    announced: !change.services.includes(service.id),
  })
  return {
    record: service,
    row: serviceRow(ops, service),
    depends_on: services(ops, service.depends_on),
    depended_on_by: (links.dependentsOf.get(service.id) ?? []).map((one) => refer('service', one.id, one)),
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
    incidents: some(links.incidentsOfService.get(service.id) ?? [], A_FEW, (incident) => incidentRow(ops, incident)),
    runbooks: runbooks.map((runbook) => runbookRow(ops, runbook)),
    slos: sloRows(ops, links.slosOfService.get(service.id) ?? []),
    alerts: runbooks.flatMap((runbook) =>
      runbook.alerts.map((name) => ({
        alert: alertReference(ops, name),
        runbook: refer('runbook', runbook.id, runbook),
      })),
    ),
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
