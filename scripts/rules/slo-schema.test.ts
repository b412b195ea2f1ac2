import { expect, test } from 'vitest'
import { broken, slo, validating } from '../fixtures/good-content.ts'

test('A kind that OpenSLO does not have is refused.', () => {
  expect(validating(broken(slo, 'kind: SLO', 'kind: SLA'))).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:2 Unexpected kind "SLA", expected one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget."`,
  )
})

test('A Sloth file without objectives is refused.', () => {
  expect(validating({ [slo]: 'version: prometheus/v1\nservice: checkout\nslos: []\n' })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:3 Unexpected list, expected at least 1 entries."`,
  )
})

test('The second document of a file is reported at its own line.', () => {
  expect(
    validating(
      broken(
        slo,
        '    - target: 0.999\n',
        '    - target: 0.999\n---\napiVersion: openslo/v1\nkind: Service\nmetadata: {}\nspec: {}\n',
      ),
    ),
  ).toMatchInlineSnapshot(`"error slo-schema slos/checkout.yaml:13 Missing \`name\`, expected text."`)
})
