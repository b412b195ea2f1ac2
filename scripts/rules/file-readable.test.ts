import { expect, test } from 'vitest'
import { broken, change, findingsIn, incident, lastUpdate, validating } from '../fixtures/good-content.ts'

test('A folder without `site.yaml` is told what is missing.', () => {
  expect(validating({ 'site.yaml': null })).toMatchInlineSnapshot(
    `"error file-readable site.yaml:1 Missing \`site.yaml\`, expected the name and address of the sites in it."`,
  )
})

test('A `public/` folder without its record is reported where the record should be.', () => {
  expect(validating({ [incident]: null })).toMatchInlineSnapshot(
    `"error file-readable incidents/2026/INC-2026-0001-checkout/index.md:1 Missing \`index.md\`, expected the record that \`public/\` belongs to."`,
  )
})

const UPDATE = '---\nstate: monitoring\n---\nWe are watching.\n'
test.each([
  [
    incident.replace('checkout/index.md', 'chekout/public/20260301T105000Z.md'),
    'Did you mean `incidents/2026/INC-2026-0001-checkout/`? Move what is in `public/` to `incidents/2026/INC-2026-0001-checkout/public/`: here it is of another record.',
  ],
  [
    change.replace('.md', '/public/20260225T020500Z.md'),
    'Move `changes/2026/CHG-2026-0001-cache.md` to `changes/2026/CHG-2026-0001-cache/index.md`: what has something public is a folder.',
  ],
  ['incidents/2026/INC-2026-0007-x/public/20260301T105000Z.md', 'Write the incident into it.'],
])('Of %s it is said where its record is, where that is there.', (path, help) => {
  const found = findingsIn({ [path]: UPDATE }).filter(({ rule }) => rule === 'file-readable')
  expect(found.map((one) => one.help)).toEqual([help])
})

test('A text that is too much work to read is shown as it is written, and it is said where the work was too much.', () => {
  const nested = broken(lastUpdate, 'Payments work.', `${'> '.repeat(2000)}Payments work.`)
  expect(validating(nested)).toMatchInlineSnapshot(
    `"warning file-readable incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected amount of Markdown, expected a text that can be read in a moment: it is shown as it is written."`,
  )
  const emphasis = broken(lastUpdate, 'Payments work.', `Payments work.\n\n${'a_**'.repeat(5000)}`)
  expect(validating(emphasis)).toMatchInlineSnapshot(
    `"warning file-readable incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:6 Unexpected amount of Markdown, expected a text that can be read in a moment: it is shown as it is written."`,
  )
})
