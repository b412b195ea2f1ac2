import { idInName } from '#model/records/content-layout'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'id-matches-file',
  severity: 'error',
  scope: 'record',
  doc: 'The name of a change or an incident begins with its id; that of an update is its time.',
  *check({ catalog }) {
    for (const { written_id, id: known, file } of [...catalog.changes, ...catalog.incidents]) {
      const id = written_id ?? known
      const parts = file.split('/')
      const entry = (parts.length > 3 ? parts[2] : parts.at(-1)?.replace(/\.md$/, '')) ?? ''
      if (idInName(entry) !== id)
        yield {
          at: { file, path: ['id'] },
          message: `Unexpected id ${id} in \`${entry}\`, expected a name that begins with it.`,
          help: `Rename it to \`${id}-…\`, or correct the id.`,
        }
    }
  },
})
