import { expect, test } from 'vitest'
import { verdictOf } from '#model/gate/verdict'
import { assessed, finding, judging } from '../../fixtures/gate-verdicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'
import { gateText } from './terminal.ts'

test('Findings stand under their change, those of other files first, and the verdict last.', () => {
  const judged = [judging(aChange('CHG-2026-0451')), judging(aChange('CHG-2026-0452'))]
  const outer = [finding({ file: 'content/services/x.yaml', line: 1, column: 1, rule: 'schema' })]
  const byChange = new Map([['CHG-2026-0451', [finding({ rule: 'change-missed', help: 'Give it a new window.' })]]])
  expect(gateText(verdictOf(assessed({ judged }, { outer, byChange })))).toMatchInlineSnapshot(`
    "content/services/x.yaml:1:1  error  schema
      Unexpected window, expected a later one.

    CHG-2026-0451  fail  low risk (4 of 16)  Change CHG-2026-0451
      Free of everything:
        Sun 1 Mar, 10:00–11:00 UTC (11:00 in Europe/Berlin)
        Sun 1 Mar, 11:00–12:00 UTC (12:00 in Europe/Berlin)
        Sun 1 Mar, 12:00–13:00 UTC (13:00 in Europe/Berlin)

    content/changes/2026/CHG-2026-0451.md:6:9  error  change-missed
      Unexpected window, expected a later one. Give it a new window.

    CHG-2026-0452  pass  low risk (4 of 16)  Change CHG-2026-0452

    Not yet: CHG-2026-0451 missed its window; 1 error in 1 file.
    "
  `)
})

test('Escape codes and line breaks of content write no lines of their own.', () => {
  const judged = [judging(aChange('CHG-2026-0451', { title: 'Safe\n::error::\u001B[2J' }))]
  const lines = gateText(verdictOf(assessed({ judged }))).split('\n')
  expect(lines[0]).toBe('CHG-2026-0451  pass  low risk (4 of 16)  Safe ::error::[2J')
})

test('What changed in a plan since it was approved stands under it, a line of content being a line.', () => {
  const change = aChange('CHG-2026-0451')
  const planChanges = new Map([[change.id, [{ by: ['bo'], before: ['one', 'two'], after: ['one', 'two\u001B[2J'] }]]])
  const text = gateText(verdictOf({ ...assessed({ judged: [judging(change)] }), planChanges }))
  expect(text).toContain('  Since bo approved it:\n    @@ -1,2 +1,2 @@\n     one\n    -two\n    +two')
  expect(text).not.toContain('\u001B')
})

test('A plan that is not what it looks like is told of, and no title hides anything.', () => {
  const change = {
    ...aChange('CHG-2026-0451', { title: 'Dr\u200Bain\u{E0041}' }),
    body: { markdown: 'drain \u202Eyletelpmoc\n', line: 20 },
  }
  const text = gateText(verdictOf(assessed({ judged: [judging(change)] })))
  expect(text.split('\n')[0]).toBe('CHG-2026-0451  pass  low risk (4 of 16)  Dr\\u200bain\\u{e0041}')
  expect(text).toContain(
    '  The plan of CHG-2026-0451 holds 1 character that nobody sees (U+202E), the first in line 20:',
  )
})
