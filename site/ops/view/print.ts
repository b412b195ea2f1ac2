import { byName } from './list.ts'
import type { Runbook } from '#model/records/runbook'
import { contactsOf, escalationOf, type Contact, type EscalationStep } from './people.ts'
import { refer, type PageReference } from './reference.ts'
import type { Ops } from './index.ts'
import { services } from './rows.ts'
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
}

export interface PrintedTeam {
  id: string
  name: string
  contacts: Contact[]
  people: { handle: string; name: string | null; lead: boolean; phone: Contact | null; chat: string | null }[]
  escalation: EscalationStep[]
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
  /** Its own steps; none where those of its team hold. */
  escalation: EscalationStep[]
  /** Runbooks that a decision leads to, by their ids. */
  runbooks: Record<string, PageReference>
}

/** Teams by name, each with its runbooks; runbooks of no team that is known come last. */
export function printPage(ops: Ops): PrintPage {
  const { links } = ops
  const known = byName(links.teams.values()).map((team): PrintedTeam => {
    const { people = {} } = team
    const handles = [...new Set([...team.members, ...team.leads, ...Object.keys(people)])]
    return {
      id: team.id,
      name: team.name,
      contacts: contactsOf(team),
      people: handles.map((handle) => {
        const { name, phone, chat } = people[handle] ?? {}
        return {
          handle,
          name: name ?? null,
          lead: team.leads.includes(handle),
          phone: phone === undefined ? null : { name: 'phone', text: phone, url: telephone(phone) },
          chat: chat ?? null,
        }
      }),
      escalation: escalationOf(ops, team.escalation),
      runbooks: byName(links.runbooksOfTeam.get(team.id) ?? []).map((one) => printed(ops, one)),
    }
  })
  const others = [...links.runbooks.values()].filter(({ team }) => !links.teams.has(team))
  if (others.length === 0) return { teams: known }
  const runbooks = byName(others).map((one) => printed(ops, one))
  return {
    teams: [...known, { id: '', name: 'Of no team', contacts: [], people: [], escalation: [], runbooks }],
  }
}

function printed(ops: Ops, runbook: Runbook): PrintedRunbook {
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
    due,
    failed: failed?.incident ?? null,
    escalation: escalationOf(ops, runbook.escalation),
    runbooks: Object.fromEntries(
      runbooksIn(runbook).map((other) => [other, refer('runbook', other, ops.links.runbooks.get(other))]),
    ),
  }
}
