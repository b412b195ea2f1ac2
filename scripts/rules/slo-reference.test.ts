import { expect, test } from 'vitest'
import { broken, GOOD, slo, validating } from '../fixtures/good-content.ts'

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
    `
    "error slo-schema slos/checkout.yaml:4 Missing \`name\`, expected what the alerts are called.
    error slo-schema slos/checkout.yaml:4 Missing \`events\` or \`raw\`, expected one of them."
  `,
  )
})

const POLICY = `apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: fast-burn}
spec:
  conditions: [{conditionRef: hour}]
  notificationTargets: [{targetRef: pager}]
`

test('What OpenSLO refers to may be in any of the files, and is missed where it is in none.', () => {
  const user = broken(slo, '  budgetingMethod', '  alertPolicies: [{alertPolicyRef: fast-brun}]\n  budgetingMethod')
  expect(validating(user, { 'slos/alerts.yaml': POLICY })).toMatchInlineSnapshot(`
    "error slo-reference slos/alerts.yaml:5 Unexpected AlertCondition \`hour\`, expected one that is in \`slos/\`.
    error slo-reference slos/alerts.yaml:6 Unexpected AlertNotificationTarget \`pager\`, expected one that is in \`slos/\`.
    error slo-reference slos/checkout.yaml:26 Unexpected AlertPolicy \`fast-brun\`, expected one that is in \`slos/\`."
  `)
})

test('An SLO is not blamed for what stands in a broken document.', () => {
  const user = broken(slo, '  budgetingMethod', '  alertPolicies: [{alertPolicyRef: fast-burn}]\n  budgetingMethod')
  expect(validating(user, { 'slos/alerts.yaml': POLICY.replace('conditions:', 'conditons:') })).not.toContain(
    'slo-reference slos/checkout.yaml',
  )
  expect(validating(user, { 'slos/alerts.yaml': `${POLICY}  broken: [\n` })).not.toContain('slo-reference')
})

test('A source and an SLI are looked for by name too, each among its own kind.', () => {
  const indicator = /  indicator:\n[^]*?(?=  timeWindow)/
  const sli = `apiVersion: openslo/v1
kind: SLI
metadata: {name: good-requests}
spec: {thresholdMetric: {metricSource: {metricSourceRef: good-requests, spec: {query: up}}}}
`
  const text = (GOOD[slo] ?? '').replace(indicator, '  indicatorRef: good-requests\n')
  expect(validating({ [slo]: text, 'slos/sli.yaml': sli })).toMatchInlineSnapshot(
    `"error slo-reference slos/sli.yaml:4 Unexpected DataSource \`good-requests\`, expected one that is in \`slos/\`."`,
  )
})
