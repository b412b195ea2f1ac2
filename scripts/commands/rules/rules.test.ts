import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { GOOD, runbook } from '../../fixtures/good-content.ts'
import { runIn } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-rules-'))
const SLOTH = `version: prometheus/v1
service: checkout
labels: {tier: "1"}
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
    alerting:
      name: CheckoutBudgetBurn
      page_alert: {labels: {severity: page}}
      ticket_alert: {labels: {severity: ticket}}
`
const OPENSLO = `apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-fast}
spec:
  service: checkout
  indicator:
    metadata: {name: fast}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(fast_total[{{.window}}]))'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(all_total[{{.window}}]))'}}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.99}]
`
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
}
const rules = (...args: string[]) => runIn(top, 'rules', '--now', '2026-11-23T09:00:00Z', ...args)

interface Group {
  name: string
  rules: {
    record?: string
    alert?: string
    expr: string
    labels: Record<string, string>
    annotations?: Record<string, string>
  }[]
}
const groupsOf = (text: string): Group[] => (parse(text) as { groups: Group[] }).groups
const rulesOf = (text: string) => groupsOf(text).flatMap((group) => group.rules)
const alertsIn = (text: string) => rulesOf(text).filter(({ alert }) => alert !== undefined)
const exprOf = (text: string, record: string) => rulesOf(text).find((rule) => rule.record === record)?.expr

beforeAll(() => {
  for (const [path, text] of Object.entries(GOOD)) if (!path.startsWith('slos/')) put(`content/${path}`, text)
  put('sloth.yaml', SLOTH)
  put('openslo.yaml', OPENSLO)
})
beforeEach(() => {
  rmSync(join(top, 'content/slos'), { recursive: true, force: true })
  rmSync(join(top, 'out'), { recursive: true, force: true })
  put('content/slos/checkout.yaml', SLOTH)
})
afterAll(() => rmSync(top, { recursive: true }))

test('Of a file named the alerts say nothing of the records.', async () => {
  const { code, stdout } = await rules('sloth.yaml')
  const [page] = alertsIn(stdout)
  expect(page?.labels).toEqual({ sloth_severity: 'page', severity: 'page' })
  expect(Object.keys(page?.annotations ?? {})).toEqual(['title', 'summary'])
  expect(code).toBe(0)
})

test('Of the content each alert leads to its page on the ops site, and to the team of the service.', async () => {
  put('content/site.yaml', 'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example/in/\n')
  const { code, stdout } = await rules()
  expect(alertsIn(stdout).map(({ labels }) => labels)).toEqual([
    { sloth_severity: 'page', severity: 'page', team: 'platform' },
    { sloth_severity: 'ticket', severity: 'ticket', team: 'platform' },
  ])
  for (const { annotations } of alertsIn(stdout))
    expect(annotations?.['runbook_url']).toBe('https://ops.acme.example/in/alerts/CheckoutBudgetBurn/')
  expect(code).toBe(0)
})

test("A dashboard is that of the alert's runbook, and what an author wrote stays.", async () => {
  const pointing = 'alerts: [CheckoutBudgetBurn]\ndashboards: [https://grafana.acme.example/d/c]\n'
  put('content/runbooks/burn.md', (GOOD[runbook] ?? '').replace('team: ', `${pointing}team: `))
  put('content/slos/checkout.yaml', SLOTH.replace('severity: ticket}', 'severity: ticket, team: night}'))
  const { stdout } = await rules()
  rmSync(join(top, 'content/runbooks/burn.md'))
  const [page, ticket] = alertsIn(stdout)
  expect(page?.annotations?.['dashboard_url']).toBe('https://grafana.acme.example/d/c')
  expect([page?.labels['team'], ticket?.labels['team']]).toEqual(['platform', 'night'])
})

test('With a folder each service has a file, written whole, and one that has no SLO any more loses it.', async () => {
  put('out/gone.yaml', '# Made by `evenkeel rules` from content/slos/gone.yaml.\ngroups: []\n')
  put('out/mine.yaml', 'groups: []\n')
  const { code, stdout, stderr } = await rules('--out', 'out')
  expect(readdirSync(join(top, 'out'))).toEqual(['checkout.yaml', 'mine.yaml'])
  expect(stdout).toBe('out/checkout.yaml\n')
  expect(stderr).toContain('out/gone.yaml removed: there is no SLO for it any more.\n')
  expect(readFileSync(join(top, 'out/checkout.yaml'), 'utf8')).toMatch(
    /^# Made by `evenkeel rules` from content\/slos\/checkout\.yaml\.\n/,
  )
  expect(code).toBe(0)
})

