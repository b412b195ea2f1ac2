import { expect, test } from 'vitest'
import { broken, slo, validating } from '../fixtures/good-content.ts'

test('A kind that OpenSLO does not have is refused.', () => {
  expect(validating(broken(slo, 'kind: SLO', 'kind: SLA'))).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:2 Unexpected kind "SLA", expected one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget."`,
  )
})

test('The second document of a file is reported at its own line.', () => {
  const second = '---\napiVersion: openslo/v1\nkind: Service\nmetadata: {}\nspec: {}\n'
  expect(validating(broken(slo, '    - target: 0.999\n', `    - target: 0.999\n${second}`))).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:32 Missing \`name\`, expected text."`,
  )
})

const WINDOW = '    - duration: 30d\n      isRolling: true\n'
const calendar = (duration: string, start: string, zone: string) =>
  `    - duration: ${duration}\n      calendar:\n        startTime: ${start}\n        timeZone: ${zone}\n`

/** What is wrong, a passage of a good SLO, what stands in its place, and what is said of it: severity, rule and line. */
const OPENSLO: [string, string, string, string][] = [
  [
    'a month meant as minutes',
    'duration: 30d',
    'duration: 1m',
    'warning slo-schema 24 Unexpected window of 1 minute, expected days at least: `m` are minutes.',
  ],
  [
    'more years than a time can say',
    'duration: 30d',
    'duration: 999999Y',
    'error slo-schema 24 Unexpected window of 999999 years, expected 100 years at most.',
  ],
  [
    'a month in words',
    'duration: 30d',
    'duration: 1 month',
    'error slo-schema 24 Unexpected "1 month", expected a whole number above 0 and m, h, d, w, M, Q or Y, such as 30d.',
  ],
  [
    'nothing long',
    'duration: 30d',
    'duration: 0d',
    'error slo-schema 24 Unexpected "0d", expected a whole number above 0 and m, h, d, w, M, Q or Y, such as 30d.',
  ],
  [
    'two targets',
    'target: 0.999',
    'target: 0.999\n      targetPercent: 99.9',
    'error slo-schema 29 Unexpected `targetPercent` beside `target`, expected one of the two.',
  ],
  [
    'a type by a longer name',
    '            type: Prometheus\n            spec:\n              query: sum(rate(requests_total{code',
    '            metricSourceType: Prometheus\n            spec:\n              query: sum(rate(requests_total{code',
    'warning slo-schema 15 Unexpected key `metricSourceType`, expected `type`.',
  ],
  [
    'an indicator by what it holds',
    '  indicator:\n',
    '  sli:\n',
    'error slo-schema 6 Missing `indicator` or `indicatorRef`, expected one of them.\nwarning slo-schema 7 Unexpected key `sli`, expected `indicator`.',
  ],
  [
    'per cent that are a share',
    'target: 0.999',
    'targetPercent: 0.999',
    'warning slo-schema 28 Unexpected 0.999 per cent, expected per cent and not a share of 1.',
  ],
  [
    'no target',
    '    - target: 0.999\n',
    '    - displayName: any\n',
    'error slo-schema 28 Missing `target` or `targetPercent`, expected one of them.',
  ],
  [
    'all',
    'target: 0.999',
    'target: 1',
    'error slo-schema 28 Unexpected number 1, expected more than 0 and less than 1.',
  ],
  [
    'all in per cent',
    'target: 0.999',
    'targetPercent: 100',
    'error slo-schema 28 Unexpected number 100, expected more than 0 and less than 100.',
  ],
  [
    'nothing',
    'target: 0.999',
    'target: 0',
    'error slo-schema 28 Unexpected number 0, expected more than 0 and less than 1.',
  ],
  [
    'more than all',
    'target: 0.999',
    'target: 1.5',
    'error slo-schema 28 Unexpected number 1.5, expected more than 0 and less than 1.',
  ],
  [
    'per cent as a share',
    'target: 0.999',
    'target: 99.9',
    'error slo-schema 28 Unexpected number 99.9, expected more than 0 and less than 1.',
  ],
  ['per cent in text', 'target: 0.999', 'target: 99.9%', 'error slo-schema 28 Unexpected "99.9%", expected a number.'],
  ['almost all, beyond binary floats', 'target: 0.999', 'target: 0.99999999999999999999', ''],
  [
    'more than all, beyond binary floats',
    'target: 0.999',
    'target: 1.00000000000000000001',
    'error slo-schema 28 Unexpected number 1.00000000000000000001, expected more than 0 and less than 1.',
  ],
  ['not a number', 'target: 0.999', 'target: .nan', 'error slo-schema 28 Unexpected number NaN, expected a number.'],
  [
    'a zone of another planet',
    WINDOW,
    calendar('1M', '2026-01-01 00:00:00', 'Mars/Base'),
    'error slo-schema 27 Unexpected time zone "Mars/Base", expected a name of the tz database such as Europe/Berlin.',
  ],
  [
    'an offset as a zone',
    WINDOW,
    calendar('1M', '2026-01-01 00:00:00', '"+02:00"'),
    'error slo-schema 27 Unexpected time zone "+02:00", expected a name of the tz database such as Europe/Berlin.',
  ],
  [
    'a start in another form',
    WINDOW,
    calendar('1M', '2026-01-01T00:00:00Z', 'Etc/UTC'),
    'error slo-schema 26 Unexpected "2026-01-01T00:00:00Z", expected a local date and time such as 2026-01-01 00:00:00.',
  ],
  [
    'a day that is not there',
    WINDOW,
    calendar('1M', '2026-02-30 00:00:00', 'Etc/UTC'),
    'error slo-schema 26 Unexpected "2026-02-30 00:00:00", expected a local date and time such as 2026-01-01 00:00:00.',
  ],
  [
    'a time in a gap',
    WINDOW,
    calendar('1d', '2026-03-29 02:30:00', 'Europe/Berlin'),
    'error slo-schema 26 Unexpected "2026-03-29 02:30:00", expected a time that clocks in Europe/Berlin show: that day they go forward past it.',
  ],
  [
    'a time that is there twice',
    WINDOW,
    calendar('1d', '2026-10-25 02:30:00', 'Europe/Berlin'),
    'error slo-schema 26 Unexpected "2026-10-25 02:30:00", expected a time that clocks in Europe/Berlin show once: that day they go back, and show it twice.',
  ],
  [
    'hours of a calendar',
    WINDOW,
    calendar('12h', '2026-01-01 00:00:00', 'Etc/UTC'),
    'error slo-schema 24 Unexpected 12 hours of a calendar, expected days, weeks, months, quarters or years.',
  ],
  [
    'minutes of a calendar',
    WINDOW,
    calendar('1m', '2026-01-01 00:00:00', 'Etc/UTC'),
    'error slo-schema 24 Unexpected 1 minute of a calendar, expected days, weeks, months, quarters or years.',
  ],
  [
    'a rolling calendar',
    WINDOW,
    calendar('1M', '2026-01-01 00:00:00', 'Etc/UTC') + '      isRolling: true\n',
    'error slo-schema 25 Unexpected `calendar` of a rolling window, expected one or the other.',
  ],
  [
    'neither rolling nor of a calendar',
    '      isRolling: true\n',
    '',
    'error slo-schema 24 Missing `calendar`, expected it of a window that is not rolling.',
  ],
  ['two windows', WINDOW, WINDOW + WINDOW, 'error slo-schema 24 Unexpected list, expected at most 1 entries.'],
  [
    'good and bad',
    '        good:',
    '        bad: {metricSource: {type: Prometheus, spec: {query: up}}}\n        good:',
    'error slo-schema 13 Unexpected `bad` beside `good`, expected one of the two.',
  ],
  [
    'no total',
    '        total:',
    '        totel:',
    'error slo-schema 12 Missing `total`, expected what all events are counted by.\nwarning slo-schema 18 Unexpected key `totel`, expected `total`.',
  ],
  [
    'neither indicator',
    '  indicator:\n',
    '  indicatr:\n',
    'error slo-schema 6 Missing `indicator` or `indicatorRef`, expected one of them.\nwarning slo-schema 7 Unexpected key `indicatr`, expected `indicator`.',
  ],
  [
    'a name in capitals',
    'name: checkout-availability',
    'name: Checkout_Availability',
    'error slo-schema 4 Unexpected name "Checkout_Availability", expected small letters, digits and hyphens, at most 63, a letter or digit at both ends.',
  ],
  [
    'slices without their length',
    'budgetingMethod: Occurrences',
    'budgetingMethod: RatioTimeslices',
    'error slo-schema 28 Missing `timeSliceWindow`, expected it of a budget in RatioTimeslices.',
  ],
  [
    'slices without both',
    'budgetingMethod: Occurrences',
    'budgetingMethod: Timeslices',
    'error slo-schema 28 Missing `timeSliceTarget`, expected it of a budget in Timeslices.\nerror slo-schema 28 Missing `timeSliceWindow`, expected it of a budget in Timeslices.',
  ],
  [
    'a share of a slice above all',
    'Occurrences\n  objectives:\n    - target: 0.999',
    'Timeslices\n  objectives:\n    - target: 0.999\n      timeSliceTarget: 95\n      timeSliceWindow: 5m',
    'error slo-schema 29 Unexpected number 95, expected more than 0 and at most 1.',
  ],
  [
    'a slice of none',
    'target: 0.999',
    'target: 0.999\n      timeSliceWindow: 5m',
    'warning slo-schema 29 Unexpected `timeSliceWindow` of a budget in Occurrences, expected none: it changes nothing.',
  ],
  [
    'a comparison of a ratio',
    'target: 0.999',
    'target: 0.999\n      op: lte',
    'error slo-schema 29 Unexpected `op` with `ratioMetric`, expected it with `thresholdMetric` alone.',
  ],
  [
    'an unknown key',
    '  service: checkout',
    '  service: checkout\n  team: platform',
    'warning slo-schema 7 Unexpected key `team`, expected one that is known here.',
  ],
  [
    'a key of another case',
    'isRolling: true',
    'isrolling: true',
    'error slo-schema 24 Missing `calendar`, expected it of a window that is not rolling.\nwarning slo-schema 25 Unexpected key `isrolling`, expected `isRolling`.',
  ],
  [
    'another version',
    'openslo/v1\n',
    'openslo/v2\n',
    'error slo-schema 1 Unexpected "openslo/v2", expected openslo/v1.',
  ],
  [
    'a broken query',
    'sum(rate(requests_total[{{.window}}]))',
    'sum(rate(requests_total[{{.window}}])',
    'error slo-schema 22 Unexpected end of the query, expected more PromQL.',
  ],
  [
    'a rate of no range',
    'sum(rate(requests_total[{{.window}}]))',
    'sum(rate(requests_total))',
    'error slo-schema 22 Unexpected `rate(requests_total)` without a range, expected one behind what it is of.',
  ],
  [
    'a range that is summed',
    'sum(rate(requests_total[{{.window}}]))',
    'sum(requests_total[5m])',
    'error slo-schema 22 Unexpected range `requests_total[5m]`, expected one value at a time there.',
  ],
  [
    'alert policies by their bare names',
    '  budgetingMethod',
    '  alertPolicies: [fast]\n  budgetingMethod',
    "error slo-reference 26 Unexpected AlertPolicy `fast`, expected one that is in `slos/`.\nwarning slo-schema 26 Unexpected bare name of an alert policy, expected `alertPolicyRef`: OpenSLO's tools of today don't read it.",
  ],
  [
    'two conditions',
    '    - target: 0.999\n',
    '    - target: 0.999\n---\napiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: {name: fast}\nspec:\n  conditions: [{conditionRef: a}, {conditionRef: b}]\n  notificationTargets: [{targetRef: c}]\n',
    'error slo-schema 34 Unexpected list, expected at most 1 entries.',
  ],
  [
    'a policy within',
    '    - target: 0.999\n',
    '    - target: 0.999\n  alertPolicies:\n    - kind: AlertPolicy\n      metadata: {name: fast}\n      spec: {conditions: [{kind: AlertCondition, metadata: {name: c}, spec: {severity: page, condition: {kind: burnrate, op: gte, threshold: 2, lookbackWindow: 1hour}}}], notificationTargets: [{kind: AlertNotificationTarget, metadata: {name: t}, spec: {target: pager}}]}\n',
    'error slo-schema 32 Unexpected "1hour", expected a whole number above 0 and m, h, d, w, M, Q or Y, such as 30d.',
  ],
  [
    'a data source',
    '    - target: 0.999\n',
    '    - target: 0.999\n---\napiVersion: openslo/v1\nkind: DataSource\nmetadata: {name: fast}\nspec: {type: Prometheus}\n',
    'error slo-schema 33 Missing `connectionDetails`, expected how to reach it.',
  ],
]
test.each(OPENSLO)('OpenSLO: %s.', (_, passage, by, expected) => {
  expect(validating(broken(slo, passage, by)).replaceAll(' slos/checkout.yaml:', ' ')).toBe(expected)
})

