import type { Slo } from '#model/records/slo'
import { byName } from '../list.ts'
import type { Ops } from '../index.ts'
import { contactsOf, party } from '../people.ts'
import { refer, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'
import { leastLeftFirst, sloRow, type SloRow } from '../slo/row.ts'

const MOST_TEAMS = 15
const MOST_BUDGETS = 8
const MOST_GAPS = 8

/** Whom to page for a team. */
export interface Pager {
  team: PageReference
  /** Where its pager answers; null where it names no address of one. */
  url: string | null
  /** Whom its escalation names after the team itself, in order, each once. */
  others: PageReference[]
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
    pagers: some(byName(links.teams.values()), MOST_TEAMS, (team) => ({
      team: refer('team', team.id, team),
      url: contactsOf(team).find(({ name, url }) => name === 'page' && url !== null)?.url ?? null,
      others: [...new Set(team.escalation.map(({ who }) => who))]
        .filter((who) => who !== team.id)
        .map((who) => party(ops, who).ref),
    })),
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

const worstBudgets = (ops: Ops, slos: readonly Slo[]): SloRow[] =>
  leastLeftFirst(ops, slos)
    .slice(0, MOST_BUDGETS)
    .map((slo) => sloRow(ops, slo))
