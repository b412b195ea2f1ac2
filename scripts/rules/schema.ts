import type { Finding } from '#model/diagnostic'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'schema',
  severity: 'error',
  scope: 'record',
  doc: 'A record has the fields of its kind, no others, and the first public update has a title.',
  *check({ catalog }): Generator<Finding> {
    // Where an update can't be read, which one is the first isn't known.
    const doubtful = new Set(catalog.broken.update?.map(folderOf))
    for (const { updates } of [...catalog.incidents, ...catalog.changes]) {
      const [first] = updates ?? []
      if (first && first.title === undefined && !doubtful.has(folderOf(first.file)))
        yield {
          at: { file: first.file, path: ['title'] },
          message: 'Missing `title`, expected what customers read, as this is the first update.',
          help: 'Add `title: …` in words for customers.',
        }
    }
  },
})

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'))