/** Each document of a text as a list of its own. */
const asListed = (text: string) =>
  text
    .split(/^(?=---\n)/m)
    .map((one) => one.replaceAll(/^(?!---$)(?=.)/gm, '  ').replace('  ', '- '))
    .join('')

test.each(OPENSLO)('OpenSLO, in a list as its tools write it: %s.', (_, passage, by, expected) => {
  const files = broken(slo, passage, by)
  const listed = validating({ ...files, [slo]: asListed(files[slo] ?? '') })
  expect(listed.replaceAll(' slos/checkout.yaml:', ' ')).toBe(expected)
})

test('Each entry of a list of manifests is a document, and so are those that stand below it.', () => {
  const service = (name: string) => `apiVersion: openslo/v1\nkind: Service\nmetadata: {name: ${name}}\n`
  const nameless = service('x').replace('name: x', '')
  const text = `${asListed(service('a'))}${asListed(nameless)}---\n${nameless}`
  expect(validating({ [slo]: text })).toMatchInlineSnapshot(`
    "error slo-schema slos/checkout.yaml:6 Missing \`name\`, expected text.
    error slo-schema slos/checkout.yaml:10 Missing \`name\`, expected text."
  `)
})

interface Sloth {
  name?: string
  objective?: string
  error?: string
  sli?: string
  alerting?: string
  more?: string
}
const sloth = ({
  name = 'requests',
  objective = '99.9',
  error = 'sum(rate(bad_total[{{.window}}]))',
  sli = `{events: {error_query: '${error}', total_query: 'sum(rate(all_total[{{.window}}]))'}}`,
  alerting = '{name: CheckoutBurns}',
  more = '',
}: Sloth) =>
  `version: prometheus/v1\nservice: checkout\nslos:\n  - name: ${name}\n    objective: ${objective}\n    sli: ${sli}\n    alerting: ${alerting}\n${more}`

