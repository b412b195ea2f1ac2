import type { Finding } from '#model/diagnostic'
import { yearFolder } from '#model/records/content-layout'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'unknown-file',
  severity: 'warning',
  scope: 'record',
  doc: 'Every file lies where a record is read from; one that was meant to be a record, and lies elsewhere, is an error.',
  *check({ catalog }): Generator<Finding> {
    for (const { id, file } of catalog.changes) {
      const right = yearFolder('change', id.split('-')[1] ?? '')
      if (!file.startsWith(`${right}/`))
        yield {
          at: { file, path: ['id'] },
          severity: 'error',
          message: `Unexpected year of the folder, expected ${id} in \`${right}/\`.`,
          help: `Move it to \`${right}/${file.split('/').slice(2).join('/')}\`.`,
        }
    }
  },
})