test('A label goes onto everything that is recorded, and onto no alert.', async () => {
  const { stdout } = await rules('sloth.yaml', '--label', 'env=a=b', '--label', 'tier=2')
  for (const { record, labels } of rulesOf(stdout))
    expect([labels['env'], labels['tier']]).toEqual(record === undefined ? [undefined, undefined] : ['a=b', '2'])
})

test.each(['team', '=x', '1a=x', '__name__=x', 'a-b=x'])('The label %s is refused.', async (label) => {
  const { code, stderr } = await rules('sloth.yaml', '--label', label)
  expect(stderr).toContain('such as team=payments')
  expect(code).toBe(2)
})

test("OpenSLO v1 goes by the SLO's name, over its own window.", async () => {
  const { code, stdout } = await rules('openslo.yaml')
  const [first] = rulesOf(stdout)
  expect(first?.labels).toMatchObject({ sloth_id: 'checkout-checkout-fast', sloth_slo: 'checkout-fast' })
  expect(exprOf(stdout, 'slo:sli_error:ratio_rate5m')).toBe(
    '(\n  1 - (\n    (\n      sum(rate(fast_total[5m]))\n    )\n    /\n    (\n      sum(rate(all_total[5m]))\n    )\n  )\n)',
  )
  expect(exprOf(stdout, 'slo:time_period:days')).toBe('vector(28)')
  expect(exprOf(stdout, 'slo:objective:ratio')).toBe('vector(0.99)')
  expect(code).toBe(0)
})

test('A query of OpenSLO with a range that is fixed is told of: all windows would be one.', async () => {
  put('fast.yaml', OPENSLO.replace('[{{.window}}]', '[5m]'))
  const { code, stderr } = await rules('fast.yaml')
  expect(stderr).toMatch(/^fast\.yaml:11:\d+ {2}warning {2}slo-rules\n {2}Missing `\{\{\.window\}\}`/m)
  expect(code).toBe(0)
  put('fast.yaml', OPENSLO)
  expect((await rules('fast.yaml')).stderr).not.toContain('Missing')
})

test.each(['$__rate_interval', '${window}'])('The variable %s is no rule of a Prometheus.', async (variable) => {
  put('fast.yaml', OPENSLO.replace('{{.window}}', variable))
  const { code, stdout, stderr } = await rules('fast.yaml')
  expect(stderr).toMatch(/^fast\.yaml:11:\d+ {2}error {2}slo-rules\n {2}Unexpected variable/m)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
})

test('Of the content it is said of which SLO nobody is alerted.', async () => {
  put('content/slos/fast.yaml', OPENSLO)
  const { stderr } = await rules()
  rmSync(join(top, 'content/slos/fast.yaml'))
  expect(stderr).toContain('No alert is made, for it has no `alertPolicies`: checkout-checkout-fast.\n')
})

test('Several objectives are several SLOs; bad events and ready-made ratios are taken as they are.', async () => {
  put(
    'several.yaml',
    OPENSLO.replace('good:', 'bad:').replace('[{target: 0.99}]', '[{target: 0.99}, {targetPercent: 99.95}]'),
  )
  const { stdout } = await rules('several.yaml')
  expect([...new Set(rulesOf(stdout).map(({ labels }) => labels['sloth_slo']))]).toEqual([
    'checkout-fast-0',
    'checkout-fast-1',
  ])
  expect(exprOf(stdout, 'slo:sli_error:ratio_rate5m')).toBe(
    '(sum(rate(fast_total[5m])))\n/\n(sum(rate(all_total[5m])))\n',
  )
  for (const [type, expected] of [
    ['failure', '(ratio[5m])'],
    ['success', '(\n  1 - (\n    ratio[5m]\n  )\n)'],
  ] as const) {
    const raw = `rawType: ${type}\n        raw: {metricSource: {type: Prometheus, spec: {query: 'avg_over_time(ratio[{{.window}}])'}}}\n`
    put('raw.yaml', OPENSLO.replace(/ {8}good: .*\n {8}total: .*\n/, `        ${raw}`))
    expect(exprOf((await rules('raw.yaml')).stdout, 'slo:sli_error:ratio_rate5m')).toBe(
      expected.replace('ratio[5m]', 'avg_over_time(ratio[5m])'),
    )
  }
})