/** The same of a file of Sloth's. What is right here Sloth's own validator accepts, what is an error it refuses. */
const SLOTH: [string, Sloth, string][] = [
  ['a good one', {}, ''],
  ['numbers and truth values as labels', { more: '    labels: {tier: 1, on: true}\n' }, ''],
  [
    'more than all',
    { objective: '101' },
    'error slo-schema 5 Unexpected number 101, expected more than 0 and at most 100: per cent.',
  ],
  [
    'nothing',
    { objective: '0' },
    'error slo-schema 5 Unexpected number 0, expected more than 0 and at most 100: per cent.',
  ],
  [
    'less than nothing',
    { objective: '-1' },
    'error slo-schema 5 Unexpected number -1, expected more than 0 and at most 100: per cent.',
  ],
  [
    'all',
    { objective: '100' },
    'warning slo-schema 5 Unexpected objective of 100 per cent, expected less: it leaves no error budget.',
  ],
  [
    'a little more than all',
    { objective: '100.0001' },
    'error slo-schema 5 Unexpected number 100.0001, expected more than 0 and at most 100: per cent.',
  ],
  ['a number in quotes', { objective: '"99.9"' }, 'error slo-schema 5 Unexpected "99.9", expected a number.'],
  [
    'a name of one letter',
    { name: 'a' },
    'error slo-schema 4 Unexpected name "a", expected two or more letters, digits, `.`, `_` and `-`, a letter or digit at both ends.',
  ],
  [
    'a name with a brace',
    { name: '"a{b"' },
    'error slo-schema 4 Unexpected name "a{b", expected two or more letters, digits, `.`, `_` and `-`, a letter or digit at both ends.',
  ],
  [
    'a name that ends in `_`',
    { name: 'abc_' },
    'error slo-schema 4 Unexpected name "abc_", expected two or more letters, digits, `.`, `_` and `-`, a letter or digit at both ends.',
  ],
  [
    'an alert without a name',
    { alerting: '{page_alert: {disable: true}}' },
    'error slo-schema 7 Missing `name`, expected what the alerts are called.',
  ],
  ['no alerts', { alerting: '{page_alert: {disable: true}, ticket_alert: {disable: true}}' }, ''],
  ['nothing of alerts', { alerting: '' }, 'error slo-schema 7 Missing `name`, expected what the alerts are called.'],
  [
    'a query without its window',
    { error: 'sum(rate(bad_total[5m]))' },
    'error slo-schema 6 Missing `{{.window}}` in the query, expected it in the place of the range: Sloth makes one rule for each window.',
  ],
  [
    'two queries that are one',
    { error: 'sum(rate(all_total[{{.window}}]))' },
    'error slo-schema 6 Unexpected query, expected another one than that of all events.',
  ],
  [
    'a query that nobody can read',
    { error: 'sum(rate(bad_total{[{{ .window }}]))' },
    'error slo-schema 6 Unexpected `[1m]))` in the query, expected PromQL.',
  ],
  ['no indicator', { sli: '{}' }, 'error slo-schema 6 Missing `events` or `raw`, expected one of them.'],
  [
    'two indicators',
    {
      sli: "{raw: {error_ratio_query: 'rate(x[{{.window}}])'}, events: {error_query: 'rate(x[{{.window}}])', total_query: 'rate(y[{{.window}}])'}}",
    },
    'error slo-schema 6 Unexpected `raw` beside `events`, expected one of the two.',
  ],
  [
    'a plugin',
    { sli: '{plugin: {id: sloth-common/x, options: {a: b}}}' },
    'warning slo-schema 6 Unexpected plugin "sloth-common/x", expected queries: no plugin is run here, and `evenkeel rules` makes no rules of this SLO.',
  ],
  [
    'plugins for its rules',
    { more: '    plugins: {chain: [{id: sloth.dev/core/debug/v1}, {id: acme/labels/v1, config: {a: b}}]}\n' },
    [
      'warning slo-schema 8 Unexpected plugin "sloth.dev/core/debug/v1", expected none: no plugin is run here, and what it would do to the rules isn\'t done.',
      'warning slo-schema 8 Unexpected plugin "acme/labels/v1", expected none: no plugin is run here, and what it would do to the rules isn\'t done.',
    ].join('\n'),
  ],
  [
    "plugins instead of Sloth's own",
    { more: '    plugins: {overridePrevious: true, chain: [{id: acme/all/v1}]}\n' },
    [
      "warning slo-schema 8 Unexpected `overridePrevious`, expected Sloth's own plugins: their rules are made here all the same.",
      'warning slo-schema 8 Unexpected plugin "acme/all/v1", expected none: no plugin is run here, and what it would do to the rules isn\'t done.',
    ].join('\n'),
  ],
  [
    'a blank label',
    { more: '    labels: {team: ""}\n' },
    'error slo-schema 8 Unexpected blank label, expected some text.',
  ],
  [
    "the metric's name as a label",
    { more: '    labels: {__name__: x}\n' },
    'error slo-schema 8 Unexpected label `__name__`, expected another name.',
  ],
  [
    'a blank annotation',
    { alerting: '{name: X, annotations: {a: ""}}' },
    'error slo-schema 7 Unexpected blank annotation, expected some text.',
  ],
  [
    'a key of the manifest',
    { alerting: '{name: X, pageAlert: {disable: true}}' },
    'warning slo-schema 7 Unexpected key `pageAlert`, expected `page_alert`.',
  ],
  [
    'no plugin left',
    { more: '    plugins: {overridePrevious: true}\n' },
    'error slo-schema 8 Unexpected `overridePrevious` without plugins, expected at least one in `chain`.',
  ],
]
test.each(SLOTH)('Sloth: %s.', (_, over, expected) => {
  const found = validating({ [slo]: sloth(over) }).replaceAll(' slos/checkout.yaml:', ' ')
  // Whose runbook its alerts have is another rule's.
  const own = found.split('\n').filter((line) => !line.startsWith('warning alert-has-runbook'))
  expect(own.join('\n')).toBe(expected)
})

