import { expect, test } from 'vitest'
import { broken, incident, lastUpdate, validating } from '../fixtures/good-content.ts'

test('A folder without `site.yaml` is told what is missing.', () => {
  expect(validating({ 'site.yaml': null })).toMatchInlineSnapshot(
    `"error file-readable site.yaml:1 Missing \`site.yaml\`, expected the name and address of the sites in it."`,
  )
})

test('A `public/` folder without its record is reported at the first update.', () => {
  expect(validating({ [incident]: null })).toMatchInlineSnapshot(
    `"error file-readable incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:1 Unexpected \`public/\` without a record, expected an \`index.md\` beside it."`,
  )
})

test('A text that nests deeper than a page can show is refused.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', `${'> '.repeat(200)}Payments work.`))).toMatchInlineSnapshot(
    `"error file-readable incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected depth of nesting, expected a few levels of quotes and lists."`,
  )
})
