import { dangling, knownIds } from './reference-exists.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-reference',
  severity: 'error',
  scope: 'record',
  doc: 'An SLO names a service of the catalogue.',
  *check({ catalog }) {
    const services = knownIds(catalog)('service')
    for (const { service, file, document, servicePath } of catalog.slos)
      if (!services.has(service)) yield dangling('service', service, { file, document, path: servicePath }, services)
  },
})
