import { expect, test } from 'vitest'
import { broken, change, firstUpdate, freeze, incident, standardChange, validating } from '../fixtures/good-content.ts'

test('A service that is not there is reported with the nearest one that is.', () => {
  expect(validating(broken(incident, 'services: [checkout]', 'services: [checkuot]'))).toMatchInlineSnapshot(
    `"error reference-exists incidents/2026/INC-2026-0001-checkout/index.md:5 Unexpected service \`checkuot\`, expected \`checkout\`."`,
  )
})

test('A team that is not there is reported.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'team: platform', 'team: data'))).toMatchInlineSnapshot(
    `"error reference-exists services/ledger-store.yaml:2 Unexpected team \`data\`, expected a team that is there."`,
  )
})

test('A component that is not there is reported at its key.', () => {
  expect(validating(broken(firstUpdate, '{checkout:', '{basket:'))).toMatchInlineSnapshot(
    `"error reference-exists incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected service \`basket\`, expected a service that is there."`,
  )
})

test('A runbook and a change that are not there are reported.', () => {
  expect(
    validating(
      broken(
        incident,
        'runbooks: [payments/checkout-errors]\ncaused_by: [CHG-2026-0001]',
        'runbooks: [payments/none]\ncaused_by: [CHG-2026-0077]',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "error reference-exists incidents/2026/INC-2026-0001-checkout/index.md:11 Unexpected runbook \`payments/none\`, expected a runbook that is there.
    error reference-exists incidents/2026/INC-2026-0001-checkout/index.md:12 Unexpected change \`CHG-2026-0077\`, expected \`CHG-2026-0001\`."
  `)
})

test('A change template that is not there is reported.', () => {
  expect(
    validating(broken(standardChange, 'template: rotate-certificate', 'template: move-house')),
  ).toMatchInlineSnapshot(
    `"error reference-exists changes/2026/CHG-2026-0002-certificate.md:10 Unexpected change template \`move-house\`, expected a change template that is there."`,
  )
})

test('A freeze that excepts a change which is not there is reported.', () => {
  expect(
    validating(
      broken(freeze, 'owner: ana', 'owner: ana\nexceptions: [{change: CHG-2026-0500, by: ana, reason: expiry}]'),
    ),
  ).toMatchInlineSnapshot(
    `"error reference-exists freezes/2026-year-end.yaml:4 Unexpected change \`CHG-2026-0500\`, expected \`CHG-2026-0001\`."`,
  )
})

test('A component of a corrected impact that is not there is reported in its file.', () => {
  expect(
    validating({
      'incidents/2026/INC-2026-0001-checkout/public/impact.yaml':
        '- {component: basket, status: major_outage, from: 2026-03-01T10:00:00Z}\n',
    }),
  ).toMatchInlineSnapshot(
    `"error reference-exists incidents/2026/INC-2026-0001-checkout/public/impact.yaml:1 Unexpected service \`basket\`, expected a service that is there."`,
  )
})

test('A record that is itself broken is reported once, where it is broken.', () => {
  expect(validating(broken('services/checkout.yaml', 'tier: 1', 'tier: one'))).toMatchInlineSnapshot(
    `"error schema services/checkout.yaml:3 Unexpected "one", expected a number from 1 to 4."`,
  )
})

test('A change that cannot be read counts as there by its name.', () => {
  expect(validating(broken(change, 'risk: {blast', 'risk: {{blast'))).toMatchInlineSnapshot(`
    "error yaml-syntax changes/2026/CHG-2026-0001-cache.md:10 Unexpected key, expected plain text.
    error yaml-syntax changes/2026/CHG-2026-0001-cache.md:11 Unexpected indentation: Flow map in block collection must be sufficiently indented and end with a }."
  `)
})
