import { expect, test } from 'vitest'
import { broken, findingsIn, incident, lastUpdate, runbook, validating } from '../fixtures/good-content.ts'

test('A link to a file that is not there is reported where it stands.', () => {
  expect(validating(broken(incident, 'CHG-2026-0001-cache.md', 'CHG-2026-0001-cash.md'))).toMatchInlineSnapshot(
    `"error link-exists incidents/2026/INC-2026-0001-checkout/index.md:16 Unexpected link to \`../../../changes/2026/CHG-2026-0001-cash.md\`, expected a file that is there."`,
  )
})

test('A link that leaves the content folder leads nowhere.', () => {
  expect(validating(broken(runbook, 'Look at the pods.', 'Look [here](../../../secrets.md).'))).toMatchInlineSnapshot(
    `"error link-exists runbooks/payments/checkout-errors.md:16 Unexpected link to \`../../../secrets.md\`, expected a file that is there."`,
  )
})

test('A link that a browser would run is refused.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', '[Payments](javascript:alert) work.'))).toMatchInlineSnapshot(
    `"error link-exists incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected link to \`javascript:alert\`, expected http(s)://…, mailto:… or a relative path."`,
  )
})

test('An image that is not there is reported.', () => {
  expect(validating(broken(runbook, 'Look at the pods.', '![The pods](pods.png)'))).toMatchInlineSnapshot(
    `"error link-exists runbooks/payments/checkout-errors.md:16 Unexpected link to \`pods.png\`, expected a file that is there."`,
  )
})

test('A link to a folder, to a place on the page, to an encoded name or to an address is fine.', () => {
  expect(
    validating(
      broken(
        runbook,
        'Look at the pods.',
        '[a](../payments/) [b](#impact) [c](checkout%2Derrors.md?x#y) [d](</>) [e](mailto:ana@acme.example)',
      ),
    ),
  ).toBe('')
})

test.each([
  [
    'tel:+31600000000',
    'Write the number as text. One to be called from a page belongs to `people` in the file of a team.',
  ],
  ['slack://channel?id=C1', 'Write the channel as text, or its https:// address.'],
  ['ftp://x.example/a', 'Other schemes are not published: write the https:// address of the same, or no link.'],
])('Of %s it is said what to write instead.', (url, help) => {
  const text = broken(runbook, '## Summary\n', `## Summary\n\n[x](${url})\n`)
  expect(findingsIn(text).flatMap((one) => (one.rule === 'link-exists' ? [one.help] : []))).toEqual([help])
})
