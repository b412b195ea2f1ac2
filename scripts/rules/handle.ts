import { defineRule } from './rule.ts'

export default defineRule({
  name: 'handle',
  severity: 'error',
  scope: 'record',
  doc: 'People are handles as the forge knows them, without `@` and without blanks around them.',
})