test("Sloth's manifest has its own keys, and is held to the same.", () => {
  const manifest = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: checkout, namespace: shop, creationTimestamp: 2026-01-01T00:00:00Z}
spec:
  service: checkout
  slos:
    - name: requests
      objective: 99.9
      sli: {raw: {errorRatioQuery: 'sum(rate(bad_total[{{.window}}]))'}}
      alerting: {pageAlert: {disable: true}, ticketAlert: {disable: true}}
`
  expect(validating({ [slo]: manifest })).toBe('')
  expect(validating({ [slo]: manifest.replace('99.9', '101').replace('pageAlert', 'page_alert') }))
    .toMatchInlineSnapshot(`
    "error slo-schema slos/checkout.yaml:8 Unexpected number 101, expected more than 0 and at most 100: per cent.
    error slo-schema slos/checkout.yaml:10 Missing \`name\`, expected what the alerts are called.
    warning slo-schema slos/checkout.yaml:10 Unexpected key \`page_alert\`, expected \`pageAlert\`."
  `)
  const plugins = '  sloPlugins: {chain: [{id: acme/labels/v1}]}\n  slos:'
  expect(validating({ [slo]: manifest.replace('  slos:', plugins) })).toMatchInlineSnapshot(
    `"warning slo-schema slos/checkout.yaml:6 Unexpected plugin "acme/labels/v1", expected none: no plugin is run here, and what it would do to the rules isn't done."`,
  )
  expect(validating({ [slo]: manifest.replace('service: checkout', 'service: ""') })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:5 Unexpected blank text, expected a name."`,
  )
})

