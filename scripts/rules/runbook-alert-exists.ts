import { coverageOf, type Coverage } from '#model/alert/coverage'
import { alertsIn } from '#model/alert/slo-alerts'
import type { Finding } from '#model/diagnostic'
import { meantName } from '#model/records/near-name'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-alert-exists',
  severity: 'warning',
  scope: 'record',
  doc: 'An alert that a runbook names is fired by a rule of `alerts/` or of an SLO. Older names belong into `aliases`. Nothing is said where `alerts/` holds no rules: they are kept elsewhere.',
  *check({ catalog, links }) {
    const { alerts, broken, runbooks } = catalog
    if (alerts.length === 0 || [...(broken.alert ?? []), ...(broken.slo ?? [])].length > 0) return
    const all = alertsIn(catalog, links)
    const names = [...new Set(all.map(({ name }) => name))]
    for (const one of coverageOf(all, runbooks).unfired) yield notFired(one, names)
  },
})

/** The finding for a name that no rule fires, at that name. */
export function notFired({ runbook, index, name }: Coverage['unfired'][number], names: readonly string[]): Finding {
  const near = meantName(name, names)
  return {
    at: { file: runbook.file, path: ['alerts', index] },
    message: `Unexpected alert ${JSON.stringify(name)}, expected ${near === null ? 'one that a rule fires' : `\`${near}\``}.`,
    help:
      near === null
        ? 'Correct the name, add its rule, or move it to `aliases` where it is an older name.'
        : `Write \`${near}\`; where that is its new name, keep this one in \`aliases\`.`,
  }
}
