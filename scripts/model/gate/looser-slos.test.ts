import { expect, test } from 'vitest'
import { INDICATOR, slosFrom } from '../../fixtures/slo-sample.ts'
import { loosenedIn, looserSlos } from './looser-slos.ts'

const OPEN = `apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-availability}
spec:
  service: checkout
  indicator: ${INDICATOR}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{displayName: All, target: 0.999}, {displayName: Most, target: 0.99}]
  alertPolicies: [{kind: AlertPolicy, metadata: {name: fast}, spec: {alertWhenBreaching: true, conditions: [{kind: AlertCondition, metadata: {name: burn}, spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h}}}], notificationTargets: [{kind: AlertNotificationTarget, metadata: {name: them}, spec: {target: pager}}]}}]
`
const ALPHA = `apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: checkout-availability}
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindows: [{count: 30, unit: Day, isRolling: true}]
  objectives: [{target: 0.999, ratioMetrics: {counter: true, good: {source: prometheus, queryType: promql, query: good_total}, total: {source: prometheus, queryType: promql, query: all_total}}}]
`
const SLOTH = `version: prometheus/v1
service: checkout
labels: {owner: platform}
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(bad_total[{{.window}}]))
        total_query: sum(rate(all_total[{{.window}}]))
    alerting: {name: CheckoutBurns, labels: {severity: page}, page_alert: {disable: false}, ticket_alert: {disable: false}}
`
const MANIFEST = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: checkout}
spec:
  service: checkout
  labels: {owner: platform}
  slos:
    - name: availability
      objective: 99.9
      sli:
        events:
          errorQuery: sum(rate(bad_total[{{.window}}]))
          totalQuery: sum(rate(all_total[{{.window}}]))
      alerting: {name: CheckoutBurns, labels: {severity: page}, pageAlert: {disable: false}, ticketAlert: {disable: false}}
