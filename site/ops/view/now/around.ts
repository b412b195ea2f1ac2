import type { Slo } from '#model/records/slo'
import type { Team } from '#model/records/team'
import { byName } from '../list.ts'
import type { Ops } from '../index.ts'
import type { Contact } from '../contact.ts'
import { calleesOf, callsOf, type Callee } from '../reach.ts'
import { refer, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'
import { leastLeftFirst, sloRow, type SloRow } from '../slo/row.ts'

const MOST_TEAMS = 15
const MOST_BUDGETS = 8
const MOST_GAPS = 8

/** Whom to page for a team. */
export interface Pager {
  team: PageReference
  /** Its pager and its numbers. */
  contacts: Contact[]
  /** Whom its escalation names after the team itself, in order, each once; its own ways stand above them. */
  others: Callee[]
}

/** What is looked up beside what goes on. */
export interface AroundNow {
  pagers: Some<Pager>
  /** SLOs that have a budget, the one with the least left first. */
  budgets: Some<SloRow>
  /** Services of tier 1 that promise nothing. */
  without_slo: Some<PageReference>
  counts: { name: string; count: number; page: string }[]
}

/** Teams by name, budgets by what is left, and how many records of each kind there are. */
export function aroundNow(ops: Ops): AroundNow {
  const { links, slos, budgets } = ops
  const known = [...slos.values()].filter(({ id }) => (budgets.get(id) ?? []).length > 0)
  return {
    pagers: some(byName(links.teams.values()), MOST_TEAMS, (team) => pagerOf(ops, team)),
    budgets: { rows: worstBudgets(ops, known), more: Math.max(0, known.length - MOST_BUDGETS) },
    without_slo: some(
      byName(links.services.values()).filter(({ id, tier }) => tier === 1 && !links.slosOfService.has(id)),
      MOST_GAPS,
      (service) => refer('service', service.id, service),
    ),
    counts: [
      { name: 'Changes', count: links.changes.size, page: '/changes/' },
      { name: 'Incidents', count: links.incidents.size, page: '/incidents/' },
      { name: 'Runbooks', count: links.runbooks.size, page: '/runbooks/' },
      { name: 'Services', count: links.services.size, page: '/services/' },
      { name: 'Teams', count: links.teams.size, page: '/teams/' },
      { name: 'SLOs', count: slos.size, page: '/slos/' },
    ],
  }
}

const pagerOf = (ops: Ops, team: Team): Pager => ({
  team: refer('team', team.id, team),
  contacts: callsOf(team),
  others: calleesOf(ops, team).filter(({ who }) => who.ref.id !== team.id),
})

const worstBudgets = (ops: Ops, slos: readonly Slo[]): SloRow[] =>
  leastLeftFirst(ops, slos)
    .slice(0, MOST_BUDGETS)
    .map((slo) => sloRow(ops, slo))
