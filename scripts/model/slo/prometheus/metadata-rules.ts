import { DAY } from '../../time.ts'
import { goFloat } from './go-text.ts'
import type { PrometheusSlo, Rule } from './prometheus-slo.ts'
import { filterOf, idLabels, ratioMetric } from './sloth-names.ts'

/**
 * What is recorded of an SLO itself: its objective, its budget, and how much of that is left.
 * `internal/plugin/slo/core/metadata_rules_v1` of github.com/slok/sloth.
 */
export function metadataRules(slo: PrometheusSlo, version: string): Rule[] {
  const labels = { ...idLabels(slo), ...slo.labels }
  const filter = filterOf(slo)
  // As a binary float: 99.9 / 100 is 0.9990000000000001, and Sloth says so.
  const objective = goFloat(slo.objective / 100)
  const { period, page } = slo.windows
  const burnRate = (ratio: string) =>
    `${ratio}${filter}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${filter}\n`
  const rule = (record: string, expr: string): Rule => ({ record, expr, labels: { ...labels } })
  return [
    rule('slo:objective:ratio', `vector(${objective})`),
    rule('slo:error_budget:ratio', `vector(1-${objective})`),
    rule('slo:time_period:days', `vector(${goFloat(period / DAY)})`),
    rule('slo:current_burn_rate:ratio', burnRate(ratioMetric(page.quick.short))),
    rule('slo:period_burn_rate:ratio', burnRate(ratioMetric(period))),
    rule('slo:period_error_budget_remaining:ratio', `1 - slo:period_burn_rate:ratio${filter}`),
    {
      record: 'sloth_slo_info',
      expr: 'vector(1)',
      labels: {
        ...labels,
        sloth_version: version,
        sloth_mode: slo.mode,
        sloth_spec: slo.spec,
        sloth_objective: String(slo.objective),
      },
    },
  ]
}
