import type { AnnotationPart } from '#model/alert/template-words'
import { isOpen } from '#model/records/incident'
import type { Runbook } from '#model/records/runbook'
import { idInAddress } from '#model/records/runbook-of-alert'
import type { Instant } from '#model/time'
import { callsOf, runbookCalls, servicesMeant, type AlertCalls } from './alert-calls.ts'
import { teamOfAlert } from './alert-team.ts'
import { recentOf } from './alert/list.ts'
import { dashboardsOf, leadOf, rulesOf, ruleView, type Fired, type RuleView } from './alert/rules.ts'
import { brokenRunbookOf, mayBeIt, unreadRules, type UnreadRules } from './alert/unread.ts'
import type { Ops } from './index.ts'
import { openBeside, type OpenBeside } from './open-beside.ts'
import type { EscalationStep } from './reach.ts'
import { refer, type PageReference } from './reference.ts'
import { incidentRow, some, type IncidentRow, type Some } from './rows.ts'
import { runbookRow, type RunbookRow } from './runbook.ts'

/** Another runbook of an alert, and who says so. */
export interface Beside {
  row: RunbookRow
  /** A rule that leads there. */
  rule: { name: string; severity: string | null; file: string }
  steps: EscalationStep[]
}

const MOST_INCIDENTS = 20
const MOST_RULES = 20
const MOST_BESIDE = 20
const MOST_ALSO = 5

/** What the page of an alert shows: people come to it from a pager, with nothing but a name. */
export interface AlertPage {
  /** As its rule spells it. */
  name: string
  /** Other spellings in use. */
  spellings: string[]
  /** What its first rule says of it; null where it says nothing. */
  lead: AnnotationPart[] | null
  severity: string | null
  team: PageReference | null
  /** While an incident goes on that names it, or one on its services. */
  as_of: Instant | null
  /** Incidents that name it and go on. */
  open: IncidentRow[]
  /** Others that go on, on the services that it is about. */
  also_open: Some<OpenBeside>
  rules: Some<RuleView>
  /** Those whose error budget burns too fast when it fires. */
  slos: PageReference[]
  runbook: RunbookRow | null
  /** Where its rules lead to several: the others, each with whom it says to call. */
  others: Some<Beside>
  /** Others that name it. */
  also: Some<PageReference>
  /** The file of the runbook that its rule leads to, where nothing could be read of that. */
  meant: string | null
  calls: AlertCalls
  /** Files of rules with a mistake: those that its rules stand in, or all where it has none. */
  unread_rules: Some<UnreadRules>
  /** Where no runbook leads here: those with a mistake of which no alert could be read, for one of them may be it. */
  unread: Some<PageReference>
  /** Known only as an older name of an alert of that runbook. */
  alias: boolean
  /** Names that lead to the same runbook. */
  beside: PageReference[]
  /** What to look at: addresses of its rules, then those of its runbook, each with the file that says so. */
  dashboards: { url: string; file: string }[]
  /** Incidents of the last 90 days, those that go on among them. */
  recent: number
  incidents: Some<IncidentRow>
}

/** Every path that an alert is found under: each spelling, and the one in lower case. */
export const alertPaths = ({ alertNames }: Ops): { path: string; key: string }[] =>
  [...alertNames].flatMap(([key, names]) => [...new Set([...names, key])].map((path) => ({ path, key })))

/**
 * An alert's page; `key` is its name in lower case, `spelled` as the page is asked for: a rule that is spelled so comes
 * before those that are so in other letters. A name that nothing knows gives a page without a runbook.
 */
export function alertPage(ops: Ops, key: string, spelled = key): AlertPage {
  const { links, alertNames, slosOfAlert, now } = ops
  const all = rulesOf(ops, key)
  const exact = all.filter(({ alert }) => alert.name === spelled)
  const rules = exact.length === 0 ? all : [...exact, ...all.filter(({ alert }) => alert.name !== spelled)]
  const chosen = links.runbookOfAlert.get(key)
  const ledTo = ({ alert }: Fired) => links.runbooksByAddress.get(idInAddress(alert.runbook_url))
  const ledExact = exact.flatMap((rule) => ledTo(rule) ?? [])
  // Of an exact spelling its own rules say more than whatever else is called so.
  const runbook = chosen && ledExact.includes(chosen) ? chosen : (ledExact[0] ?? chosen)
  const slos = slosOfAlert.get(key) ?? []
  const incidents = links.incidentsOfAlert.get(key) ?? []
  const names = alertNames.get(key) ?? []
  const name = names.find((one) => one === spelled && exact.length > 0) ?? names[0] ?? key
  const spellings = names.filter((one) => one !== name)
  const led = new Map(rules.flatMap((rule) => entryOf(ledTo(rule), rule)).toReversed())
  const others = [...led].toReversed().filter(([one]) => one !== runbook)
  const open = incidents.filter((one) => isOpen(one, now))
  const whose = { labels: rules.map(({ fixed }) => fixed), slos, runbook, open }
  const besides = openBeside(
    ops,
    servicesMeant(ops, whose).map(({ id }) => id),
    open,
  )
  return {
    as_of: open.length + besides.rows.length > 0 ? now : null,
    name,
    spellings,
    lead: leadOf(rules),
    severity: rules[0]?.alert.severity ?? null,
    team: teamOfAlert(ops, key, { runbook, spelled }),
    open: open.map((one) => incidentRow(ops, one)),
    also_open: besides,
    rules: some(rules, MOST_RULES, (rule) => ruleView(ops, rule, others.length > 0 ? (ledTo(rule) ?? null) : null)),
    slos: slos.map((slo) => refer('slo', slo.id, slo)),
    runbook: runbook ? runbookRow(ops, runbook) : null,
    others: some(others, MOST_ALSO, ([one, { alert }]) => ({
      row: runbookRow(ops, one),
      rule: { name: alert.name, severity: alert.severity ?? null, file: alert.file },
      steps: runbookCalls(ops, one),
    })),
    also: some(alsoNaming(ops, key, [runbook, ...led.keys()]), MOST_ALSO, (one) => refer('runbook', one.id, one)),
    calls: callsOf(ops, whose),
    meant: brokenRunbookOf(ops, rules),
    unread_rules: unreadRules(ops, rules, slos.length > 0),
    unread: runbook ? { rows: [], more: 0 } : mayBeIt(ops),
    alias:
      rules.length === 0 && slos.length === 0 && runbook?.alerts.every((one) => one.toLowerCase() !== key) === true,
    beside: (runbook?.alerts ?? [])
      .filter((one) => one.toLowerCase() !== key)
      .slice(0, MOST_BESIDE)
      .map((one) => refer('alert', alertNames.get(one.toLowerCase())?.[0] ?? one, { name: one })),
    dashboards: dashboardsOf(rules, runbook),
    recent: recentOf(incidents, now).length,
    incidents: some(incidents, MOST_INCIDENTS, (incident) => incidentRow(ops, incident)),
  }
}

const entryOf = (runbook: Runbook | undefined, rule: Fired): [Runbook, Fired][] => (runbook ? [[runbook, rule]] : [])

/** Those that name it, but for some. */
function alsoNaming({ links }: Ops, key: string, shown: readonly (Runbook | undefined)[]): Runbook[] {
  const without = new Set(shown)
  const naming = links.namingOfAlert.get(key)
  return naming ? [naming.runbook, ...naming.also].filter((one) => !without.has(one)) : []
}
