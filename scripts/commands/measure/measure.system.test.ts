import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runIn } from '../../fixtures/in-process.ts'
import { EVENKEEL } from '../../fixtures/places.ts'
import { prometheusMissing, startPrometheus, type Series } from '../../fixtures/real-prometheus.ts'

/*
 * A real Prometheus, scraped once a minute over the days on which Berlin's clocks go back. What it holds is made up, so
 * what happened on each day is known to the event.
 */

if (prometheusMissing)
  console.warn('Skipped: measuring is tried where Prometheus is installed (apt-get install prometheus).')

const MINUTES = 60
/** 24 October, midnight in Berlin. */
const BEGIN = Date.parse('2026-10-24T00:00:00+02:00') / 1000
const at = (time: string) => (Date.parse(time) / 1000 - BEGIN) / MINUTES
/** Nothing is scraped between these. */
const GAP = [at('2026-10-27T09:00:00+01:00'), at('2026-10-27T12:00:00+01:00')] as const
/** The process begins anew: its counters were 0 a moment before. */
const RESET = at('2026-10-26T12:30:00+01:00')
const END = at('2026-10-28T09:00:00+01:00')
const scrapes = Array.from({ length: END + 1 }, (_, minute) => minute).filter(
  (minute) => minute <= GAP[0] || minute >= GAP[1],
)

/** A counter of what each minute brings. */
function counter(labels: string, name: string, inMinute: (minute: number) => number): Series {
  let value = 0
  const values: number[] = []
  for (let minute = 0; minute <= END; minute++) {
    if (minute === RESET) value = 0
    values.push((value += minute === 0 ? 0 : inMinute(minute)))
  }
  return {
    name,
    labels,
    type: 'counter',
    samples: scrapes.map((minute) => [BEGIN + minute * MINUTES, values[minute] ?? 0]),
  }
}

/** The same seven seconds later, so that no scrape falls on the end of a period. */
const later = (series: Series): Series => ({
  ...series,
  samples: series.samples.map(([seconds, value]) => [seconds + 7, value]),
})
const NOON = 12 * 60

const slowFrom = at('2026-10-24T10:00:00+02:00')
const SERIES: Series[] = [
  counter('code="200"', 'http_requests_total', () => 100),
  // One in ten minutes on the 24th, five in the minute of the reset on the 26th, two in an hour after the gap.
  counter('code="500"', 'http_requests_total', (minute) =>
    minute <= 1440 && minute % 10 === 0 ? 1 : minute === RESET ? 5 : minute === GAP[1] + 30 ? 2 : 0,
  ),
  later(counter('code="200"', 'odd_total', () => 3)),
  // One every 24 hours, on the 27th within the gap.
  later(counter('code="500"', 'odd_total', (minute) => (minute % 1440 === NOON + 5 ? 1 : 0))),
  {
    name: 'latency_seconds',
    labels: '',
    type: 'gauge',
    samples: scrapes.map((minute) => [
      BEGIN + minute * MINUTES,
      minute > slowFrom && minute <= slowFrom + 30 ? 0.9 : 0.2,
    ]),
  },
]

const prometheus = (query: string) => `{metricSource: {type: Prometheus, spec: {query: '${query}'}}}`
const slo = (name: string, indicator: string, more: string) => `apiVersion: openslo/v1
kind: SLO
metadata: {name: ${name}}
spec:
  service: checkout
  indicator:
    metadata: {name: ${name}-indicator}
    spec:
${indicator}
  timeWindow: [{duration: 30d, isRolling: true}]
${more}`
const good = `      ratioMetric:
        counter: true
        good: ${prometheus('sum(rate(http_requests_total{code="200"}[{{.window}}]))')}
        total: ${prometheus('sum(rate(http_requests_total[{{.window}}]))')}`
const occurrences = '  budgetingMethod: Occurrences\n  objectives: [{target: 0.999}]\n'

const FILES = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n',
  'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\n',
  'slos/events.yaml': slo('events', good, occurrences),
  'slos/odd.yaml': slo('odd', good.replaceAll('http_requests_total', 'odd_total'), occurrences),
  'slos/slices.yaml': slo(
    'slices',
    good,
    '  budgetingMethod: Timeslices\n  objectives: [{target: 0.99, timeSliceTarget: 0.999, timeSliceWindow: 10m}]\n',
  ),
  'slos/latency.yaml': slo(
    'latency',
    `      thresholdMetric: ${prometheus('latency_seconds')}`,
    '  budgetingMethod: Occurrences\n  objectives: [{target: 0.99, op: lte, value: 0.5}]\n',
  ),
  'slos/raw.yaml': `version: prometheus/v1
service: checkout
slos:
  - name: raw
    objective: 99.9
    sli: {raw: {error_ratio_query: 'sum(rate(http_requests_total{code="500"}[{{.window}}])) / sum(rate(http_requests_total[{{.window}}]))'}}
    alerting: {page_alert: {disable: true}, ticket_alert: {disable: true}}
`,
  'slos/elsewhere.yaml': slo(
    'elsewhere',
    `      thresholdMetric: {metricSource: {type: Datadog, spec: {query: avg}}}`,
    '  budgetingMethod: Occurrences\n  objectives: [{target: 0.99, op: lte, value: 0.5}]\n',
  ),
}