test('An SLO of v1alpha is read as Sloth reads it.', () => {
  const alpha = `apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: requests}
spec:
  service: checkout
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
      ratioMetrics:
        good: {source: prometheus, queryType: promql, query: 'sum(rate(good_total[{{.window}}]))'}
        total: {source: prometheus, queryType: promql, query: 'sum(rate(all_total[{{.window}}]))'}
  timeWindows: [{count: 30, unit: Day}]
`
  expect(validating({ [slo]: alpha })).toBe('')
  expect(validating({ [slo]: alpha.replace('0.999', '1') })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:8 Unexpected number 1, expected more than 0 and less than 1."`,
  )
  expect(validating({ [slo]: alpha.replaceAll('[{{.window}}]', '[5m]') })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:10 Missing \`{{.window}}\` in the query, expected it in the place of the range: Sloth makes one rule for each window."`,
  )
  expect(validating({ [slo]: alpha.replace('good: {', 'god: {') })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:10 Unexpected key \`god\`, expected \`good\`."`,
  )
})

test("A service of v1alpha says nothing that the catalogue doesn't; its other kinds are v1's.", () => {
  const service = 'apiVersion: openslo/v1alpha\nkind: Service\nmetadata: {name: checkout}\n'
  expect(validating({ [slo]: service })).toBe('')
  expect(validating({ [slo]: service.replace('Service', 'AlertPolicy') })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:2 Unexpected kind "AlertPolicy", expected one of SLO, Service."`,
  )
})

