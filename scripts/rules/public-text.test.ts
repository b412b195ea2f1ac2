import { expect, test } from 'vitest'
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
        '  name: Checkout\n  description: "password: correct-horse"',
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
