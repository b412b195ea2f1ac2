import { expect, test } from 'vitest'
import rule from './public-text.ts'
import { broken, firstUpdate, lastUpdate, validating } from '../fixtures/good-content.ts'

test('A token in an update is an error.', () => {
  expect(
    validating(
      broken(lastUpdate, 'Payments work.', 'Payments work.\nWe used ghp_0123456789abcdefghijABCDEFGHIJ456789 for it.'),
    ),
  ).toMatchInlineSnapshot(
    `"error public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:5 Unexpected GitHub token in a public text, expected words for customers."`,
  )
})

test('A password in an address is an error.', () => {
  expect(
    validating(broken(lastUpdate, 'Payments work.', 'See https://ana:hunter22@git.acme.example/ for more.')),
  ).toMatchInlineSnapshot(
    `"error public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected credentials in an address in a public text, expected words for customers."`,
  )
})

test('A key in a title is an error.', () => {
  expect(
    validating(broken(firstUpdate, 'Card payments delayed', 'Card payments with AKIAIOSFODNN7EXAMPLE')),
  ).toMatchInlineSnapshot(
    `"error public-text incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:3 Unexpected AWS access key in a public text, expected words for customers."`,
  )
})

test('A secret in the public words of a service is an error.', () => {
  expect(
    validating(
      broken(
        'services/checkout.yaml',
        '  name: Checkout',
        '  name: Checkout\n  description: "password: correct-horse-7"',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"error public-text services/checkout.yaml:7 Unexpected password or key in a public text, expected words for customers."`,
  )
})

test('An address of an internal network is doubted.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', 'The node 10.1.2.3 works.'))).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected internal address \`10.1.2.3\` in a public text, expected none."`,
  )
})

test('An address that only resolves inside is doubted.', () => {
  expect(
    validating(broken(lastUpdate, 'Payments work.', 'The node db.payments.internal works.')),
  ).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected internal address \`db.payments.internal\` in a public text, expected none."`,
  )
})

test('The id of a record is doubted.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', 'Caused by CHG-2026-0001.'))).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected internal id \`CHG-2026-0001\` in a public text, expected none."`,
  )
})

test('The name of a service that is not public is doubted.', () => {
  expect(validating(broken(lastUpdate, 'Payments work.', 'The Ledger store works.'))).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:4 Unexpected name of the unpublished service \`ledger-store\` in a public text, expected a public one."`,
  )
})

/** The good content with a hidden service of that name, and a last update that says these words. */
const hiding = (name: string, words: string, id = name.toLowerCase()) =>
  validating({
    ...broken(lastUpdate, 'Payments work.', words),
    [`services/${id}.yaml`]: `name: ${name}\nteam: platform\ntier: 2\n`,
  })

test.each([
  ['Reports', 'We are investigating reports. Reports come late.'],
  ['reports', 'Reports, reports.'],
  ['LinkSync', 'We linksync, Linksync.'],
])('A hidden service %s is not meant by a plain word.', (name, words) => {
  expect(hiding(name, words)).toBe('')
})

test.each([
  ['Reports', 'Reports and `reports` fail.'],
  ['LinkSync', 'We linksync with LinkSync.'],
  ['k8s-core', 'Look at K8S-Core.'],
  ['report2', 'A report2 fails.'],
])('A hidden service %s is meant by: %s', (name, words) => {
  expect(hiding(name, words)).toContain(`Unexpected name of the unpublished service \`${name.toLowerCase()}\``)
})

test('Everything that does not belong in a text is named, up to ten findings.', () => {
  const words = 'password: hunter22 and AKIAIOSFODNN7EXAMPLE on 10.1.2.3, 10.1.2.4 and db.corp for INC-2026-0001.'
  expect(validating(broken(lastUpdate, 'Payments work.', words)).split('\n')).toHaveLength(6)
  const many = Array.from({ length: 99 }, (_, i) => `10.0.0.${i}`).join(', ')
  expect(validating(broken(lastUpdate, 'Payments work.', many)).split('\n')).toHaveLength(10)
})

const TRICKY = [
  'a.',
  'a-',
  `${'a-'.repeat(31)}a.`,
  'a',
  'fd00:',
  'fd',
  '10.',
  '10.1.1.',
  'INC-2026-',
  'INC-',
  '`',
  'ledger ',
]
test.each(TRICKY)('Of 200 kB of %j no more than ten findings are told.', (piece) => {
  const words = piece.repeat(Math.ceil(200_000 / piece.length))
  const catalog = {
    services: [
      { id: 'x', name: 'X', file: 'services/x.yaml', public: { name: words } },
      { id: 'ledger', name: 'Ledger', file: 'l' },
    ],
  }
  const none = { changes: [], incidents: [], salvaged: [], salvaged_changes: [], salvaged_components: [] }
  const found = rule.check?.({ catalog: { ...none, ...catalog } } as never) ?? []
  expect([...found].length).toBeLessThanOrEqual(10)
})

test('A component that is not public is doubted.', () => {
  expect(
    validating(
      broken(firstUpdate, '{checkout: partial_outage}', '{checkout: partial_outage, ledger-store: major_outage}'),
    ),
  ).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected component \`ledger-store\`, expected a service with a \`public:\` block."`,
  )
})

test('A postmortem for customers is searched as well.', () => {
  expect(
    validating({
      'incidents/2026/INC-2026-0001-checkout/public/postmortem.md': 'We are sorry.\n\nThe host was shop.corp.\n',
    }),
  ).toMatchInlineSnapshot(
    `"warning public-text incidents/2026/INC-2026-0001-checkout/public/postmortem.md:3 Unexpected internal address \`shop.corp\` in a public text, expected none."`,
  )
})
