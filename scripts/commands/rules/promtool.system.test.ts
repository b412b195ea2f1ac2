import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import { runIn } from '../../fixtures/in-process.ts'
import { COMPANY, corpus } from '../../fixtures/places.ts'
import { READABLE, UNREADABLE } from '../../fixtures/queries.ts'

/* What Prometheus itself says of the rules, over series that were made up: Debian's package `prometheus` has promtool. */

const missing = spawnSync('promtool', ['--version']).error !== undefined
if (missing) console.warn('Skipped: rules are tried where promtool is installed (apt-get install prometheus).')

const top = mkdtempSync(join(tmpdir(), 'evenkeel-promtool-'))
afterAll(() => rmSync(top, { recursive: true }))
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
}

/** Errors are told from the rest by their code. */
const SLO = `version: prometheus/v1
service: checkout
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{code="500"}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
    alerting: {name: Burn, labels: {team: payments}}
`

/** Values by code, as far apart as `tried` is told. */
type Series = Record<string, string>
interface Moment {
  at: string
  expr: string
  /** The only value that there is; null: there is none. */
  value: number | null
}

async function madeOf(slo: string, ...flags: string[]): Promise<string> {
  put('slo.yaml', slo)
  const { code, stdout, stderr } = await runIn(top, 'rules', 'slo.yaml', ...flags)
  expect([code, stderr.includes('error')]).toEqual([0, false])
  return stdout
}

function promtool(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: top, encoding: 'utf8' })
  return status === 0 ? '' : `${stdout}${stderr}`
}

/** Lets time pass over some series, and says what isn't as it was expected. */
async function tried(
  series: Series,
  expected: object,
  slo: string,
  flags: string[],
  interval: '1m' | '2m' = '1m',
): Promise<string> {
  put('rules.yaml', await madeOf(slo, ...flags))
  const input = Object.entries(series).map(([code, values]) => ({
    series: `http_requests_total{code="${code}"}`,
    values,
  }))
  const tests = [{ interval, input_series: input, ...expected }]
  put('test.yaml', stringify({ rule_files: ['rules.yaml'], evaluation_interval: interval, tests }))
  return promtool('test', 'rules', 'test.yaml')
}

const alert = (severity: string) => ({
  exp_labels: {
    sloth_id: 'checkout-availability',
    sloth_service: 'checkout',
    sloth_slo: 'availability',
    sloth_severity: severity,
    team: 'payments',
  },
  exp_annotations: {
    title: `(${severity}) checkout availability SLO error budget burn rate is too fast.`,
    summary: 'checkout availability SLO error budget burn rate is over expected.',
  },
})
const alerts = (at: string, ...severities: string[]) => ({
  alertname: 'Burn',
  eval_time: at,
  exp_alerts: severities.map(alert),
})
const values = (moments: Moment[]) => ({
  promql_expr_test: moments.map(({ at, expr, value }) => ({
    expr: `sum(${expr})`,
    eval_time: at,
    exp_samples: value === null ? [] : [{ labels: '{}', value }],
  })),
})

/* A thousand requests a minute, and a budget of one in a thousand: 15 errors a minute spend it at 15 times the rate. */

test.skipIf(missing).each([
  ['fifteen times the rate pages, and is a ticket', '985', '15', ['page', 'ticket']],
  ['four times the rate is a ticket', '996', '4', ['ticket']],
  ['twice the rate is a ticket, in the end', '998', '2', ['ticket']],
])('After three hours %s.', async (_, good, bad, severities) => {
  const series = { 200: `0+${good}x180`, 500: `0+${bad}x180` }
  expect(await tried(series, { alert_rule_test: [alerts('3h', ...severities)] }, SLO, [])).toBe('')
})

test.skipIf(missing)('Half the rate stays quiet.', async () => {
  const series = { 200: '0+1999x720', 500: '0+1x720' }
  expect(await tried(series, { alert_rule_test: [alerts('1h'), alerts('12h')] }, SLO, [])).toBe('')
})

test.skipIf(missing)('After two bad hours the page ends within half an hour, and the ticket within six.', async () => {
  const series = { 200: '0+985x120 118200+1000x600', 500: '0+15x120 1800+0x600' }
  const expected = {
    alert_rule_test: [alerts('2h', 'page', 'ticket'), alerts('2h32m', 'ticket'), alerts('8h5m')],
  }
  expect(await tried(series, expected, SLO, [])).toBe('')
})