const POLICY = `  alertPolicies:
    - kind: AlertPolicy
      metadata: {name: fast-burn}
      spec:
        alertWhenBreaching: true
        conditions:
          - kind: AlertCondition
            metadata: {name: hours}
            spec:
              severity: page
              condition: {kind: burnrate, op: gte, threshold: 14.4, lookbackWindow: 3h, alertAfter: 5m}
        notificationTargets: [{targetRef: pager}]
---
apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata: {name: pager}
spec: {target: pager}
`

test("An alert policy of the content's is an alert over a window of its own; of a file named it is none.", async () => {
  put('content/slos/checkout.yaml', OPENSLO + POLICY)
  put('policy.yaml', OPENSLO + POLICY)
  const { code, stdout } = await rules()
  const filter = '{sloth_id="checkout-checkout-fast", sloth_service="checkout", sloth_slo="checkout-fast"}'
  expect(alertsIn(stdout)).toMatchObject([
    {
      alert: 'fast-burn',
      expr: `max(slo:sli_error:ratio_rate3h${filter} >= (14.4 * 0.01)) without (sloth_window)\n`,
      for: '5m',
      labels: { severity: 'page', team: 'platform' },
    },
  ])
  expect(exprOf(stdout, 'slo:sli_error:ratio_rate3h')).toContain('[3h]')
  const named = await rules('policy.yaml')
  expect(alertsIn(named.stdout)).toEqual([])
  expect(exprOf(named.stdout, 'slo:sli_error:ratio_rate3h')).toBeUndefined()
  expect([code, named.code]).toEqual([0, 0])
})

test('A manifest becomes a manifest, with its own name and labels.', async () => {
  const spec = SLOTH.replace('version: prometheus/v1\n', '')
    .replace('error_query', 'errorQuery')
    .replace('total_query', 'totalQuery')
    .replace('page_alert', 'pageAlert')
    .replace('ticket_alert', 'ticketAlert')
    .replaceAll(/^(?=.)/gm, '  ')
  const metadata = 'metadata:\n  name: slo\n  namespace: shop\n  labels: {prometheus: main}\n'
  put('manifest.yaml', `apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\n${metadata}spec:\n${spec}`)
  const [made] = parseAllDocuments((await rules('manifest.yaml')).stdout).map((one): unknown => one.toJS())
  expect(made).toMatchObject({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: 'slo',
      namespace: 'shop',
      labels: { prometheus: 'main', 'app.kubernetes.io/component': 'SLO', 'app.kubernetes.io/managed-by': 'sloth' },
    },
    spec: { groups: groupsOf((await rules('sloth.yaml')).stdout).map(({ name }) => ({ name })) },
  })
})

test('An alert that can never come is refused with the rate that can, and nothing is written.', async () => {
  put('content/slos/checkout.yaml', SLOTH.replace('99.9', '93'))
  const { code, stdout, stderr } = await rules('--out', 'out')
  expect(stderr).toMatch(/^content\/slos\/checkout\.yaml:6:16 {2}error {2}slo-alert-reachable\n/)
  expect(stderr).toContain(
    'at a target of 93 % expected less than 14.2857: not even a service that is down burns faster.',
  )
  expect([code, stdout, existsSync(join(top, 'out'))]).toEqual([1, '', false])
})

test.each([
  ['93.06', 0],
  ['93', 1],
])('At %s %% the command ends with %s; without alerts with 0.', async (objective, expected) => {
  put('low.yaml', SLOTH.replace('99.9', objective))
  expect((await rules('low.yaml')).code).toBe(expected)
  put('low.yaml', SLOTH.replace('99.9', objective).replace('severity: page}', 'severity: page}, disable: true'))
  expect((await rules('low.yaml')).code).toBe(0)
})

test.each([
  [
    'a plugin',
    SLOTH.replace(/events:\n.*\n.*\n/, 'plugin: {id: some/plugin}\n'),
    '5:5  error  slo-rules',
    'no plugin is run',
  ],
  ['a period of 13 days', OPENSLO.replace('28d', '13d'), '1:1  error  slo-rules', 'expected 1w, 4w, 30d, 90d'],
  ['a word of a template', SLOTH.replace('{{.window}}', '{{ .Window }}'), '9:22  error', '.Window'],
  ['two of one name', SLOTH + SLOTH.slice(SLOTH.indexOf('  - name')), '15:11  error', 'checkout-availability'],
  ['no YAML', 'version: [', '1:10  error  yaml-syntax', ''],
  ['another format', 'apiVersion: v1\nkind: Pod\n', '2:7  error  slo-schema', ''],
])('%s is refused, and where.', async (_, text, place, words) => {
  put('bad.yaml', text)
  const { code, stdout, stderr } = await rules('bad.yaml')
  expect(stderr).toContain(`bad.yaml:${place}`)
  expect(stderr).toContain(words)
  expect([code, stdout]).toEqual([1, ''])
})

