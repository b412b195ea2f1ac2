import { expect, test } from 'vitest'
import { INDICATOR, slosFrom } from '../../fixtures/slo-sample.ts'
import { fraction } from '../rational.ts'
import { DAY } from '../time.ts'
import { percentText } from './objective.ts'

const slo = (name: string, spec: string) => `apiVersion: openslo/v1
kind: SLO
metadata: {name: ${name}}
spec:
  service: booking
  budgetingMethod: Occurrences
${spec}`

test('Every objective is read, and its target is the fraction that was written.', () => {
  const [one] = slosFrom(
    slo(
      'many',
      `  indicator: ${INDICATOR}
  objectives:
    - {displayName: most, target: 0.999}
    - {target: 0.99999999999999999999}
    - {targetPercent: 99.95}
    - {target: 9.99e-1}
    - target: &all 0.9
    - {target: *all}
`,
    ),
  )
  expect(one?.objectives.map(({ target }) => fraction(target))).toEqual([
    '999/1000',
    '99999999999999999999/100000000000000000000',
    '1999/2000',
    '999/1000',
    '9/10',
    '9/10',
  ])
  expect(one?.objectives.map(({ target }) => percentText(target))).toEqual([
    '99.9',
    '99.999999999999999999',
    '99.95',
    '99.9',
    '90',
    '90',
  ])
  expect(one?.objectives.map(({ name }) => name)).toEqual(['most', null, null, null, null, null])
})

test('Windows roll, or belong to a calendar; without one it is left to the tool.', () => {
  const window = (text: string) =>
    slosFrom(slo('w', `  indicator: ${INDICATOR}\n${text}  objectives: [{target: 0.9}]\n`))[0]?.window
  const rolling = (duration: string) => window(`  timeWindow: [{duration: ${duration}, isRolling: true}]\n`)
  expect(['90m', '4w', '1M', '1Q', '1Y'].map(rolling)).toEqual(
    [0.0625, 28, 30, 90, 365].map((days) => ({ kind: 'rolling', length: days * DAY })),
  )
  expect(
    window('  timeWindow: [{duration: 2Q, calendar: {startTime: 2026-01-01 06:30:00, timeZone: Europe/Berlin}}]\n'),
  ).toEqual({ kind: 'calendar', unit: 'quarter', count: 2, start: '2026-01-01T06:30:00', time_zone: 'Europe/Berlin' })
  expect(window('')).toBeNull()
})

test('What an SLO refers to is found in other documents, and each part says where it stands.', () => {
  const [one] = slosFrom(`${slo(
    'refers',
    `  indicatorRef: good
  objectives: [{target: 0.9}]
  alertPolicies: [{alertPolicyRef: fast}, slow, {alertPolicyRef: nowhere}]
`,
  )}---
apiVersion: openslo/v1
kind: DataSource
metadata: {name: prom}
spec: {type: Prometheus, connectionDetails: {url: "https://prometheus.example"}}
---
apiVersion: openslo/v1
kind: SLI
metadata: {name: good}
spec: {ratioMetric: {counter: true, bad: {metricSource: {metricSourceRef: prom, spec: {query: bad}}}, total: {metricSource: {type: Datadog, spec: {query: all}}}}}
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: fast}
spec:
  alertWhenBreaching: true
  conditions: [{conditionRef: hour}]
  notificationTargets: [{targetRef: pager}, {kind: AlertNotificationTarget, metadata: {name: mail}, spec: {target: mail}}]
---
apiVersion: openslo/v1
kind: AlertCondition
metadata: {name: hour}
spec: {severity: page, condition: {kind: burnrate, op: gte, threshold: 4.20, lookbackWindow: 1h}}
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: slow}
spec:
  conditions: [{kind: AlertCondition, metadata: {name: day}, spec: {severity: ticket, condition: {kind: burnrate, op: gt, threshold: 1, lookbackWindow: 1d}}}]
  notificationTargets: [{targetRef: pager}]
---
apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata: {name: pager}
spec: {target: pager-of-booking}
`)
  expect(one?.objectives[0].indicator).toMatchObject({
    kind: 'ratio',
    of: 'bad',
    part: { text: 'bad', source: 'prometheus', at: { document: 2 } },
    total: { text: 'all', source: 'datadog' },
  })
  expect(
    one?.alert_policies.map(({ name, conditions, targets, when }) => ({
      name,
      breaching: when.breaching,
      factors: conditions.map(({ threshold, severity, at }) => [fraction(threshold), severity, at.document]),
      targets: targets.map(({ target }) => target),
    })),
  ).toEqual([
    { name: 'fast', breaching: true, factors: [['21/5', 'page', 4]], targets: ['pager-of-booking', 'mail'] },
    { name: 'slow', breaching: false, factors: [['1', 'ticket', 5]], targets: ['pager-of-booking'] },
  ])
})

test('An SLO of several indicators has one in each objective.', () => {
  const raw = (kind: string) =>
    `{metadata: {name: own}, spec: {ratioMetric: {counter: false, rawType: ${kind}, raw: {metricSource: {type: Prometheus, spec: {query: share}}}}}}`
  const [one] = slosFrom(
    slo(
      'composite',
      `  objectives:\n    - {target: 0.9, indicator: ${raw('success')}}\n    - {target: 0.8, compositeWeight: 2, indicator: ${raw('failure')}}\n`,
    ),
  )
  expect(one?.objectives.map(({ indicator }) => indicator)).toMatchObject([
    { kind: 'raw_ratio', of: 'good' },
    { kind: 'raw_ratio', of: 'bad' },
  ])
})

test("Sloth's file and manifest say the same: labels of the file below those of the SLO, alerts as they are written.", () => {
  const [file] = slosFrom(`version: prometheus/v1
service: shop
labels: {team: web, tier: 1}
slos:
  - name: requests
    objective: 99.95
    labels: {tier: 2}
    sli: {events: {error_query: 'rate(bad[{{.window}}])', total_query: 'rate(all[{{.window}}])'}}
    alerting: {name: Burns, annotations: {summary: It burns}, page_alert: {labels: {severity: page}}, ticket_alert: {disable: true}}
`)
  const [manifest] = slosFrom(`apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: shop-slos, namespace: shops}
spec:
  service: shop
  labels: {team: web, tier: "1"}
  slos:
    - name: requests
      objective: 99.95
      labels: {tier: "2"}
      sli: {events: {errorQuery: 'rate(bad[{{.window}}])', totalQuery: 'rate(all[{{.window}}])'}}
      alerting: {name: Burns, annotations: {summary: It burns}, pageAlert: {labels: {severity: page}}, ticketAlert: {disable: true}}
`)
  expect(file).toMatchObject({
    id: 'shop-requests',
    spec_name: 'requests',
    labels: { team: 'web', tier: '2' },
    window: null,
    alerting: {
      name: 'Burns',
      page_alert: { disable: false, labels: { severity: 'page' } },
      ticket_alert: { disable: true },
    },
    objectives: [{ target: { num: 1999n, den: 2000n } }],
  })
  for (const key of ['id', 'labels', 'alerting', 'service'] as const) expect(manifest?.[key]).toEqual(file?.[key])
  expect(manifest?.manifest).toEqual({ name: 'shop-slos', namespace: 'shops', labels: {}, annotations: {} })
  expect(manifest?.servicePath).toEqual(['spec', 'service'])
})
