import { isMeasurable } from '#model/change/metric-expression'
import { show } from '#model/records/schema-values'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'rollback-measurable',
  severity: 'error',
  scope: 'record',
  doc: 'Each criterion for rolling back, of a change or a change template, names a metric that can be measured.',
  *check({ catalog }) {
    for (const { file, rollback, source } of [...catalog.changes, ...catalog.change_templates]) {
      if (source) continue
      for (const [i, { metric }] of (rollback?.criteria ?? []).entries())
        if (!isMeasurable(metric))
          yield {
            at: { file, path: ['rollback', 'criteria', i, 'metric'] },
            message: `Unexpected prose ${show(metric)}, expected the name of a metric such as \`http_error_ratio\`, or an expression such as \`rate(errors_total[5m])\`.`,
            help: 'Name what is measured; how much is too much stands in `comparator` and `threshold`, words belong under "Rollback plan".',
          }
    }
  },
})