test('Where no folder can be nothing is written.', async () => {
  const { code, stderr } = await rules('sloth.yaml', '--out', 'openslo.yaml')
  expect([code, stderr]).toEqual([2, expect.stringContaining('openslo.yaml is no folder.')])
})

test('A file that is not there is named.', async () => {
  const { code, stderr } = await rules('nowhere.yaml')
  expect(stderr).toMatch(/^nowhere\.yaml:1:1 {2}error {2}file-readable\n/)
  expect(code).toBe(1)
})

test('A file of windows that is none is refused, and where.', async () => {
  const by = 'apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec:\n  sloPeriod: 1M\n'
  put('windows.yaml', by)
  const { code, stdout, stderr } = await rules('sloth.yaml', '--windows', 'windows.yaml')
  expect(stderr).toContain('windows.yaml:4:14  error  schema\n  Unexpected "1M", expected a duration')
  expect([code, stdout]).toEqual([1, ''])
})

test('Without the flags it is said which SLOs suffer from what; with them nothing is left to say.', async () => {
  expect((await rules('sloth.yaml')).stderr).toMatch(
    /NaN.*--guard.*: checkout-availability\.\n.*--exact.*: checkout-availability\.\n$/,
  )
  expect((await rules('sloth.yaml', '--guard', '--exact')).stderr).toBe('')
})

test('An indicator in another file is found where that is named too.', async () => {
  const [, sli = ''] = /indicator:\n {4}metadata: .*\n([^]*?) {2}timeWindow/.exec(OPENSLO) ?? []
  put('slo.yaml', OPENSLO.replace(/indicator:\n[^]*? {2}timeWindow/, 'indicatorRef: fast\n  timeWindow'))
  const outside = sli.replaceAll(/^ {4}/gm, '')
  put('sli.yaml', `apiVersion: openslo/v1\nkind: SLI\nmetadata: {name: fast}\n${outside}`)
  expect((await rules('slo.yaml', 'sli.yaml')).stdout).toBe(
    (await rules('openslo.yaml')).stdout.replace('openslo.yaml', 'slo.yaml'),
  )
  const alone = await rules('slo.yaml')
  expect([alone.code, alone.stdout]).toEqual([1, ''])
  expect(alone.stderr).toContain('slo.yaml:9:16  error  slo-rules')
})

test('A calendar month is watched over thirty days, and that is said.', async () => {
  const calendar = '[{duration: 1M, isRolling: false, calendar: {startTime: "2026-01-01 00:00:00", timeZone: UTC}}]'
  put('month.yaml', OPENSLO.replace('[{duration: 28d, isRolling: true}]', calendar))
  const { code, stdout, stderr } = await rules('month.yaml')
  expect(exprOf(stdout, 'slo:time_period:days')).toBe('vector(30)')
  expect(stderr).toContain('look back over 30d')
  expect(code).toBe(0)
})

test('A label that only a newer Prometheus takes is made, and that is said.', async () => {
  put('new.yaml', SLOTH.replace('tier:', '"a-b": "1", tier:'))
  const { code, stdout, stderr } = await rules('new.yaml')
  expect(stderr).toMatch(/^new\.yaml:5:5 {2}warning {2}slo-rules\n {2}Unexpected label "a-b"/)
  expect([code, alertsIn(stdout).length]).toEqual([0, 2])
})

test('Labels are text, whatever stands in them.', async () => {
  const nasty = 'yes", injected: "x\n- alert: Evil'
  put('nasty.yaml', SLOTH.replace('tier: "1"', `tier: ${JSON.stringify(nasty)}, on: "yes", at: "12:30"`))
  const { stdout } = await rules('nasty.yaml')
  const [first] = rulesOf(stdout)
  expect(first?.labels).toMatchObject({ tier: nasty, on: 'yes', at: '12:30' })
  expect(parse(stdout, { version: '1.1' })).toEqual(parse(stdout))
  expect(alertsIn(stdout)).toHaveLength(2)
})
