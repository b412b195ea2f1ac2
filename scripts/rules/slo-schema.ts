import { queryFindings } from '#model/slo/queries'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-schema',
  severity: 'error',
  scope: 'record',
  doc: 'A document in `slos/` is OpenSLO v1, an SLO of OpenSLO v1alpha, Sloth `prometheus/v1`, or its manifest `PrometheusServiceLevel`, and says nothing that the tools of its format refuse; Prometheus can read its queries. A key that the format does not know is a warning.',
  *check({ catalog }) {
    yield* queryFindings(catalog)
  },
})