`
const CALENDAR = OPEN.replace(
  '{duration: 30d, isRolling: true}',
  '{duration: 1M, calendar: {startTime: "2026-01-01 00:00:00", timeZone: Europe/Berlin}}',
)
const SLICES = OPEN.replace('Occurrences', 'Timeslices').replaceAll(
  /target: (0\.9+)/g,
  'target: $1, timeSliceTarget: 0.9, timeSliceWindow: 5m',
)

const told = (before: string, after: string, file = 'slos/s.yaml', touched = [file]) =>
  looserSlos(slosFrom(before), after === '' ? [] : slosFrom(after, file), new Set(touched)).map(
    ({ slo, what }) => `${slo} ${what}`,
  )

/** What was written, what takes its place, and what is said. */
const LOOSER: [string, string, [string | RegExp, string][], string[]][] = [
  ['a lower target', OPEN, [['0.999', '0.998']], ['promises 99.8 % and no longer 99.9 %']],
  ['a lower one in the last digit', OPEN, [['0.999', '0.99899999']], ['promises 99.899999 % and no longer 99.9 %']],
  ['a lower target of its second objective', OPEN, [['0.99}', '0.98}']], ['promises 98 % and no longer 99 %']],
  [
    'a target as per cent that is lower',
    OPEN,
    [['target: 0.999', 'targetPercent: 99.8']],
    ['promises 99.8 % and no longer 99.9 %'],
  ],
  ['a lower target in v1alpha', ALPHA, [['0.999', '0.99']], ['promises 99 % and no longer 99.9 %']],
  ['a lower target in Sloth', SLOTH, [['99.9', '99']], ['promises 99 % and no longer 99.9 %']],
  ['a lower target in a manifest', MANIFEST, [['99.9', '99']], ['promises 99 % and no longer 99.9 %']],
  // What can't be kept has no budget, so nothing is ever spent.
  ['a target that leaves no budget', SLOTH, [['99.9', '100']], ['promises 100 % and no longer 99.9 %']],
  ['an objective less', OPEN, [[', {displayName: Most, target: 0.99}', '']], ['has an objective less']],
  [
    'two objectives that were one',
    OPEN,
    [
      [
        '[{displayName: All, target: 0.999}, {displayName: Most, target: 0.99}]',
        '[{displayName: Most, target: 0.999}, {target: 0.9}]',
      ],
    ],
    ['has other objectives'],
  ],
  ['a shorter window', OPEN, [['30d', '7d']], ['counts over 7d and no longer over 30d']],
  ['a longer window', OPEN, [['30d', '90d']], ['counts over 90d and no longer over 30d']],
  [
    'a window of the calendar',
    OPEN,
    [
      [
        '{duration: 30d, isRolling: true}',
        '{duration: 1M, calendar: {startTime: "2026-01-01 00:00:00", timeZone: Etc/UTC}}',
      ],
    ],
    ['counts in a month of Etc/UTC and no longer over 30d'],
  ],
  [
    'another time zone',
    CALENDAR,
    [['Europe/Berlin', 'America/New_York']],
    ['counts in a month of America/New_York and no longer in a month of Europe/Berlin'],
  ],
  [
    'months that begin on another day',
    CALENDAR,
    [['2026-01-01', '2026-01-15']],
    ['has periods that begin at another time'],
  ],
  [
    'another method',
    OPEN,
    [
      ['Occurrences', 'Timeslices'],
      [/target: (0\.9+)/g, 'target: $1, timeSliceTarget: 0.9, timeSliceWindow: 5m'],
    ],
    ['counts in another way'],
  ],
  ['slices that may be worse', SLICES, [[/timeSliceTarget: 0.9/g, 'timeSliceTarget: 0.5']], ['counts in another way']],
  ['longer slices', SLICES, [[/5m/g, '60m']], ['counts in another way']],
  ['another query', OPEN, [['good_total', 'all_total']], ['is measured by another indicator']],
  ['another query in Sloth', SLOTH, [['bad_total', 'none_total']], ['is measured by another indicator']],
  [
    'an indicator that is not there',
    OPEN,
    [[`indicator: ${INDICATOR}`, 'indicatorRef: nowhere']],
    ['is measured by another indicator'],
  ],
  [
    'another service',
    OPEN,
    [['service: checkout', 'service: search']],
    ['is of the service search and no longer of checkout'],
  ],
  [
    'another service in Sloth, which makes another id of it',
    SLOTH,
    [['service: checkout', 'service: search']],
    ['is gone'],
  ],
  ['another name', OPEN, [['checkout-availability', 'checkout-available']], ['is gone']],
  ['a case of its name that is another', SLOTH, [['availability', 'Availability']], ['is gone']],
  ['no alerts', OPEN, [[/ {2}alertPolicies.*\n/, '']], ['has no longer the alerts that it had']],
  ['an alert that fires later', OPEN, [['14.4', '14.5']], ['has no longer the alerts that it had']],
  [
    'an alert that does not fire',
    OPEN,
    [['alertWhenBreaching: true', 'alertWhenBreaching: false']],
    ['has no longer the alerts that it had'],
  ],
  ['an alert that tells somebody else', OPEN, [['pager', 'nobody']], ['has no longer the alerts that it had']],
  [
    'no page',
    SLOTH,
    [['page_alert: {disable: false}', 'page_alert: {disable: true}']],
    ['has no longer the alerts that it had'],
  ],
  [
    'a page that goes elsewhere',
    SLOTH,
    [['severity: page', 'severity: none']],
    ['has no longer the alerts that it had'],
  ],
  [
    'labels that lead elsewhere',
    SLOTH,
    [['owner: platform', 'owner: search']],
    ['has no longer the alerts that it had'],
  ],
  [
    'no ticket, in a manifest',
    MANIFEST,
    [['ticketAlert: {disable: false}', 'ticketAlert: {disable: true}']],
    ['has no longer the alerts that it had'],
  ],
]
test.each(LOOSER)('An SLO with %s is looser.', (_, before, edits, what) => {
  const after = edits.reduce((text, [from, to]) => text.replace(from, to), before)
  expect(after).not.toBe(before)
  // Under another name, in front of another one, or behind it: a file is no hiding place.
  for (const file of ['slos/s.yaml', 'slos/elsewhere.yaml'])
    expect(told(before, after, file).map((line) => line.replace(/^\S+ /, ''))).toEqual(what)
})

const SAME: [string, string, [string | RegExp, string][]][] = [
  ['a higher target', OPEN, [['0.999', '0.9995']]],
  ['the same target in other digits', OPEN, [['0.999', '0.99900']]],
  ['the same target as per cent', OPEN, [['target: 0.999', 'targetPercent: 99.9']]],
  ['the same window in other words', OPEN, [['30d', '720h']]],
  ['the window that would be taken anyway', OPEN, [[/ {2}timeWindow.*\n/, '']]],
  ['an objective more', OPEN, [['{displayName: Most', '{displayName: Half, target: 0.5}, {displayName: Most']]],
  ['objectives in another order', OPEN, [[/\[(\{displayName: All.*?\}), (.*?\})\]/, '[$2, $1]']]],
  ['a description', OPEN, [['  service:', '  description: What customers need.\n  service:']]],
  ['an annotation', OPEN, [['{name: checkout-availability}', '{name: checkout-availability, annotations: {a: b}}']]],
  ['a higher target in Sloth', SLOTH, [['99.9', '99.95']]],
  [
    'alerts where there were none',
    OPEN.replace(/ {2}alertPolicies.*\n/, ''),
    [[/$/, OPEN.match(/ {2}alertPolicies.*\n/)?.[0] ?? '']],
  ],
  ['the manifest for the file', SLOTH, [[/[^]*/, MANIFEST]]],
  ['the file for the manifest', MANIFEST, [[/[^]*/, SLOTH]]],
]
test.each(SAME)('An SLO with %s is not.', (_, before, edits) => {
  const after = edits.reduce((text, [from, to]) => text.replace(from, to), before)
  expect(told(before, after, 'slos/elsewhere.yaml')).toEqual([])
})

test('Another format that says the same, as far as anybody can tell, is the same; what says less is looser.', () => {
  const v1 = `apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-availability}
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindow: [{duration: 30d, isRolling: true}]
  indicator: {metadata: {name: i}, spec: {ratioMetric: {counter: true, good: {metricSource: {type: prometheus, spec: {query: good_total}}}, total: {metricSource: {type: prometheus, spec: {query: all_total}}}}}}
  objectives: [{target: 0.999}]