const top = mkdtempSync(join(tmpdir(), 'evenkeel-measure-'))
let store: Awaited<ReturnType<typeof startPrometheus>>
beforeAll(async () => {
  if (!prometheusMissing) store = await startPrometheus(top, SERIES)
})
afterAll(async () => {
  if (!prometheusMissing) await store.stop()
  rmSync(top, { recursive: true })
})

let folder: string
let count = 0
beforeEach(() => {
  folder = join(top, String(count++))
  for (const [path, text] of Object.entries(FILES)) put(path, text)
})
function put(path: string, text: string) {
  const full = join(folder, 'content', path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
}
const csv = (id: string) => readFileSync(join(folder, 'content/measurements', `${id}.csv`), 'utf8')
const NOW = ['--now', '2026-10-28T09:00:00+01:00']
const measure = (...args: string[]) => runIn(folder, 'measure', '--prometheus', store.url, ...NOW, ...args)

/** Hours of the 27th but those of the gap, with what is said of each. */
const hoursOfThe27th = (said: (hour: number) => string) =>
  Array.from({ length: 24 }, (_, hour) => hour)
    .filter((hour) => hour < 9 || hour >= 12)
    .map((hour) => {
      const [from, to] = [hour, hour + 1].map((one) =>
        one === 24 ? '2026-10-28T00:00:00+01:00' : `2026-10-27T${String(one).padStart(2, '0')}:00:00+01:00`,
      )
      return `${from},${to},${said(hour)}`
    })

const DAYS = [
  '2026-10-24T00:00:00+02:00,2026-10-25T00:00:00+02:00',
  '2026-10-25T00:00:00+02:00,2026-10-26T00:00:00+01:00',
  '2026-10-26T00:00:00+01:00,2026-10-27T00:00:00+01:00',
]
const file = (days: string[], hours: string[]) =>
  ['start,end,good,total', ...days.map((said, i) => `${DAYS[i]},${said}`), ...hours, ''].join('\n')
/** A day of 24 hours, one of 25, one with a reset; one whose gap of three hours is nobody's. */
const EVENTS = file(
  ['144000,144144', '150000,150000', '144000,144005'],
  hoursOfThe27th((hour) => (hour === 12 ? '6000,6002' : '6000,6000')),
)

test.skipIf(prometheusMissing)(
  'What happened is counted to the event; a gap has no row, and today has none yet.',
  async () => {
    const { code, stdout, stderr } = await measure()
    expect([code, stderr.includes('elsewhere is not measured: its source is "datadog", not Prometheus.')]).toEqual([
      0,
      true,
    ])
    expect(stdout).toContain('content/measurements/events.csv\n')
    expect(csv('events')).toBe(EVENTS)
    // Ten minutes each: one error in 1,001 is within 99.9 %, five in 1,005 and two in 1,002 are not.
    expect(csv('slices')).toBe(
      file(
        ['144,144', '150,150', '143,144'],
        hoursOfThe27th((hour) => (hour === 12 ? '5,6' : '6,6')),
      ),
    )
    expect(csv('latency')).toBe(
      file(
        ['1410,1440', '1500,1500', '1440,1440'],
        hoursOfThe27th(() => '60,60'),
      ),
    )
    // 144 of 144,144 of a day are 1/1001 of its milliseconds, rounded up; 5 of 144,005; 2 of 6,002 of an hour.
    expect(csv('checkout-raw')).toBe(
      file(
        ['86313686,86400000', '90000000,90000000', '86397000,86400000'],
        hoursOfThe27th((hour) => (hour === 12 ? '3598800,3600000' : '3600000,3600000')),
      ),
    )
  },
)

test.skipIf(prometheusMissing)(
  'Scrapes that fall on no full hour are reckoned to it, and one error is one.',
  async () => {
    await measure('odd')
    // Three good ones a minute, of 24 hours and of 25, and one error a day.
    const hours = hoursOfThe27th(() => '180,180')
    expect(csv('odd')).toBe(file(['4320,4321', '4500,4501', '4320,4321'], hours))
  },
)

test.skipIf(prometheusMissing)('A second run finds nothing to do but the gap, and writes nothing.', async () => {
  await measure('events')
  const before = csv('events')
  const { code, stdout, stderr } = await measure('events')
  expect([code, stdout, csv('events') === before]).toEqual([0, '', true])
  expect(stderr).toBe(
    "events: 26 days to ask for, from 2026-09-29 on.\nevents: 0 rows written; 25d 3h unknown, for which Prometheus doesn't have all data.\n",
  )
})

test.skipIf(prometheusMissing).each([2, 5, 9])('Killed after %s answers, it goes on where it was.', async (answers) => {
  let left = answers
  const proxy = createServer(async (request, response) => {
    if (left-- <= 0) return void hung()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await fetch(new URL(request.url ?? '', store.url), {
      method: 'POST',
      body: Buffer.concat(chunks),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  let hung: () => void = () => {}
  const isHung = new Promise<void>((resolve) => (hung = resolve))
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/metrics/store`
  const since = ['--since', '2026-10-24T00:00:00+02:00']
  const run = spawn(process.execPath, [EVENKEEL, 'measure', 'events', '--prometheus', url, ...NOW, ...since], {
    cwd: folder,
    stdio: 'ignore',
  })
  await isHung
  run.kill('SIGKILL')
  await once(run, 'exit')
  proxy.closeAllConnections()
  proxy.close()
  expect((await measure('events', ...since)).code).toBe(0)
  expect(csv('events')).toBe(EVENTS)
})

test.skipIf(prometheusMissing)(
  'Rows that somebody wrote stay letter by letter, and what is free around them is filled.',
  async () => {
    const own = '2026-10-25T00:30:00Z,2026-10-25T00:45:00Z,1,2\r'
    put('measurements/events.csv', `\uFEFFstart,end,good,total\r\n${own}\n`)
    await measure('events')
    const lines = csv('events').split('\n')
    expect(lines[0]).toBe('\uFEFFstart,end,good,total\r')
    expect(lines).toContain(own)
    expect(lines).toContain(`${DAYS[0]},144000,144144\r`)
    // The day of 25 hours, without the one in which that row lies.
    expect(lines.filter((line) => line.endsWith(',6000,6000\r')).length).toBe(24 + 20)
    const { stdout } = await runIn(folder, 'validate')
    expect(stdout).toMatch(/\b0 errors/)
  },
)

test.skipIf(prometheusMissing)('`budget` tells of time slices what was measured of them.', async () => {
  await measure('slices')
  const { stdout } = await runIn(folder, 'budget', 'slices', '--format', 'json', ...NOW)
  // Days of 144, 150 and 144 slices, and 21 hours of 6. Of 30 days, 4,320 slices, one in a hundred may be bad.
  expect(JSON.parse(stdout).slos[1]).toMatchObject({ total_slices: '564', bad_slices: '2', budget_slices: '216/5' })
})

test.skipIf(prometheusMissing)('`budget` tells in time what was measured of a ratio.', async () => {
  await measure('checkout-raw')
  const { stdout } = await runIn(folder, 'budget', 'checkout-raw', ...NOW)
  // 86,314 ms and 3,000 and 1,200 of 94 hours: a thousandth of those is 5 min 38.4 s.
  expect(stdout).toContain('4m 7s of 5m 38s left, 73.25 %: ample (1m 30s of 3d 22h bad)')
})

test.skipIf(prometheusMissing)('`budget` tells what was measured.', async () => {
  await measure('events')
  const { stdout } = await runIn(folder, 'budget', 'events', '--format', 'json', ...NOW)
  const { slos } = JSON.parse(stdout)
  // 144,144 and 150,000 and 144,005 and 21 hours of 6,000 and two more.
  expect(slos[1]).toMatchObject({
    source: 'measurements',
    total_events: '564151',
    bad_events: '151',
    budget_events: '564151/1000',
  })
})

test.skipIf(prometheusMissing)(
  'A query that Prometheus refuses stops its own SLO alone, and names what is wrong.',
  async () => {
    put('slos/events.yaml', slo('events', good.replaceAll('sum(', 'nosuch('), occurrences))
    put('slos/many.yaml', slo('many', good.replaceAll('sum(rate', 'sum by (code) (rate'), occurrences))
    const { code, stderr } = await measure()
    expect(code).toBe(1)
    expect(stderr).toContain('unknown function with name "nosuch"')
    expect(stderr).toContain('many: Unexpected 2 series for one query, expected one: aggregate them, as in sum(…).')
    expect(csv('latency')).toContain('1410,1440')
  },
)