test('A target of slices that only OpenSLO asks for in v1alpha is a warning.', () => {
  const alpha = `apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: requests}
spec:
  service: checkout
  budgetingMethod: Timeslices
  objectives:
    - target: 0.999
      ratioMetrics:
        good: {source: prometheus, queryType: promql, query: 'sum(rate(good_total[{{.window}}]))'}
        total: {source: prometheus, queryType: promql, query: 'sum(rate(all_total[{{.window}}]))'}
`
  expect(validating({ [slo]: alpha })).toMatchInlineSnapshot(
    `"warning slo-schema slos/checkout.yaml:8 Missing \`timeSliceTarget\`, expected it of a budget in Timeslices. It is watched as one of events."`,
  )
})

test('What people keep beside their SLOs is told where it belongs, and nothing else.', () => {
  const windows = 'apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec: {sloPeriod: 30d}\n'
  expect(validating({ [slo]: windows })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:2 Unexpected AlertWindows among SLOs, expected SLOs."`,
  )
  const rules = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: []}\n'
  expect(validating({ [slo]: rules })).toMatchInlineSnapshot(
    `"error slo-schema slos/checkout.yaml:2 Unexpected PrometheusRule among SLOs, expected SLOs."`,
  )
})

test('What is missing is told as what people write, although a number would be taken for it.', () => {
  expect(validating({ [slo]: sloth({}).replace(/^service:.*\n/m, '') })).toContain('Missing `service`, expected text.')
})
