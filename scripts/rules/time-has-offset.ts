import { defineRule } from './rule.ts'

export default defineRule({
  name: 'time-has-offset',
  severity: 'error',
  scope: 'record',
  doc: 'A time says its offset from UTC.',
})
