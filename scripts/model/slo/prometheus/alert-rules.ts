import type { BurnWindow } from '../alert-windows.ts'
import { HOUR, type Duration } from '../../time.ts'
import { goFloat } from './go-text.ts'
import type { AlertMeta, PrometheusSlo, Rule } from './prometheus-slo.ts'
import { filterOf, ratioMetric } from './sloth-names.ts'

/**
 * The alerts of an SLO: a page where its budget goes fast, a ticket where it goes steadily. Each holds where the quick or
 * the slow of its two conditions does, in the long window and still in the short one.
 * `internal/plugin/slo/core/alert_rules_v1` of github.com/slok/sloth.
 */
export const alertRules = (slo: PrometheusSlo): Rule[] =>
  (['page', 'ticket'] as const).flatMap((severity) => {
    const meta = slo[severity]
    return meta ? [alertRule(slo, severity, meta)] : []
  })

function alertRule(slo: PrometheusSlo, severity: 'page' | 'ticket', meta: AlertMeta): Rule {
  const { period, [severity]: pair } = slo.windows
  const filter = filterOf(slo)
  // As binary floats, in Sloth's order of steps, which decides their last digits.
  const budget = goFloat((100 - slo.objective) / 100)
  const above = (window: Duration, factor: string) =>
    `    max(${ratioMetric(window)}${filter} > (${factor} * ${budget})) without (sloth_window)`
  const condition = ({ percent, short, long }: BurnWindow) => {
    const share = Number(percent.num) / Number(percent.den)
    const factor = goFloat((share * (period / HOUR)) / 100 / (long / HOUR))
    return `(\n${above(short, factor)}\n    and\n${above(long, factor)}\n)\n`
  }
  return {
    alert: meta.name,
    expr: `${condition(pair.quick)}or\n${condition(pair.slow)}`,
    labels: { sloth_severity: severity, ...meta.labels },
    annotations: {
      title: `(${severity}) {{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is too fast.`,
      summary: '{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected.',
      ...meta.annotations,
    },
  }
}