const LEFT = 'slo:period_error_budget_remaining:ratio'
const RATIO = 'slo:sli_error:ratio_rate5m'
/** `NaN` alone isn't equal to itself. */
const isNaN = (expr: string) => `${expr} != bool ${expr}`

/** Two hours of work, fifteen minutes without a request, and another hour. */
const IDLE = { 200: '0+1000x120 120000+0x14 121000+1000x60', 500: '0+0x195' }

test.skipIf(missing)('A quarter of an hour without requests makes the budget NaN, as with Sloth.', async () => {
  const expected = values([
    { at: '2h10m', expr: isNaN(RATIO), value: 1 },
    { at: '3h', expr: isNaN(LEFT), value: 1 },
  ])
  expect(await tried(IDLE, expected, SLO, [])).toBe('')
})

test.skipIf(missing).each([[['--guard']], [['--guard', '--exact']]])('With %s it stays whole.', async (flags) => {
  const expected = values([
    { at: '2h10m', expr: RATIO, value: 0 },
    { at: '3h', expr: LEFT, value: 1 },
  ])
  expect(await tried(IDLE, expected, SLO, flags)).toBe('')
})

test.skipIf(missing)('By events alone an idle quarter of an hour costs nothing either.', async () => {
  expect(await tried(IDLE, values([{ at: '3h', expr: LEFT, value: 1 }]), SLO, ['--exact'])).toBe('')
})

test.skipIf(missing)('A service that has had no error yet has its whole budget.', async () => {
  const expected = values([
    { at: '1h', expr: RATIO, value: 0 },
    { at: '1h', expr: LEFT, value: 1 },
  ])
  expect(await tried({ 200: '0+1000x60' }, expected, SLO, ['--guard'])).toBe('')
})

test.skipIf(missing).each([[[]], [['--guard']], [['--guard', '--exact']]])(
  'A service whose metrics are gone is not called fine (%s).',
  async (flags) => {
    const series = { 200: '0+1000x60 stale', 500: '0+0x60 stale' }
    expect(await tried(series, values([{ at: '1h10m', expr: RATIO, value: null }]), SLO, flags)).toBe('')
  },
)

test.skipIf(missing)('Errors that belong to none of the totals are not taken for none.', async () => {
  const unfit = SLO.replace(
    'sum(rate(http_requests_total{code="500"}',
    'sum by (code) (rate(http_requests_total{code="500"}',
  )
  const series = { 200: '0+1000x60', 500: '0+500x60' }
  expect(await tried(series, values([{ at: '1h', expr: RATIO, value: null }]), unfit, ['--guard'])).toBe('')
})

test.skipIf(missing)('A ready-made ratio of nothing is no error, and one that is absent stays so.', async () => {
  const raw = SLO.replace(
    /events:\n.*\n.*\n/,
    `raw:\n        error_ratio_query: sum(rate(http_requests_total{code="500"}[{{.window}}])) / sum(rate(http_requests_total[{{.window}}]))\n`,
  )
  const series = { 200: '0+900x60 54000+0x15 stale', 500: '0+100x60 6000+0x15 stale' }
  const expected = values([
    { at: '1h', expr: `round(${RATIO}, 0.001)`, value: 0.1 },
    { at: '1h10m', expr: RATIO, value: 0 },
    { at: '1h25m', expr: RATIO, value: null },
  ])
  expect(await tried(series, expected, raw, ['--guard'])).toBe('')
})

/*
 * A day and five minutes, and in it an hour of the night in which 60 were asked for instead of 60,000, and all failed: 60
 * of 1,385,060, 0.0043 percent. That is the truth whoever counts; what the mean of ratios makes of it goes by how often is
 * looked. Looked at every minute, five minutes hold five steps of a counter (a range of Prometheus 2 holds both its ends),
 * so 60 - 5 + 1 = 56 of 1,445 ratios are of the night alone and read 1, and those across its ends next to nothing: 3.88
 * percent. Looked at every two minutes over a day they hold two steps, and it is 30 - 2 + 1 = 29 of 720: 4.03 percent. In
 * the limit it is an hour of 24, 4.17.
 */
const NIGHT = { 200: '0+1000x179 179000+0x59 180000+1000x1205', 500: '0+0x179 1+1x59 60+0x1205' }
const EVERY_OTHER = { 200: '0+2000x89 178000+0x29 180000+2000x600', 500: '0+0x89 2+2x29 60+0x600' }
const PERCENT = 'slo:sli_error:ratio_rate30d * 100'

