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

test('A text that nests deeper than a page can show is refused.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', `${'> '.repeat(200)}Payments work.`))).toMatchInlineSnapshot(
    `"error file-readable incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected depth of nesting, expected a few levels of quotes and lists."`,
  )
})
