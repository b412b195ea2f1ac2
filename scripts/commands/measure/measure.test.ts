import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { evenkeel } from '../program.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-measure-'))
afterAll(() => rmSync(top, { recursive: true }))

const slo = (name: string) => `apiVersion: openslo/v1
kind: SLO
metadata: {name: ${name}}
spec:
  service: checkout
  indicator:
    metadata: {name: ${name}-good}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(${name}_total{code="200"}[{{.window}}]))'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(${name}_total[{{.window}}]))'}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
`
const FILES = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\n',
  'slos/first.yaml': slo('first'),
  'slos/second.yaml': slo('second'),
}

let folder: string
let count = 0
let server: Server
let asked: { query: string; authorization: string | undefined }[]
beforeEach(() => {
  folder = join(top, String(count++))
  asked = []
  for (const [path, text] of Object.entries(FILES)) put(path, text)
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})
function put(path: string, text: string) {
  const full = join(folder, 'content', path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
}
const read = (id: string) => readFileSync(join(folder, 'content/measurements', `${id}.csv`), 'utf8')
const written = () => {
  const where = join(folder, 'content/measurements')
  return existsSync(where) ? readdirSync(where) : []
}

type Answer = (query: string, moments: number[]) => { status?: number; headers?: Record<string, string>; body: unknown }
const seriesOf =
  (value: string): Answer =>
  (_, moments) => ({
    body: {
      status: 'success',
      data: { resultType: 'matrix', result: [{ metric: {}, values: moments.map((at) => [at, value]) }] },
    },
  })
/** An event a second, all of them good. */
const FINE = seriesOf('1')

async function serve(answer: Answer): Promise<string> {
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const query = form.get('query') ?? ''
    asked.push({ query, authorization: request.headers.authorization })
    const moments: number[] = []
    for (let at = Number(form.get('start')); at <= Number(form.get('end')); at += Number(form.get('step')))
      moments.push(at)
    const { status = 200, headers = {}, body } = answer(query, moments)
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

async function measure(args: string[], env: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' }
  const flags = ['--now', '2026-11-03T12:00:00Z', '--since', '2026-11-01T00:00:00Z']
  const code = await evenkeel(['measure', ...flags, ...args], {
    folder,
    env,
    canAsk: false,
    input: Readable.from([]),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
    exitCode: 0,
  })
  return { code, ...said }
}

const TWO_DAYS = `start,end,good,total
2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,86400,86400
2026-11-02T00:00:00Z,2026-11-03T00:00:00Z,86400,86400
`

test('Each SLO has its file, a row a day, and what is written is named.', async () => {
  const { code, stdout, stderr } = await measure(['--prometheus', await serve(FINE)])
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'content/measurements/first.csv\ncontent/measurements/second.csv\n',
  })
  expect(stderr).toBe(
    'first: 2 days to ask for, from 2026-11-01 on.\nfirst: 2 rows written.\nsecond: 2 days to ask for, from 2026-11-01 on.\nsecond: 2 rows written.\n',
  )
  expect([read('first'), read('second')]).toEqual([TWO_DAYS, TWO_DAYS])
})

test('What is measured is not asked for again.', async () => {
  put('measurements/first.csv', TWO_DAYS)
  const { code, stderr } = await measure(['first', '--prometheus', await serve(FINE)])
  expect([code, stderr, asked]).toEqual([0, 'first: nothing left to measure.\n', []])
})

test('No data is no row, and it says what may be missing.', async () => {
  const url = await serve(() => ({ body: { status: 'success', data: { resultType: 'matrix', result: [] } } }))
  const { code, stderr } = await measure(['first', '--prometheus', url])
  expect([code, written()]).toEqual([0, []])
  expect(stderr).toContain(
    "first: 0 rows written; 2d unknown, for which Prometheus doesn't have all data.\nfirst: No hour is known whole.",
  )
})

test.each([
  ['a token', { EVENKEEL_PROMETHEUS_TOKEN: 'hush-hush' }, 'Bearer hush-hush'],
  [
    'a name and a password',
    { EVENKEEL_PROMETHEUS_USER: 'ana', EVENKEEL_PROMETHEUS_PASSWORD: 'hush:hush' },
    'Basic YW5hOmh1c2g6aHVzaA==',
  ],
])('%s comes from the environment, and is told to Prometheus alone.', async (_, env, sent) => {
  const { code, stdout, stderr } = await measure(['first', '--prometheus', await serve(FINE)], env)
  expect([code, asked[0]?.authorization]).toEqual([0, sent])
  expect(stdout + stderr).not.toMatch(/hush|YW5h/)
  server.close()
  const refused = await measure(
    ['first', '--prometheus', await serve(() => ({ status: 401, body: 'hush' })), '--since', '2026-10-30T00:00:00Z'],
    env,
  )
  expect(refused.stderr).toContain('lets nobody in with these credentials (status 401)')
  expect(refused.stderr).not.toMatch(/hush|YW5h/)
})

