import { isLate } from './action.ts'
import { folded, type OpenAction, type Ops } from './index.ts'
import { changesNewestFirst } from '#model/change/order'
import { contactsOf, type Contact } from './contact.ts'
import { mistakeCount, mistakesIn } from './mistakes.ts'
import { personIn } from './person.ts'
import { calleesOf, teamEscalation, type Callee, type EscalationStep } from './reach.ts'
import type { Diagnostic } from '#model/diagnostic'
import { byName } from './list.ts'
import { stateOf } from './service/now.ts'
import { party } from './people.ts'
import { refer, type PageReference, titleInList } from './reference.ts'
import { changeRow, some, type ChangeRow, type Some } from './rows.ts'
import { needsCare, runbookRow, type RunbookRow } from './runbook.ts'
import { serviceRows, type ServiceRow } from './service.ts'
import { goneFrom, strayActions, type Gone } from './team-gone.ts'
import { sloRows, type SloRow } from './slo/row.ts'
import type { State } from './state.ts'
import { worstTone } from './team-state.ts'
import type { Team } from '#model/records/team'
import type { Instant } from '#model/time'
import type { CalendarDate } from '#model/time'

/** A team in a list. */
export interface TeamRow {
  team: PageReference
  members: string[]
  leads: string[]
  contacts: Contact[]
  services: number
  /** Of them, those that aren't well; work on one is no trouble. */
  troubled: number
  /** How they are as a whole; null where it has none. */
  state: State | null
  runbooks: number
  /** Of them, those that need a test or mending. */
  stale: number
  /** Whom to call, in order, each once. */
  called: Callee[]
  /** What is wrong in its file: it was read as far as it could be. */
  mistakes: number
}

const NOTHING_OPEN = 'Nothing open'
const FINE: ReadonlySet<State['tone']> = new Set(['operational', 'under_maintenance'])

/** A team as lists show it. */
export function teamRow(ops: Ops, team: Team): TeamRow {
  const { links } = ops
  const services = links.servicesOfTeam.get(team.id) ?? []
  const runbooks = links.runbooksOfTeam.get(team.id) ?? []
  const states = services.map((one) => stateOf(ops, one).state)
  const troubled = states.filter(({ tone }) => !FINE.has(tone)).length
  return {
    team: refer('team', team.id, team),
    state: teamState(states, troubled, new Set(services.flatMap(({ id }) => ops.openOn.get(id) ?? [])).size),
    members: team.members,
    leads: team.leads,
    contacts: contactsOf(team),
    services: services.length,
    troubled,
    runbooks: runbooks.length,
    stale: runbooks.filter((one) => needsCare(runbookRow(ops, one).test)).length,
    called: calleesOf(ops, team),
    mistakes: mistakeCount(ops, team),
  }
}

/** `open` incidents name one of its services, also where customers read that it works. */
function teamState(states: readonly State[], troubled: number, open: number): State | null {
  if (states.length === 0) return null
  const worked = states.filter(({ tone }) => tone === 'under_maintenance').length
  const word =
    troubled > 0
      ? `${troubled} of ${states.length} in trouble`
      : worked > 0
        ? `${worked} of ${states.length} being worked on`
        : open > 0
          ? `${open} incident${open === 1 ? '' : 's'} open`
          : NOTHING_OPEN
  if (troubled + worked === 0 && open > 0) return { word, tone: 'neutral' }
  return { word, tone: worstTone(states.map(({ tone }) => tone)) }
}

/** What the page of a team shows. */
export interface TeamPage {
  /** Null where nothing is in trouble. */
  as_of: Instant | null
  record: Team
  row: TeamRow
  errors: Diagnostic[]
  escalation: EscalationStep[]
  services: ServiceRow[]
  /** What its services promise, the least left first. */
  slos: SloRow[]
  /** Requested by the team or by one of its members. */
  changes: Some<ChangeRow>
  runbooks: RunbookRow[]
  /** Of the team and its people, and those on its services that nobody has; what is overdue first. */
  actions: Some<TeamAction>
  /** How many of them are overdue. */
  late: number
  /** Leads first. */
  people: TeamPerson[]
  more_people: number
  /** Who left and is still named. */
  gone: Some<Gone>
}

