import type { BurnWindow } from '../alert-windows.ts'
import { HOUR, type Duration } from '../../time.ts'
import { goFloat, prometheusDuration } from './go-text.ts'
import type { AlertMeta, BurnCondition, PrometheusSlo, Rule } from './prometheus-slo.ts'
import { filterOf, ratioMetric } from './sloth-names.ts'

/**
 * The alerts of an SLO: a page where its budget goes fast, a ticket where it goes steadily. Each holds where the quick or
 * the slow of its two conditions does, in the long window and still in the short one.
 * `internal/plugin/slo/core/alert_rules_v1` of github.com/slok/sloth.
 */
export const alertRules = (slo: PrometheusSlo): Rule[] => [
  ...(['page', 'ticket'] as const).flatMap((severity) => {
    const meta = slo[severity]
    return meta ? [alertRule(slo, severity, meta)] : []
  }),
  ...slo.conditions.map((condition) => conditionRule(slo, condition)),
]

/** As binary floats, in Sloth's order of steps, which decides their last digits. */
const budgetOf = ({ objective }: PrometheusSlo): string => goFloat((100 - objective) / 100)

function alertRule(slo: PrometheusSlo, severity: 'page' | 'ticket', meta: AlertMeta): Rule {
  const { period, [severity]: pair } = slo.windows
  const filter = filterOf(slo)
  const budget = budgetOf(slo)
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
    annotations: { ...words(severity), ...meta.annotations },
  }
}

/** An alert of OpenSLO's: one window, and how long it lasts. */
function conditionRule(slo: PrometheusSlo, { meta, severity, op, factor, window, after }: BurnCondition): Rule {
  const ratio = `${ratioMetric(window)}${filterOf(slo)}`
  const times = goFloat(Number(factor.num) / Number(factor.den))
  return {
    alert: meta.name,
    expr: `max(${ratio} ${op} (${times} * ${budgetOf(slo)})) without (sloth_window)\n`,
    ...(after === null ? {} : { for: prometheusDuration(after) }),
    labels: { severity, ...meta.labels },
    annotations: { ...words(severity), ...meta.annotations },
  }
}

const words = (severity: string) => ({
  title: `(${severity}) {{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is too fast.`,
  summary: '{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected.',
})
