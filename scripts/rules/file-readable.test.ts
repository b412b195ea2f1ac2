import { expect, test } from 'vitest'
import { broken, incident, lastUpdate, validating } from '../fixtures/good-content.ts'

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
