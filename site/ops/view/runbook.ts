import type { Ops } from './index.ts'
import { mistakeCount, mistakesState } from './mistakes.ts'
import { alertReference } from './incident.ts'
import { runbookCalls } from './alert-calls.ts'
import { aroundNow, type AroundNow } from './now/around.ts'
import { party, type Party } from './people.ts'
import { calleeOf, type Callee, type EscalationStep } from './reach.ts'
import { refer, type PageReference } from './reference.ts'
import { runbookNow, type RunbookNow } from './runbook-now.ts'
import { sloRows, type SloRow } from './slo/row.ts'
import { incidentRow, services, some, type IncidentRow, type Some } from './rows.ts'
import type { State } from './state.ts'
import type { Diagnostic } from '#model/diagnostic'
import type { Instant } from '#model/time'
import type { Runbook } from '#model/records/runbook'
import { freshnessOf, type Freshness } from '#model/runbook/freshness'

/** How far a runbook can be trusted, in words too. */
export interface RunbookTest extends Freshness {
  /** What is wrong in its file: what is shown of it was read as far as it could be. */
  mistakes: number
  state: State
}

/** As of now. */
export function testOf(
  { catalog, links, errorsOf }: Pick<Ops, 'catalog' | 'links' | 'errorsOf'>,
  runbook: Runbook,
): RunbookTest {
  const mistakes = mistakeCount({ errorsOf }, runbook)
  const freshness = { ...freshnessOf(catalog, runbook, links.incidentsUsing.get(runbook.id) ?? []), mistakes }
  if (mistakes > 0) {
    // When it is due may be among them.
    return { ...freshness, overdue: false, due: null, state: mistakesState(mistakes) }
  }
  if (freshness.failed !== null)
    return {
      ...freshness,
      state: { word: `Didn’t work in ${freshness.failed.incident}`, tone: 'degraded_performance' },
    }
  if (freshness.tested === null) return { ...freshness, state: { word: 'Never tested', tone: 'degraded_performance' } }
  return {
    ...freshness,
    state: freshness.overdue
      ? { word: 'Test overdue', tone: 'degraded_performance' }
      : { word: freshness.by_use === null ? 'Tested' : 'Tested by use', tone: 'operational' },
  }
}

/** It was never tested, too long ago, or it failed whoever followed it. */
export const needsCare = ({ overdue, failed }: Freshness): boolean => overdue || failed !== null

/** A runbook in a list. */
export interface RunbookRow {
  runbook: PageReference
  services: PageReference[]
  /** Null of one with a mistake that names none. */
  team: PageReference | null
  owner: string | null
  test: RunbookTest
}

/** A runbook as lists show it. */
export const runbookRow = (ops: Ops, runbook: Runbook): RunbookRow => ({
  runbook: refer('runbook', runbook.id, runbook),
  services: services(ops, runbook.services),
  team: runbook.team === '' ? null : refer('team', runbook.team, ops.links.teams.get(runbook.team)),
  owner: runbook.owner ?? null,
  test: testOf(ops, runbook),
})

/** What the page of a runbook shows. */
export interface RunbookPage {
  record: Runbook
  row: RunbookRow
  owner: Party | null
  alerts: PageReference[]
  aliases: PageReference[]
  /** Its own steps, else those of its team. */
  escalation: EscalationStep[]
  /** Whom its decisions escalate to, but for those of the steps. */
  called_too: Callee[]
  /** Of one with a mistake that names nobody: the pager of every team. */
  pagers: AroundNow['pagers'] | null
  /** What is wrong in its file. */
  errors: Diagnostic[]
  used_in: Some<IncidentRow>
  /** While an incident is open that it is for, or one on its services. */
  as_of: Instant | null
  now: RunbookNow
  slos: SloRow[]
  /** Runbooks that a decision leads to, by their ids. */
  runbooks: Record<string, PageReference>
  /** Where its text and its alerts differ. */
  doubts: string[]
  /** Where queries can be tried out; null where nobody says. */
  prometheus: string | null
}

/** A runbook's page, with the incidents that it was used in, newest first. */
export function runbookPage(ops: Ops, runbook: Runbook): RunbookPage {
  const around = runbookNow(ops, runbook)
  const calls = runbookCalls(ops, runbook)
  const errors = ops.errorsOf.get(runbook.file) ?? []
  return {
    as_of: around.open.length + around.beside.rows.length > 0 ? ops.now : null,
    now: around,
    slos: sloRows(
      ops,
      runbook.services.flatMap((id) => ops.links.slosOfService.get(id) ?? []),
    ).slice(0, 6),
    runbooks: Object.fromEntries(
      runbooksIn(runbook).map((id) => [id, refer('runbook', id, ops.links.runbooks.get(id))]),
    ),
    doubts: (ops.warningsOf.get(runbook.file) ?? []).flatMap(({ rule, message }) =>
      rule === 'runbook-drift' ? [message] : [],
    ),
    prometheus: ops.catalog.site.prometheus_url ?? null,
    record: runbook,
    row: runbookRow(ops, runbook),
    owner: runbook.owner === undefined ? null : party(ops, runbook.owner),
    alerts: runbook.alerts.map((name) => alertReference(ops, name)),
    aliases: runbook.aliases.map((name) => alertReference(ops, name)),
    escalation: calls,
    called_too: namedIn(runbook, 'escalate')
      .filter((who) => !calls.some((step) => step.who.ref.id === who))
      .map((who) => calleeOf(ops, who, 'phone', [runbook.team])),
    errors,
    pagers: calls.length === 0 && errors.length > 0 ? aroundNow(ops).pagers : null,
    used_in: some(ops.links.incidentsUsing.get(runbook.id) ?? [], 20, (incident) => incidentRow(ops, incident)),
  }
}

/** The ids that may be those of runbooks in its decisions. Whether they are is known by the links. */
export const runbooksIn = (runbook: Runbook): string[] => namedIn(runbook, 'runbook')

const NAMED = {
  runbook: /\brunbook:[ \t]{0,8}["']?([^\s"'},#]{1,200})/g,
  escalate: /\bescalate:[ \t]{0,8}["']?([^\s"'},#]{1,200})/g,
}
const namedIn = ({ body: { markdown } }: Runbook, key: keyof typeof NAMED): string[] =>
  markdown.includes('```decision') || markdown.includes('~~~decision')
    ? [...new Set([...markdown.matchAll(NAMED[key])].map(([, id = '']) => id))]
    : []
