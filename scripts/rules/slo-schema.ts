import type { Catalog } from '#model/catalog'
import type { Finding } from '#model/diagnostic'
import { queryFindings } from '#model/slo/queries'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-schema',
  severity: 'error',
  scope: 'record',
  doc: 'A document in `slos/` is OpenSLO v1, an SLO of OpenSLO v1alpha, Sloth `prometheus/v1`, or its manifest `PrometheusServiceLevel`, and says nothing that the tools of its format refuse; Prometheus can read its queries. A key that the format does not know is a warning.',
  *check({ catalog }) {
    yield* queryFindings(catalog)
    yield* pluginFindings(catalog)
  },
})

/** Sloth runs a program for it; here nobody knows what it measures, so nothing is watched. */
function* pluginFindings({ slos }: Pick<Catalog, 'slos'>): Generator<Finding> {
  for (const { file, document, objectives } of slos)
    for (const { indicator, path } of objectives)
      if (indicator?.kind === 'plugin')
        yield {
          severity: 'warning',
          at: { file, document, path: [...path, 'sli', 'plugin', 'id'] },
          message: `Unexpected plugin ${JSON.stringify(indicator.id.slice(0, 80))}, expected queries: no plugin is run here, and \`evenkeel rules\` makes no rules of this SLO.`,
          help: 'Write down the query that it gives. Its budget from incidents needs none.',
        }
}
