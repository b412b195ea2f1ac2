import { defineRule } from './rule.ts'

export default defineRule({
  name: 'file-readable',
  severity: 'error',
  scope: 'record',
  doc: 'A file is UTF-8 text of at most 1 MiB inside the content folder, and `site.yaml` is there.',
})
