import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-schema',
  severity: 'error',
  scope: 'record',
  doc: 'A document in `slos/` is OpenSLO v1 or Sloth `prometheus/v1`.',
})