/** A member or a lead, with how to reach them where the team says so. */
export interface TeamPerson {
  handle: string
  name: string | null
  lead: boolean
  contacts: Contact[]
}

/** An open action of a member. */
export interface TeamAction {
  title: string
  /** Null where nobody has it. */
  owner: string | null
  /** In words, where its owner is in no team. */
  astray: string | null
  due: CalendarDate | null
  late: boolean
  link: string | null
  incident: PageReference
}

/** A team's page; the changes and actions of its leads stand there too, members or not. */
export function teamPage(ops: Ops, team: Team): TeamPage {
  const { links, changesRequestedBy, openActionsOf, now } = ops
  const named = new Map([...team.leads, ...team.members].map((who) => [folded(who), who]))
  // Who has a number is somebody to call, whatever became of the list of members.
  const others = Object.keys(team.people ?? {}).filter((who) => !named.has(folded(who)))
  const people = [...named.values(), ...others]
  const services = links.servicesOfTeam.get(team.id) ?? []
  const changes = [team.id, ...people].flatMap((who) => changesRequestedBy.get(folded(who)) ?? [])
  const actions = [
    ...[...people, team.id].flatMap((who) => openActionsOf.get(folded(who)) ?? []),
    ...strayActions(ops, team),
  ]
  const row = teamRow(ops, team)
  return {
    as_of: row.state === null || row.state.word === NOTHING_OPEN ? null : now,
    record: team,
    row,
    errors: mistakesIn(ops, team),
    escalation: teamEscalation(ops, team, team.escalation),
    people: people.slice(0, MOST_PEOPLE).map((who) => personOf(team, who)),
    more_people: Math.max(0, people.length - MOST_PEOPLE),
    gone: some(goneFrom(ops, team), MOST_PEOPLE, (one) => one),
    services: serviceRows(ops, services),
    slos: sloRows(
      ops,
      services.flatMap(({ id }) => links.slosOfService.get(id) ?? []),
    ),
    changes: some(changesNewestFirst(changes, now), 10, (change) => changeRow(ops, change)),
    runbooks: careFirst(byName(links.runbooksOfTeam.get(team.id) ?? []).map((runbook) => runbookRow(ops, runbook))),
    actions: some(actions.toSorted(byDueDay), 50, (open) => teamAction(open, ops)),
    late: actions.filter(({ action }) => isLate(action, now)).length,
  }
}

const MOST_PEOPLE = 30

function personOf(team: Team, handle: string): TeamPerson {
  const known = personIn([team], handle)
  return {
    handle,
    name: known?.name ?? null,
    lead: team.leads.some((one) => folded(one) === folded(handle)),
    contacts: known?.contacts ?? [],
  }
}

/** What needs a test before what doesn't. */
const careFirst = (rows: readonly RunbookRow[]): RunbookRow[] =>
  rows.toSorted((a, b) => Number(needsCare(b.test)) - Number(needsCare(a.test)))

/** The earliest first, those without a day last. */
const byDueDay = (a: OpenAction, b: OpenAction): number => {
  const [x, y] = [a.action.due ?? '9999', b.action.due ?? '9999']
  return x < y ? -1 : x > y ? 1 : 0
}

const teamAction = ({ incident, action }: OpenAction, ops: Ops): TeamAction => ({
  title: titleInList(action.title),
  owner: action.owner ?? null,
  astray: action.owner === undefined ? null : party(ops, action.owner).astray,
  due: action.due ?? null,
  late: isLate(action, ops.now),
  link: action.link ?? null,
  incident: refer('incident', incident.id, incident),
})