test.each([
  ['both a token and a name', { EVENKEEL_PROMETHEUS_TOKEN: 'a', EVENKEEL_PROMETHEUS_USER: 'b' }],
  ['a name without a password', { EVENKEEL_PROMETHEUS_USER: 'b' }],
  ['a token with a line end', { EVENKEEL_PROMETHEUS_TOKEN: 'hush\nhush' }],
])('%s are refused before anything is asked.', async (_, env) => {
  const { code, stderr } = await measure(['--prometheus', await serve(FINE)], env)
  expect([code, asked]).toEqual([2, []])
  expect(stderr).toContain('EVENKEEL_PROMETHEUS_')
  expect(stderr).not.toContain('hush')
})

test.each([
  [[]],
  [['--prometheus', 'prometheus:9090']],
  [['--prometheus', 'ftp://host']],
  [['--prometheus', 'http://ana:hush@host']],
  [['--prometheus', 'http://host/?x=1']],
])('Of %j nothing is asked.', async (flags) => {
  const { code, stderr } = await measure(flags)
  expect([code, written()]).toEqual([2, []])
  expect(stderr).toContain('--prometheus')
})

test('A server that is none is asked once, and nothing is written.', async () => {
  const { code, stderr } = await measure(['--prometheus', await serve(() => ({ body: '<html>Log in</html>' }))])
  expect([code, asked.length, written()]).toEqual([1, 1, []])
  expect(stderr).toContain('first: Unexpected answer with status 200, a web page, expected the JSON of a Prometheus.')
  expect(stderr).toContain('Nothing more is asked.')
})

test('What Prometheus refuses of one SLO stops none of the others.', async () => {
  const url = await serve((query, moments) =>
    query.includes('first')
      ? { status: 422, body: { status: 'error', error: 'too many\u001b[31m samples' } }
      : FINE(query, moments),
  )
  const { code, stderr } = await measure(['--prometheus', url])
  expect([code, written()]).toEqual([1, ['second.csv']])
  expect(stderr).toContain('first: Prometheus refuses the query: too many')
  expect(stderr).not.toContain('\u001b')
})

test('A day that can not be used is left out, with a word, and the next one is measured.', async () => {
  const url = await serve((query, moments) =>
    seriesOf(query.includes('200') && moments[0] === Date.parse('2026-11-02T00:00:00Z') / 1000 ? '7' : '1')(
      query,
      moments,
    ),
  )
  const { code, stderr } = await measure(['first', '--prometheus', url])
  expect(code).toBe(1)
  expect(stderr).toContain(
    "bad events of 86400, expected a part of them: the two queries don't fit together, on 2026-11-01: nothing is written of that day.",
  )
  expect(read('first').split('\n').slice(1)).toEqual(['2026-11-02T00:00:00Z,2026-11-03T00:00:00Z,86400,86400', ''])
})

test.each([
  [
    'overlaps',
    'start,end,good,total\n2026-10-01T00:00:00Z,2026-10-03T00:00:00Z,1,1\n2026-10-02T00:00:00Z,2026-10-04T00:00:00Z,1,1\n',
    'measurements/first.csv:3 has to be mended first.',
  ],
  ['is something else', 'hello\n', 'measurements/first.csv:1 has to be mended first.'],
])('A file that %s is left as it is, and the others are filled.', async (_, text, words) => {
  put('measurements/first.csv', text)
  const { code, stderr } = await measure(['--prometheus', await serve(FINE)])
  expect([code, read('first'), read('second')]).toEqual([1, text, TWO_DAYS])
  expect(stderr).toContain(words)
})

test('What somebody writes meanwhile is not overwritten.', async () => {
  const theirs = 'start,end,good,total\n2026-10-01T00:00:00Z,2026-10-03T00:00:00Z,1,1\n'
  const url = await serve((query, moments) => {
    put('measurements/first.csv', theirs)
    return FINE(query, moments)
  })
  const { code, stderr } = await measure(['first', '--prometheus', url])
  expect([code, read('first')]).toEqual([1, theirs])
  expect(stderr).toContain('first: measurements/first.csv was changed meanwhile: run it again.')
})

test('A file does not outgrow what a record may be.', async () => {
  const begin = Date.parse('2010-01-01T00:00:00Z')
  const hour = (i: number) => new Date(begin + i * 3_600_000).toISOString()
  const rows = Array.from({ length: 20_000 }, (_, i) => `${hour(i)},${hour(i + 1)},1,1\n`)
  const text = `start,end,good,total\n${rows.join('')}`
  put('measurements/first.csv', text.slice(0, text.lastIndexOf('\n', 1024 * 1024 - 60) + 1))
  const before = read('first')
  const { code, stderr } = await measure(['first', '--prometheus', await serve(FINE)])
  expect(code).toBe(1)
  expect(read('first').startsWith(before)).toBe(true)
  expect(Buffer.byteLength(read('first'))).toBeLessThanOrEqual(1024 * 1024)
  expect(stderr).toContain('would be larger than 1 MiB')
})

test('An SLO is named, or those that there are.', async () => {
  const { code, stderr } = await measure(['third', '--prometheus', await serve(FINE)])
  expect([code, stderr]).toEqual([2, 'There is no SLO third. There are first, second.\n'])
})

test('SLOs that can not be read are told of, and the others measured.', async () => {
  put('slos/first.yaml', 'apiVersion: openslo/v1\nkind: SLO\n')
  const { code, stderr } = await measure(['--prometheus', await serve(FINE)])
  expect([code, written()]).toEqual([1, ['second.csv']])
  expect(stderr).toContain('slos/first.yaml has errors: what it promises may not be measured.')
})
