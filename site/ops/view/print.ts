import { ownValue } from '#model/records/own-value'
import { alertList } from './alert/list.ts'
import { byName } from './list.ts'
import type { Runbook } from '#model/records/runbook'
import { contactsOf, type Contact } from './contact.ts'
import { mistakeCount } from './mistakes.ts'
import { teamEscalation, type EscalationStep } from './reach.ts'
import { picturesOf } from './print-pictures.ts'
import { refer, type PageReference } from './reference.ts'
import type { Ops } from './index.ts'
import { services } from './rows.ts'
import { runbookCalls } from './alert-calls.ts'
import { runbooksIn } from './runbook.ts'
import { freshnessOf } from '#model/runbook/freshness'
import { telephone } from '#model/records/telephone'
import type { CalendarDate } from '#model/time'

/**
 * What is needed when nothing else can be reached: every runbook, and whom to call. Nothing in it changes with the
 * clock, so that it is made anew only when a record is another one.
 */
export interface PrintPage {
  teams: PrintedTeam[]
  /** Alerts without a runbook of which nothing says whose they are. */
  unled: string[]
  /** Small pictures that runbooks may show: by path, an address that holds the picture itself. */
  pictures: Record<string, string>
}

/** Pictures of ours: paths of all that can be shown, and of the small ones what `PrintPage.pictures` has. */
export interface OwnPictures {
  pictures: readonly string[]
  small_pictures: Readonly<Record<string, string>>
}

export interface PrintedTeam {
  id: string
  name: string
  contacts: Contact[]
  people: { handle: string; name: string | null; lead: boolean; phone: Contact | null; chat: string | null }[]
  /** What is wrong in its file: it was read as far as it could be. */
  mistakes: number
  escalation: EscalationStep[]
  /** Its alerts that lead to no runbook: who is paged by one finds whom to call. */
  unled: string[]
  runbooks: PrintedRunbook[]
}

export interface PrintedRunbook extends Pick<
  Runbook,
  'id' | 'title' | 'severity' | 'alerts' | 'aliases' | 'placeholders' | 'dashboards' | 'file'
> {
  markdown: string
  services: PageReference[]
  owner: string | null
  /** When it was tested last, and until when that holds. */
  tested: CalendarDate | null
  due: CalendarDate | null
  /** The incident that it was followed in last, and did not work. */
  failed: string | null
  /** What is wrong in its file: it was read as far as it could be. */
  mistakes: number
  /** Its own steps; none where those of its team hold. */
  escalation: EscalationStep[]
  /** Runbooks that a decision leads to, by their ids. */
  runbooks: Record<string, PageReference>
  /** Paths of the pictures of ours that its text may show, in its order. */
  pictures: string[]
}

/** Teams by name, each with its runbooks; runbooks of no team that is known come last. */
export function printPage(ops: Ops, { pictures, small_pictures }: OwnPictures): PrintPage {
  const { links } = ops
  const ours = new Set(pictures)
  const wanted = new Set<string>()
  const printed = (runbook: Runbook): PrintedRunbook => {
    const own = picturesOf(runbook, ours)
    for (const path of own) wanted.add(path)
    return printedOf(ops, runbook, own)
  }
  const unled = Map.groupBy(
    alertList(ops).fired.filter(({ runbook }) => runbook === null),
    ({ team }) => (team !== null && links.teams.has(team.id) ? team.id : null),
  )
  const unledOf = (team: string | null) => (unled.get(team) ?? []).map(({ alert }) => alert.id)
  const known = byName(links.teams.values()).map((team): PrintedTeam => {
    const { people = {} } = team
    const handles = [...new Set([...team.members, ...team.leads, ...Object.keys(people)])]
    return {
      id: team.id,
      name: team.name,
      contacts: contactsOf(team),
      people: handles.map((handle) => {
        const { name, phone, chat } = ownValue(people, handle) ?? {}
        return {
          handle,
          name: name ?? null,
          lead: team.leads.includes(handle),
          phone: phone === undefined ? null : { name: 'phone', text: phone, url: telephone(phone) },
          chat: chat ?? null,
        }
      }),
      mistakes: mistakeCount(ops, team),
      escalation: teamEscalation(ops, team, team.escalation),
      unled: unledOf(team.id),
      runbooks: byName(links.runbooksOfTeam.get(team.id) ?? []).map((one) => printed(one)),
    }
  })
  const others = [...links.runbooks.values()].filter(({ team }) => !links.teams.has(team))
  const runbooks = byName(others).map((one) => printed(one))
  const unowned = {
    id: '',
    name: 'Of no team',
    contacts: [],
    people: [],
    mistakes: 0,
    escalation: [],
    unled: [],
    runbooks,
  }
  return {
    unled: unledOf(null),
    teams: runbooks.length === 0 ? known : [...known, unowned],
    pictures: Object.fromEntries(Object.entries(small_pictures).filter(([path]) => wanted.has(path))),
  }
}

function printedOf(ops: Ops, runbook: Runbook, pictures: string[]): PrintedRunbook {
  const { id, title, severity, alerts, aliases, placeholders, dashboards, file, body, owner } = runbook
  const { tested, due, failed } = freshnessOf(ops.catalog, runbook, ops.links.incidentsUsing.get(id) ?? [])
  return {
    id,
    title,
    severity,
    alerts,
    aliases,
    placeholders,
    dashboards,
    file,
    markdown: body.markdown,
    services: services(ops, runbook.services),
    owner: owner ?? null,
    tested,
    due: ops.errorsOf.has(file) ? null : due,
    failed: failed?.incident ?? null,
    escalation: runbook.escalation.length > 0 ? runbookCalls(ops, runbook) : [],
    mistakes: mistakeCount(ops, { file }),
    runbooks: Object.fromEntries(
      runbooksIn(runbook).map((other) => [other, refer('runbook', other, ops.links.runbooks.get(other))]),
    ),
    pictures,
  }
}
