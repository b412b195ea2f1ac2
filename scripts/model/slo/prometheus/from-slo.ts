import type { Path, Problem } from '../../diagnostic.ts'
import { approximately, percentText } from '../../records/objective.ts'
import type { Indicator, Slo, SloObjective } from '../../records/slo.ts'
import { decimal, multiply, ONE, rational } from '../../rational.ts'
import { outOfReach } from '../alert-windows.ts'
import { largestFactor } from '../burn-rate.ts'
import type { AlertMeta, PrometheusSlo, Sli } from './prometheus-slo.ts'
import { periodOf, type Catalogue } from './period.ts'
import { policyConditions } from './policy-conditions.ts'
import { hasWindow } from '../promql.ts'
import { queriesOf, variablesIn } from '../queries.ts'
import { parseQuery } from './query-template.ts'

/** What Prometheus is to watch of an SLO, and what of it can't be watched, or not as it is written. */
export interface Watched {
  slos: PrometheusSlo[]
  problems: Problem[]
}

/**
 * Each objective of an SLO as Sloth names and converts it. OpenSLO v1, which Sloth doesn't read, goes by the SLO's name
 * alone where it has one objective; its ratios are converted as those of v1alpha are.
 */
export function watched(slo: Slo, windows: Catalogue): Watched {
  const read = slo.objectives.map((objective, index) => watchedObjective(slo, objective, index, windows))
  return { slos: read.flatMap((one) => one.slos), problems: read.flatMap((one) => one.problems) }
}

const SPECS = {
  openslo: 'openslo/v1',
  openslo_v1alpha: 'openslo/v1alpha',
  sloth: 'prometheus/v1',
  sloth_manifest: 'sloth.slok.dev/v1',
} as const
const MODES = {
  openslo: 'cli-gen-openslo',
  openslo_v1alpha: 'cli-gen-openslo',
  sloth: 'cli-gen-prom',
  sloth_manifest: 'cli-gen-k8s',
} as const

/** Sloth's names, `pkg/common/conventions`: they stand in labels, in selectors and in names of files. */
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/

function watchedObjective(slo: Slo, objective: SloObjective, index: number, windows: Catalogue): Watched {
  const problem = problemsOf(slo)
  const refused = (path: Path, message: string, help: string): Watched => ({
    slos: [],
    problems: [problem('error', path, message, help)],
  })
  const misnamed = [
    [slo.spec_name, slo.namePath],
    [slo.service, slo.servicePath],
  ].find(([name]) => !NAME.test(String(name)))
  if (misnamed)
    return refused(
      misnamed[1] as Path,
      `Unexpected ${JSON.stringify(misnamed[0])}, expected letters, digits, "-", "_" and "." with a letter or a digit at both ends.`,
      'It becomes a label of every rule.',
    )
  const period = periodOf(objective.window, windows)
  if (period.windows === null) return refused(slo.path, period.message, period.help)
  const { sli, problems } = sliOf(slo, objective)
  if (sli === null) return { slos: [], problems }
  const numbered = slo.format === 'openslo_v1alpha' || slo.objectives.length > 1
  const name = numbered ? `${slo.spec_name}-${index}` : slo.spec_name
  const made: PrometheusSlo = {
    id: `${slo.service}-${name}`,
    name,
    service: slo.service,
    // Sloth takes none of OpenSLO's: theirs are names that Prometheus has no room for.
    labels: slo.alerting === null ? {} : slo.labels,
    target: objective.target,
    objective: inPercent(slo, objective),
    windows: period.windows,
    sli,
    page: alertOf(slo, 'page_alert'),
    ticket: alertOf(slo, 'ticket_alert'),
    conditions: policyConditions(slo),
    spec: SPECS[slo.format],
    mode: MODES[slo.format],
  }
  const notes = period.note === null ? [] : [problem('warning', slo.path, period.note)]
  return {
    slos: [made],
    problems: [...problems, ...notes, ...newNames(slo, made), ...unreachable(slo, objective, made)],
  }
}

/** As the float that Sloth has: read from percent, or, of v1alpha, multiplied from the share. */
const inPercent = ({ format }: Slo, { target }: SloObjective): number =>
  format === 'openslo_v1alpha' ? approximately(target) * 100 : approximately(multiply(target, rational(100n)))

function alertOf({ alerting }: Slo, which: 'page_alert' | 'ticket_alert'): AlertMeta | null {
  const own = alerting?.[which]
  if (!alerting || !own || own.disable) return null
  return {
    name: alerting.name ?? '',
    labels: { ...alerting.labels, ...own.labels },
    annotations: { ...alerting.annotations, ...own.annotations },
  }
}

/** Prometheus 2 loads no file with a label of another name, and so no rule at all. https://prometheus.io/docs/guides/utf8/ */
const OLD_NAME = /^[A-Za-z_]\w*$/

function newNames(slo: Slo, { labels, page, ticket }: PrometheusSlo): Problem[] {
  const names = [labels, page?.labels, ticket?.labels].flatMap((some) => Object.keys(some ?? {}))
  return [...new Set(names)]
    .filter((name) => !OLD_NAME.test(name))
    .map((name) =>
      problemsOf(slo)(
        'warning',
        slo.path,
        `Unexpected label ${JSON.stringify(name)}, expected letters, digits and "_": a Prometheus before version 3 doesn't load the file.`,
      ),
    )
}

