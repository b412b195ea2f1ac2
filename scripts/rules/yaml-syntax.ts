import { defineRule } from './rule.ts'

export default defineRule({
  name: 'yaml-syntax',
  severity: 'error',
  scope: 'record',
  doc: 'YAML parses by the 1.2 core schema, each key stands once, and aliases stay few.',
})
