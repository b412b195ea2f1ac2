import { alertRules } from './alert-rules.ts'
import { metadataRules } from './metadata-rules.ts'
import type { PrometheusSlo, RuleGroup, RuleOptions } from './prometheus-slo.ts'
import { sliRules } from './sli-rules.ts'

/** The groups of rules of one SLO, named and ordered as Sloth does. Those that would be empty are left out. */
export function ruleGroups(slo: PrometheusSlo, options: RuleOptions): RuleGroup[] | { error: string } {
  const recordings = sliRules(slo, options)
  if ('error' in recordings) return recordings
  return [
    { name: `sloth-slo-sli-recordings-${slo.id}`, rules: recordings },
    { name: `sloth-slo-meta-recordings-${slo.id}`, rules: metadataRules(slo, options.version) },
    { name: `sloth-slo-alerts-${slo.id}`, rules: alertRules(slo) },
  ].filter(({ rules }) => rules.length > 0)
}
