import { kindAt } from '#model/records/content-layout'
import { queryLink } from '#model/alert/prometheus-link'
import { metricsIn } from '#model/alert/rule-facts'
import { leadParts } from '#model/alert/template-lead'
import { annotationParts, type AnnotationPart } from '#model/alert/template-words'
import type { Alert } from '#model/records/alert'
import { isPlainAddress } from '#model/records/field'
import { isOpen, type Incident } from '#model/records/incident'
import type { Runbook } from '#model/records/runbook'
import { idInAddress } from '#model/records/runbook-of-alert'
import { DAY, type Instant } from '#model/time'
import { callsOf, runbookCalls, servicesMeant, type AlertCalls } from './alert-calls.ts'
import { teamOfAlert } from './alert-team.ts'
import { hidesAlerts } from './runbook-hidden.ts'
import type { Ops } from './index.ts'
import { openBeside, type OpenBeside } from './open-beside.ts'
import type { EscalationStep } from './reach.ts'
import { refer, type PageReference } from './reference.ts'
import { incidentRow, some, type IncidentRow, type Some } from './rows.ts'
import { runbookRow, type RunbookRow } from './runbook.ts'
import { openIncidentState, type State } from './state.ts'

/** A rule that fires an alert, as a person reads it. */
export interface RuleView {
  name: string
  group: string
  expr: string
  for: string | null
  keep_firing_for: string | null
  labels: { name: string; value: string }[]
  /** But for the addresses, in the order of the file. */
  annotations: { name: string; parts: AnnotationPart[] }[]
  /** Addresses among the annotations. */
  links: { name: string; url: string }[]
  file: string
  /** The SLO that `rules` makes it of; null where it is written in a rule file. */
  slo: PageReference | null
  /** Where Prometheus answers its expression; null where nobody said where that is. */
  query_url: string | null
  /** What the recording rules in its expression stand for. */
  recordings: { name: string; expr: string }[]
  /** The runbook that it leads to by its address, where another rule of the name leads to another one. */
  runbook: PageReference | null
}

/** Another runbook of an alert, and who says so. */
export interface Beside {
  row: RunbookRow
  /** A rule that leads there. */
  rule: { name: string; severity: string | null; file: string }
  steps: EscalationStep[]
}

/** A file of rules that can't be read whole: something may be missing. */
export interface UnreadRules {
  file: string
  /** The first of what is wrong in it. */
  line: number
  message: string
  more: number
}

/** Days that an alert's page counts back. */
export const COUNTED_DAYS = 90
const MOST_INCIDENTS = 20
const MOST_RULES = 20
const MOST_BESIDE = 20
const MOST_ALSO = 5
const MOST_RECORDINGS = 10

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
  unread: PageReference[]
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
    unread: runbook ? [] : mayBeIt(ops),
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

/** Rules that were read stand in a file with a mistake, or no rule was read, and a file with one may have it. */
function unreadRules({ errorsOf }: Ops, rules: readonly Fired[], isOfSlo: boolean): Some<UnreadRules> {
  const files =
    rules.length > 0
      ? [...new Set(rules.map(({ alert }) => alert.file))]
      : isOfSlo
        ? []
        : [...errorsOf.keys()].filter((file) => kindAt(file) === 'alert')
  return some(
    files.flatMap((file) => {
      const [first, ...more] = errorsOf.get(file) ?? []
      return first ? { file, line: first.line, message: first.message, more: more.length } : []
    }),
    MOST_ALSO,
    (one) => one,
  )
}

/** A file that nothing at all could be read of has no page. */
const mayBeIt = ({ errorsOf, catalog }: Ops): PageReference[] => {
  const read = new Map(catalog.runbooks.map((one) => [one.file, one]))
  return [...errorsOf].flatMap(([file, errors]) => {
    if (kindAt(file) !== 'runbook' || !errors.some(hidesAlerts)) return []
    const runbook = read.get(file)
    if (!runbook) return { id: file, title: null, page: null }
    return runbook.alerts.length > 0 || runbook.aliases.length > 0 ? [] : refer('runbook', runbook.id, runbook)
  })
}

/** A rule may lead to a file that nothing could be read of: whichever other runbook names its alert, that one is meant. */
function brokenRunbookOf({ errorsOf, catalog }: Ops, rules: readonly Fired[]): string | null {
  const ids = new Set(rules.map(({ alert }) => idInAddress(alert.runbook_url)).filter((id) => id !== ''))
  if (ids.size === 0) return null
  const read = new Set(catalog.runbooks.map(({ file }) => file))
  const meant = (file: string) =>
    kindAt(file) === 'runbook' && !read.has(file) && ids.has(idInAddress(`file:///${file}`))
  return [...errorsOf.keys()].find(meant) ?? null
}

const recentOf = (incidents: readonly Incident[], now: number): Incident[] =>
  incidents.filter((one) => one.started > now - COUNTED_DAYS * DAY || isOpen(one, now))

/** A rule, and the SLO that it was made of. */
interface Fired {
  alert: Alert
  slo: PageReference | null
  /** Labels that are the same whenever it fires. */
  fixed: Readonly<Record<string, string>>
}

