import { defineRule } from './rule.ts'

export default defineRule({
  name: 'front-matter',
  severity: 'error',
  scope: 'record',
  doc: 'A Markdown record begins with YAML front matter between two lines `---`; no other language is read.',
})