test.skipIf(missing).each([
  ['the mean of the minutes', 0.01, 3.88, [], NIGHT, '1445m', '1m'],
  ['the mean of every other minute', 0.01, 4.03, [], EVERY_OTHER, '24h', '2m'],
  ['the events', 0.0001, 0.0043, ['--exact'], NIGHT, '1445m', '1m'],
  ['the events of every other minute', 0.0001, 0.0043, ['--exact'], EVERY_OTHER, '24h', '2m'],
] as const)(
  'A night outage is by %s, to %s, %s percent of the day.',
  async (_, digits, value, flags, series, at, interval) => {
    const expected = values([{ at, expr: `round(${PERCENT}, ${digits})`, value }])
    expect(await tried(series, expected, SLO, [...flags], interval)).toBe('')
  },
)

test.skipIf(missing)('Good events counted exactly tell the same as errors, and none at all is no good.', async () => {
  const good = `apiVersion: openslo/v1
kind: SLO
metadata: {name: availability}
spec:
  service: checkout
  indicator:
    metadata: {name: good}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(http_requests_total{code="200"}[{{.window}}]))'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(http_requests_total[{{.window}}]))'}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
`
  const night = values([{ at: '1445m', expr: `round(${PERCENT}, 0.0001)`, value: 0.0043 }])
  expect(await tried(NIGHT, night, good, ['--exact'])).toBe('')
  const broken = values([{ at: '30m', expr: PERCENT, value: 100 }])
  expect(await tried({ 500: '0+1000x30' }, broken, good, ['--exact'])).toBe('')
})

const FLAGS = ['', '--guard', '--exact', '--guard --exact']
const given = (flags: string) => flags.split(' ').filter((flag) => flag !== '')

test.skipIf(missing).each(FLAGS)('promtool takes the rules of a whole company (%s).', async (flags) => {
  const { code } = await runIn(top, 'rules', '--content', COMPANY, '--out', 'company', ...given(flags))
  expect(code).toBe(0)
  const files = readdirSync(join(top, 'company')).map((file) => join('company', file))
  expect(files.length).toBeGreaterThan(0)
  expect(promtool('check', 'rules', ...files)).toBe('')
})

const folder = corpus('sloth')
test.skipIf(missing || !existsSync(folder)).each(FLAGS)('And those of recorded SLOs (%s).', async (flags) => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.input.yml'))
  const { stdout } = await runIn(folder, 'rules', ...files, ...given(flags))
  const documents = parseAllDocuments(stdout).map((one, i) => {
    put(`recorded/${i}.yaml`, one.toString())
    return `recorded/${i}.yaml`
  })
  expect(documents).toHaveLength(files.length)
  expect(promtool('check', 'rules', ...documents)).toBe('')
})

/** A string of PromQL that YAML can't take for anything else. */
const inAscii = (text: string) =>
  JSON.stringify(text).replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

test.skipIf(missing)('Prometheus reads labels as they were written, whatever stands in them.', async () => {
  const nasty = ['yes', '12:30', '\u2028# x', 'a: b\n- alert: Evil', '"\\', '\u0085', "'", '{{ .x }}', '\u0000'].join(
    ' ',
  )
  put(
    'nasty.yaml',
    await madeOf(SLO.replace('service: checkout', `service: checkout\nlabels: {nasty: ${JSON.stringify(nasty)}}`)),
  )
  expect(promtool('check', 'rules', 'nasty.yaml')).toBe('')
  put(
    'nasty-test.yaml',
    stringify({
      rule_files: ['nasty.yaml'],
      tests: [
        {
          promql_expr_test: [
            {
              expr: `count({nasty=${inAscii(nasty)}, __name__="slo:objective:ratio"})`,
              eval_time: '1m',
              exp_samples: [{ labels: '{}', value: 1 }],
            },
          ],
        },
      ],
    }),
  )
  expect(promtool('test', 'rules', 'nasty-test.yaml')).toBe('')
})

test.skipIf(missing)('Which queries it reads, and which it does not although its grammar does, is what we say.', () => {
  const rulesOf = (queries: readonly string[]) =>
    stringify({ groups: [{ name: 'queries', rules: queries.map((expr, i) => ({ record: `query:${i}`, expr })) }] })
  put('readable.yaml', rulesOf(READABLE))
  expect(promtool('check', 'rules', 'readable.yaml')).toBe('')
  put('unreadable.yaml', rulesOf(UNREADABLE))
  const refused = promtool('check', 'rules', 'unreadable.yaml').matchAll(/"query:(\d+)": could not parse expression/g)
  expect([...refused].map(([, i]) => UNREADABLE[Number(i)])).toEqual(UNREADABLE)
})