`
  expect(told(ALPHA, v1)).toEqual([])
  expect(told(ALPHA, v1.replace('0.999', '0.99'))).toEqual(['checkout-availability promises 99 % and no longer 99.9 %'])
  // Nobody can tell whether errors out of all are the same as all but the good ones.
  expect(told(v1, SLOTH)).toEqual(['checkout-availability is measured by another indicator'])
  expect(told(SLOTH, v1)).toEqual([
    'checkout-availability is measured by another indicator',
    'checkout-availability has no longer the alerts that it had',
  ])
})

test('An SLO that is taken away, or stands there twice, is looser; a new one is not.', () => {
  expect(told(OPEN, '')).toEqual(['checkout-availability is gone'])
  expect(told(OPEN, `${OPEN}---\n${OPEN.replace('0.999', '0.9')}`)).toEqual([
    'checkout-availability stands there twice',
  ])
  expect(told(OPEN, `${OPEN}---\n${OPEN.replace('checkout-availability', 'other')}`)).toEqual([])
})

test('A query that its source keeps to itself is the same only where its file is.', () => {
  const datadog = OPEN.replaceAll('type: Prometheus, spec: {query:', 'type: Datadog, spec: {q:')
  expect(told(datadog, datadog, 'slos/s.yaml', ['slos/other.yaml'])).toEqual([])
  expect(told(datadog, datadog, 'slos/s.yaml')).toEqual(['checkout-availability is measured by another indicator'])
})

test('An indicator and an alert that stand in another file count as well.', () => {
  const sli = (query: string) => `apiVersion: openslo/v1
kind: SLI
metadata: {name: good}
spec: {ratioMetric: {counter: true, good: {metricSource: {type: Prometheus, spec: {query: '${query}'}}}, total: {metricSource: {type: Prometheus, spec: {query: all_total}}}}}
`
  const slo = OPEN.replace(`indicator: ${INDICATOR}`, 'indicatorRef: good')
  expect(told(`${slo}---\n${sli('good_total')}`, `${slo}---\n${sli('good_total')}`)).toEqual([])
  expect(told(`${slo}---\n${sli('good_total')}`, `${slo}---\n${sli('all_total')}`)).toEqual([
    'checkout-availability is measured by another indicator',
  ])
})

test('What cannot be read promises nothing that anybody knows.', () => {
  const slos = { catalog: { slos: slosFrom(OPEN), services: [] as unknown[] } } as Parameters<
    typeof loosenedIn
  >[0]['base']
  const unread = { file: 'slos/b.yaml', line: 1, column: 1, why: '' }
  const asked = (touched: string[], base: (typeof unread)[], head: (typeof unread)[]) =>
    loosenedIn({ base: slos, head: slos, touched, settingsUnread: { base, head } }).flatMap(({ why }) => why)
  expect(asked(['slos/a.yaml'], [], [])).toEqual([])
  for (const [base, head] of [
    [[unread], []],
    [[], [unread]],
    [[unread], [unread]],
  ] as const)
    expect(asked(['slos/a.yaml'], [...base], [...head])).toEqual([
      "`slos/b.yaml` can't be read whole, so nobody knows what it promises.",
    ])
  expect(asked(['services/a.yaml'], [unread], [unread])).toEqual([])
})
