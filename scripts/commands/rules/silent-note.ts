import type { PrometheusSlo } from '#model/slo/prometheus/prometheus-slo'
import { namedUpTo } from './named-up-to.ts'

/**
 * Of which SLOs nobody is alerted, because they say of none; empty where there are none such. Who disables both alerts of
 * Sloth's knows.
 */
export function silentNote(slos: readonly PrometheusSlo[]): string {
  const silent = slos.filter(({ spec, conditions }) => spec.startsWith('openslo/') && conditions.length === 0)
  if (silent.length === 0) return ''
  return `No alert is made, for it has no \`alertPolicies\`: ${namedUpTo(silent.map(({ id }) => id))}.\n`
}
