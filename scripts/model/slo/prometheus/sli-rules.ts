import { CONDITIONS } from '../alert-windows.ts'
import { prometheusDuration } from './go-text.ts'
import type { PrometheusSlo, Rule, RuleOptions } from './prometheus-slo.ts'
import { parseQuery, type FilledWith } from './query-template.ts'
import { errorEventsMetric, filterOf, idLabels, ratioMetric, totalEventsMetric } from './sloth-names.ts'
import type { Duration } from '../../time.ts'

type Queries = Pick<RuleOptions, 'guard' | 'exact'>

/**
 * What is recorded of an SLO's errors: their ratio over every window that its alerts look at, and over its period.
 * `internal/plugin/slo/core/sli_rules_v1` of github.com/slok/sloth.
 */
export function sliRules(slo: PrometheusSlo, options: Queries): Rule[] | { error: string } {
  const ratio = parseQuery(options.guard ? guardedRatio(slo) : plainRatio(slo))
  if ('error' in ratio) return ratio
  const events = options.exact ? eventsRules(slo) : []
  if ('error' in events) return events
  const { windows } = slo
  const period = periodRatio(slo, options.guard, events.length > 0)
  return [
    ...windowsOf(slo).map((window) => recorded(slo, window, ratio)),
    ...events,
    { ...recorded(slo, windows.period, () => period) },
  ]
}

const recorded = (slo: PrometheusSlo, window: Duration, expression: FilledWith, record = ratioMetric(window)): Rule => {
  const text = prometheusDuration(window)
  return { record, expr: expression(text), labels: { ...idLabels(slo), sloth_window: text, ...slo.labels } }
}

/** The windows that some condition looks at, each once, the shortest first. */
function windowsOf({ windows, conditions }: PrometheusSlo): Duration[] {
  const ofSloth = CONDITIONS.flatMap(([severity, speed]) => [
    windows[severity][speed].short,
    windows[severity][speed].long,
  ])
  const others = conditions.map(({ window }) => window).filter((window) => window !== windows.period)
  return [...new Set([...ofSloth, ...others])].toSorted((a, b) => a - b)
}

const plainRatio = ({ sli }: PrometheusSlo): string =>
  sli.kind === 'events' ? `(${sli.error})\n/\n(${sli.total})\n` : `(${sli.ratio})`

/**
 * A ratio that is 0 where nothing was asked for. Of events it is so too where no series of errors is there yet, unless
 * those that are there belong to none of the totals: then the queries don't fit, and that must show. Of a ratio that came
 * ready, none of nothing is `NaN`, which alone isn't equal to itself. Where the totals are absent nothing is said: nobody
 * knows how a service is whose metrics are gone.
 */
const guardedRatio = ({ sli }: PrometheusSlo): string =>
  sli.kind === 'events'
    ? `((${sli.error}) / (${sli.total}) >= 0)\nor\n(${noneOf(sli.error, sli.total)})\n`
    : `((${sli.ratio}) == (${sli.ratio}))\nor\n((${sli.ratio}) == bool (${sli.ratio}))\n`

/** 0 for every total, unless some of the parts belong to no total. */
const noneOf = (part: string, total: string): string => `(${total}) * 0 unless on() ((${part}) unless (${total}))`

/** Errors and totals of the shortest window: summed up over the period, each minute counts by what happened in it. */
function eventsRules(slo: PrometheusSlo): Rule[] | { error: string } {
  const { sli } = slo
  const counted = sli.kind === 'events' ? sli : sli.events
  if (counted === null) return []
  const { total } = counted
  const errors =
    'error' in counted
      ? `(${counted.error})\nor\n(${noneOf(counted.error, total)})\n`
      : `(${total})\n-\n((${counted.good}) or (${noneOf(counted.good, total)}))\n`
  const [error, all] = [parseQuery(errors), parseQuery(`${total}\n`)]
  if ('error' in error) return error
  if ('error' in all) return all
  const window = slo.windows.page.quick.short
  return [
    recorded(slo, window, error, errorEventsMetric(window)),
    recorded(slo, window, all, totalEventsMetric(window)),
  ]
}

/** The ratio over the whole period: as Sloth has it the mean of the shortest window's, or by events. */
function periodRatio(slo: PrometheusSlo, guard: boolean, exact: boolean): string {
  const short = slo.windows.page.quick.short
  const over = (metric: string) => `${metric}${filterOf(slo)}[${prometheusDuration(slo.windows.period)}]`
  if (!exact) {
    const ratios = over(ratioMetric(short))
    return `sum_over_time(${ratios})\n/ ignoring (sloth_window)\ncount_over_time(${ratios})\n`
  }
  const errors = `sum_over_time(${over(errorEventsMetric(short))})`
  const total = `sum_over_time(${over(totalEventsMetric(short))})`
  return guard ? `(${errors}\n/\n${total} >= 0)\nor\n(${total} * 0)\n` : `${errors}\n/\n${total}\n`
}
