import { saysNothing } from '#model/change/says-nothing'
import type { Finding } from '#model/diagnostic'
import { isImported } from '#model/records/source'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'update-text',
  severity: 'warning',
  scope: 'record',
  doc: 'A public update has a text, and no placeholder for one: else customers read its state alone.',
  *check({ catalog, passed }): Generator<Finding> {
    const { incidents, changes, salvaged, salvaged_changes } = catalog
    for (const record of [...incidents, ...changes, ...salvaged, ...salvaged_changes]) {
      // What was imported says no more than its source did.
      if ('source' in record && isImported(record)) continue
      for (const { file, body, state } of record.updates ?? []) {
        if (passed?.has(body, 'update-text') === true) continue
        const written = body.markdown.trim()
        if (!saysNothing(written.split('\n'))) {
          passed?.note(body, 'update-text')
          continue
        }
        yield {
          at: { file, path: ['state'] },
          message: `${written === '' ? 'Missing text' : `Unexpected text ${quoted(written)}, which says nothing`}, expected what customers notice and what is being done.`,
          help: `Write it below the closing \`---\`; as it is customers read "${state.replaceAll('_', ' ')}" and no word more.`,
        }
      }
    }
  },
})

const quoted = (text: string) => {
  const [line = ''] = text.replaceAll('`', "'").split('\n')
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``
}