/** An alert that waits for a burn rate which no service reaches is worse than none: somebody counts on it. */
function unreachable(slo: Slo, objective: SloObjective, { target, windows, page, ticket }: PrometheusSlo): Problem[] {
  const wanted = (['page', 'ticket'] as const).filter((severity) => (severity === 'page' ? page : ticket) !== null)
  const largest = largestFactor(target)
  // The fastest asks for the most: the others are fine once it is.
  return outOfReach(target, windows, wanted)
    .slice(0, 1)
    .map(({ severity, speed, factor }) => ({
      ...problemsOf(slo)(
        'error',
        objective.targetPath,
        `Unexpected ${speed} ${severity} alert at ${decimal(factor, 4)} times the rate that spends the budget, at a target of ${percentText(target)} % expected less than ${decimal(largest ?? ONE, 4)}: not even a service that is down burns faster.`,
        `Raise the target, disable the ${severity} alert, or give the windows other shares of the budget with --windows FILE.`,
      ),
      rule: 'slo-alert-reachable',
    }))
}

const problemsOf =
  ({ file, document }: Slo) =>
  (severity: Problem['severity'], path: Path, message: string, help?: string): Problem => ({
    rule: 'slo-rules',
    severity,
    at: { file, document, path },
    message,
    ...(help === undefined ? {} : { help }),
  })

/** The SLI in Sloth's two forms; null, and why, where it has neither. */
function sliOf(slo: Slo, { indicator, path, method }: SloObjective): { sli: Sli | null; problems: Problem[] } {
  const problem = problemsOf(slo)
  if (indicator === null)
    return none(
      problem(
        'error',
        path,
        'Unexpected objective without an indicator that is there, expected one.',
        'Write it out, or name the file that holds it as well.',
      ),
    )
  if (indicator.kind === 'plugin')
    return none(
      problem(
        'error',
        path,
        `Unexpected plugin ${JSON.stringify(indicator.id)}, expected queries: no plugin is run here.`,
        'Write down the query that it gives.',
      ),
    )
  if (indicator.kind === 'threshold')
    return none(
      problem(
        'warning',
        path,
        'Unexpected threshold metric, expected a ratio: Prometheus gets no rules of this objective.',
      ),
    )
  const foreign = queriesOf(indicator).find(({ text, source }) => text === null || !isPrometheus(source))
  if (foreign)
    return none({
      ...problem(
        'warning',
        path,
        `Unexpected source ${JSON.stringify(foreign.source ?? '')}, expected a query for Prometheus: it gets no rules of this objective.`,
      ),
      at: foreign.at,
    })
  const broken = queriesOf(indicator).flatMap(({ text, at }) => {
    const query = parseQuery(text ?? '')
    if ('error' in query) return [{ ...problem('error', path, query.error), at }]
    // OpenSLO leaves variables to the tool that reads it. Prometheus has none, and loads no rule of a file with one.
    const [variable] = slo.format === 'openslo' ? variablesIn(text ?? '') : []
    return variable === undefined
      ? []
      : [
          {
            ...problem(
              'error',
              path,
              `Unexpected variable \`${variable}\` in the query, expected \`{{.window}}\` alone: Prometheus knows none.`,
              'Write `[{{.window}}]` for the range, and what else it stands for as it is.',
            ),
            at,
          },
        ]
  })
  if (broken.length > 0) return { sli: null, problems: broken }
  const sliced =
    method === 'occurrences'
      ? []
      : [
          problem(
            'warning',
            path,
            'Unexpected time slices, expected occurrences: the rules for Prometheus count events.',
          ),
        ]
  const fixed = slo.format === 'openslo' ? queriesOf(indicator).filter(({ text }) => !hasWindow(text ?? '')) : []
  const alike = fixed.slice(0, 1).map(({ at }) => ({
    ...problem(
      'warning',
      path,
      'Missing `{{.window}}` in the query, expected it in the place of the range: every rule would measure the same, those of an hour and of 30 days too.',
      'Write `[{{.window}}]` behind the metric, as in `rate(requests_total[{{.window}}])`.',
    ),
    at,
  }))
  return { sli: converted(indicator), problems: [...sliced, ...alike] }
}

const none = (problem: Problem) => ({ sli: null, problems: [problem] })

/** Sloth's own formats have no other source, and OpenSLO's needn't name one. */
const isPrometheus = (source: string | null): boolean =>
  source === null || source === 'prometheus' || source === 'sloth'

type Ratio = Exclude<Indicator, { kind: 'plugin' | 'threshold' }>

/** `internal/storage/io/openslo.go` of github.com/slok/sloth: good events become a ratio of bad ones. */
function converted(indicator: Ratio): Sli {
  const [first = '', second = ''] = queriesOf(indicator).map(({ text }) => text ?? '')
  switch (indicator.kind) {
    case 'events':
      return { kind: 'events', error: first, total: second }
    case 'raw':
      return { kind: 'raw', ratio: first, events: null }
    case 'ratio':
      return indicator.of === 'bad'
        ? { kind: 'events', error: first, total: second }
        : {
            kind: 'raw',
            ratio: `\n  1 - (\n    (\n      ${first}\n    )\n    /\n    (\n      ${second}\n    )\n  )\n`,
            events: { good: first, total: second },
          }
    case 'raw_ratio':
      return { kind: 'raw', ratio: indicator.of === 'bad' ? first : `\n  1 - (\n    ${first}\n  )\n`, events: null }
  }
}
