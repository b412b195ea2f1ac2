import { defineRule } from './rule.ts'

export default defineRule({
  name: 'change-window-order',
  severity: 'error',
  scope: 'record',
  doc: 'A window ends after it starts: that of a change, a freeze or an event.',
  *check({ catalog }) {
    for (const { window, file } of catalog.changes)
      if (window && window.end <= window.start) yield backwards(file, ['window'])
    for (const { start, end, file } of [...catalog.freezes, ...catalog.events])
      if (end <= start) yield backwards(file, [])
  },
})

const backwards = (file: string, path: string[]) => ({
  at: { file, path: [...path, 'end'] },
  message: 'Unexpected end at or before the start, expected a later time.',
  help: 'Correct one of the two; mind their offsets.',
  related: [{ at: { file, path: [...path, 'start'] }, message: 'It starts here.' }],
})
