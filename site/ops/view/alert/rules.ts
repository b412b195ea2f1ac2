import { queryLink } from '#model/alert/prometheus-link'
import { metricsIn } from '#model/alert/rule-facts'
import { leadParts } from '#model/alert/template-lead'
import { annotationParts, type AnnotationPart } from '#model/alert/template-words'
import type { Alert } from '#model/records/alert'
import { isPlainAddress } from '#model/records/field'
import type { Runbook } from '#model/records/runbook'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'

/** A rule, and the SLO that it was made of. */
export interface Fired {
  alert: Alert
  slo: PageReference | null
  /** Labels that are the same whenever it fires. */
  fixed: Readonly<Record<string, string>>
}

/** Those that fire an alert, by its name in lower case: written in rule files, then made of SLOs. */
export const rulesOf = ({ links, sloAlertsOf }: Ops, key: string): Fired[] => [
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

/** What the first one says of it; null where it says nothing. */
export function leadOf([first]: readonly Fired[]): AnnotationPart[] | null {
  const { summary = '', name = '' } = first?.alert ?? {}
  return summary === '' ? null : leadParts(summary, name, first?.fixed)
}

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

const MOST_RECORDINGS = 10

/** A rule as its page has it; `runbook` is where it leads to, where that is another one than those beside it do. */
export function ruleView(
  { catalog, recordings }: Ops,
  { alert, slo, fixed }: Fired,
  runbook: Runbook | null,
): RuleView {
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

/** `dashboard_url`, `grafana`, `panel`: whatever rule files call it. */
const DASHBOARD = /dashboard|grafana|panel/i
const MOST_DASHBOARDS = 8

/** What to look at: addresses of rules, then those of a runbook, each with the file that says so. */
export const dashboardsOf = (
  rules: readonly Fired[],
  runbook: Runbook | undefined,
): { url: string; file: string }[] => {
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
