import { expect, test } from 'vitest'
import { broken, slo, validating } from '../fixtures/good-content.ts'

test('An SLO of a service that is not there is reported.', () => {
  expect(validating(broken(slo, 'service: checkout', 'service: checkuot'))).toMatchInlineSnapshot(
    `"error slo-reference slos/checkout.yaml:6 Unexpected service \`checkuot\`, expected \`checkout\`."`,
  )
})

test('An SLO of a broken service is not reported again.', () => {
  expect(validating(broken('services/checkout.yaml', 'tier: 1', 'tier: one'))).toMatchInlineSnapshot(
    `"error schema services/checkout.yaml:3 Unexpected "one", expected a number from 1 to 4."`,
  )
})

test('A Sloth file names its service at the top.', () => {
  expect(
    validating({
      [slo]: 'version: prometheus/v1\nservice: basket\nslos:\n  - {name: availability, objective: 99.9, sli: {}}\n',
    }),
  ).toMatchInlineSnapshot(
    `"error slo-reference slos/checkout.yaml:2 Unexpected service \`basket\`, expected a service that is there."`,
  )
})
