import { expect, test } from 'vitest'
import { broken, slo, validating } from '../fixtures/good-content.ts'

const POLICY = `  alertPolicies: [{alertPolicyRef: fast}]
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: fast}
spec:
  conditions: [{conditionRef: hour}]
  notificationTargets: [{targetRef: pager}]
---
apiVersion: openslo/v1
kind: AlertCondition
metadata: {name: hour}
spec: {severity: page, condition: {kind: burnrate, op: OP, threshold: FACTOR, lookbackWindow: 1h}}
---
apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata: {name: pager}
spec: {target: pager}
`
const openSlo = (target: string, op: string, factor: string) =>
  broken(slo, '    - target: 0.999\n', `    - target: ${target}\n${POLICY.replace('OP', op).replace('FACTOR', factor)}`)

test.each([
  // 1 / (1 − 0.93) is 14.2857…, 1 / (1 − 0.9306) is 14.4092…; at 0.9 it is 10, which a burn rate reaches and can't pass.
  ['0.93', 'gt', '14.4', 'at most 14.2857'],
  ['0.93', 'gte', '14.2858', 'at most 14.2857'],
  ['0.93', 'gte', '14.2857', null],
  ['0.9306', 'gt', '14.4', null],
  ['0.9', 'gt', '10', 'less than 10'],
  ['0.9', 'gte', '10', null],
  ['0.9', 'gte', '10.00000000000000000001', 'at most 10'],
  ['0.5', 'lt', '14.4', null],
])('At a target of %s an alert that is %s %s: %s', (target, op, factor, expected) => {
  const found = validating(openSlo(target, op, factor))
  if (expected === null) expect(found).toBe('')
  else
    expect(found).toMatch(
      new RegExp(
        String.raw`^error slo-alert-reachable slos/checkout.yaml:41 .*, expected ${expected}: at a target of .*\n  ↳ slos/checkout.yaml:28 The target is here.$`,
      ),
    )
})

const sloth = (objective: string, alerting: string) => ({
  [slo]: `version: prometheus/v1\nservice: checkout\nslos: [{name: requests, objective: ${objective}, sli: {raw: {error_ratio_query: "rate(x[{{.window}}])"}}, alerting: {name: Burns, ${alerting}}}]\n`,
})

// Sloth waits for 14.4 and 6 with a page, for 3 and 1 with a ticket: never at 93.05, 83.33 and 66.66 % and below.
test.each([
  ['93.05', '', 'a page'],
  ['93.06', '', null],
  ['93.05', 'page_alert: {disable: true}', null],
  ['66.66', 'page_alert: {disable: true}', 'a ticket'],
  ['66.67', 'page_alert: {disable: true}', null],
  ['1', 'page_alert: {disable: true}, ticket_alert: {disable: true}', null],
])('At an objective of %s with {%s} Sloth has %s that never fires.', (objective, alerting, expected) => {
  const found = validating(sloth(objective, alerting))
  if (expected === null) expect(found).not.toContain('slo-alert-reachable')
  else expect(found).toContain(`for the ${expected.slice(2)} alert, expected at most`)
})
