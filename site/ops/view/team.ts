import { isLate } from './action.ts'
import { folded, type OpenAction, type Ops } from './index.ts'
import { changesNewestFirst } from '#model/change/order'
import { contactsOf, escalationOf, type Contact, type EscalationStep } from './people.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, some, type ChangeRow, type Some } from './rows.ts'
import { runbookRow, type RunbookRow } from './runbook.ts'
import { serviceRow, type ServiceRow } from './service.ts'
import { sloRows, type SloRow } from './slo/row.ts'
import type { Team } from '#model/records/team'
import type { CalendarDate } from '#model/time'

/** A team in a list. */
export interface TeamRow {
  team: PageReference
  members: string[]
  leads: string[]
  contacts: Contact[]
  services: number
  runbooks: number
}

/** A team as lists show it. */
export const teamRow = ({ links }: Ops, team: Team): TeamRow => ({
  team: refer('team', team.id, team),
  members: team.members,
  leads: team.leads,
  contacts: contactsOf(team),
  services: links.servicesOfTeam.get(team.id)?.length ?? 0,
  runbooks: links.runbooksOfTeam.get(team.id)?.length ?? 0,
})

/** What the page of a team shows. */
export interface TeamPage {
  record: Team
  row: TeamRow
  escalation: EscalationStep[]
  services: ServiceRow[]
  /** What its services promise, the least left first. */
  slos: SloRow[]
  /** Requested by the team or by one of its members. */
  changes: Some<ChangeRow>
  runbooks: RunbookRow[]
  actions: Some<TeamAction>
}

/** An open action of a member. */
export interface TeamAction {
  title: string
  owner: string
  due: CalendarDate | null
  late: boolean
  link: string | null
  incident: PageReference
}

/** A team's page; the changes and actions of its leads stand there too, members or not. */
export function teamPage(ops: Ops, team: Team): TeamPage {
  const { links, changesRequestedBy, openActionsOf, now } = ops
  const people = [...new Map([...team.members, ...team.leads].map((who) => [folded(who), who])).values()]
  const services = links.servicesOfTeam.get(team.id) ?? []
  const changes = [team.id, ...people].flatMap((who) => changesRequestedBy.get(folded(who)) ?? [])
  return {
    record: team,
    row: teamRow(ops, team),
    escalation: escalationOf(ops, team.escalation),
    services: services.map((service) => serviceRow(ops, service)),
    slos: sloRows(
      ops,
      services.flatMap(({ id }) => links.slosOfService.get(id) ?? []),
    ),
    changes: some(changesNewestFirst(changes, now), 10, (change) => changeRow(ops, change)),
    runbooks: (links.runbooksOfTeam.get(team.id) ?? []).map((runbook) => runbookRow(ops, runbook)),
    actions: some(people.flatMap((handle) => openActionsOf.get(folded(handle)) ?? []).toSorted(byDueDay), 50, (open) =>
      teamAction(open, ops),
    ),
  }
}

/** The earliest first, those without a day last. */
const byDueDay = (a: OpenAction, b: OpenAction): number => {
  const [x, y] = [a.action.due ?? '9999', b.action.due ?? '9999']
  return x < y ? -1 : x > y ? 1 : 0
}

const teamAction = ({ incident, action }: OpenAction, { now }: Ops): TeamAction => ({
  title: action.title,
  owner: action.owner ?? '',
  due: action.due ?? null,
  late: isLate(action, now),
  link: action.link ?? null,
  incident: refer('incident', incident.id, incident),
})