const rulesOf = ({ links, sloAlertsOf }: Ops, key: string): Fired[] => [
  ...(links.alerts.get(key) ?? []).map((alert) => ({ alert, slo: null, fixed: alert.labels })),
  ...(sloAlertsOf.get(key) ?? []).map(({ alert, slo, name }) => ({
    alert,
    slo: refer('slo', slo.id, slo),
    // As `rules` records it.
    fixed: { sloth_service: slo.service, sloth_slo: name, ...alert.labels },
  })),
]

/** Whether a rule fires it; else it is a name that runbooks have. By its name in lower case. */
export const isFired = ({ links, sloAlertsOf }: Pick<Ops, 'links' | 'sloAlertsOf'>, key: string): boolean =>
  links.alerts.has(key) || sloAlertsOf.has(key)

function leadOf([first]: readonly Fired[]): AnnotationPart[] | null {
  const { summary = '', name = '' } = first?.alert ?? {}
  return summary === '' ? null : leadParts(summary, name, first?.fixed)
}

/** `dashboard_url`, `grafana`, `panel`: whatever rule files call it. */
const DASHBOARD = /dashboard|grafana|panel/i
const MOST_DASHBOARDS = 8

const dashboardsOf = (rules: readonly Fired[], runbook: Runbook | undefined): AlertPage['dashboards'] => {
  const all = [
    ...rules.flatMap(({ alert }) =>
      Object.entries(alert.annotations).flatMap(([name, url]) =>
        DASHBOARD.test(name) && isAddress(url) ? { url, file: alert.file } : [],
      ),
    ),
    ...(runbook ? runbook.dashboards.map((url) => ({ url, file: runbook.file })) : []),
  ]
  return [...new Map(all.toReversed().map((one) => [one.url, one])).values()].toReversed().slice(0, MOST_DASHBOARDS)
}

const isAddress = (text: string): boolean => /^https?:\/\/[^\s{}]+$/i.test(text) && isPlainAddress(text)

function ruleView({ catalog, recordings }: Ops, { alert, slo, fixed }: Fired, runbook: Runbook | null): RuleView {
  const { prometheus_url } = catalog.site
  const annotations = Object.entries(alert.annotations)
  return {
    name: alert.name,
    group: alert.group,
    expr: alert.expr,
    for: alert.for ?? null,
    keep_firing_for: alert.keep_firing_for ?? null,
    labels: Object.entries(alert.labels).map(([name, value]) => ({ name, value })),
    annotations: annotations
      .filter(([, text]) => !isAddress(text))
      .map(([name, text]) => ({ name, parts: annotationParts(text, fixed) })),
    links: annotations.filter(([, text]) => isAddress(text)).map(([name, url]) => ({ name, url })),
    file: alert.file,
    slo,
    query_url:
      prometheus_url === undefined || alert.expr === '' ? null : queryLink(prometheus_url, alert.expr, 'graph'),
    recordings: [...new Set(metricsIn(alert.expr))]
      .flatMap((name) => recordings.get(name) ?? [])
      .slice(0, MOST_RECORDINGS)
      .map(({ name, expr }) => ({ name, expr })),
    runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
  }
}

/** An alert in the list of all. */
export interface AlertRow {
  alert: PageReference
  severity: string | null
  for: string | null
  summary: AnnotationPart[]
  runbook: PageReference | null
  team: PageReference | null
  recent: number
  /** Null where no incident that goes on names it. */
  open: State | null
}

/** The list of alerts: those that a rule fires, and names that only runbooks have. */
export interface AlertList {
  fired: AlertRow[]
  /** Of them, those that no runbook names. */
  without: number
  named: { alert: PageReference; runbook: PageReference | null; older: boolean }[]
}

/** Every alert by its name, those of open incidents first. */
export function alertList(ops: Ops): AlertList {
  const { alertNames, links, now } = ops
  const all = [...alertNames]
    .map(([key, [name = key]]) => ({ key, name, rules: rulesOf(ops, key) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const fired = all
    .filter(({ rules }) => rules.length > 0)
    .map(({ key, name, rules }): AlertRow => {
      const [first] = rules
      const runbook = links.runbookOfAlert.get(key)
      const incidents = links.incidentsOfAlert.get(key) ?? []
      return {
        alert: refer('alert', name, { name }),
        severity: first?.alert.severity ?? null,
        for: first?.alert.for ?? null,
        summary: leadOf(rules) ?? [],
        runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
        team: teamOfAlert(ops, key),
        recent: recentOf(incidents, now).length,
        open: openIncidentState(
          incidents.filter((one) => isOpen(one, now)),
          now,
        ),
      }
    })
  return {
    fired: fired.toSorted((a, b) => Number(b.open !== null) - Number(a.open !== null)),
    without: fired.filter(({ runbook }) => runbook === null).length,
    named: all
      .filter(({ rules }) => rules.length === 0)
      .map(({ key, name }) => {
        const runbook = links.runbookOfAlert.get(key)
        return {
          alert: refer('alert', name, { name }),
          runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
          older: runbook?.alerts.every((one) => one.toLowerCase() !== key) === true,
        }
      }),
  }
}
