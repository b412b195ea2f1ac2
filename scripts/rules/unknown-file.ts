import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unknown-file',
  severity: 'warning',
  scope: 'record',
  doc: 'Every file lies where a record is read from.',
})
