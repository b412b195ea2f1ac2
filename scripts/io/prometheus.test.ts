import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { askPrometheus, PrometheusError } from './prometheus.ts'

type Answer = (
  response: ServerResponse,
  asked: { form: URLSearchParams; request: IncomingMessage; port: number },
) => void

/** Asks a server whose answers are these, one after another and the last again and again. */
async function ask(
  answers: readonly Answer[],
  { path = '', authorization = null as string | null, points = 3, timeout = 60_000 } = {},
) {
  const forms: URLSearchParams[] = []
  const paths: string[] = []
  let port = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    forms.push(form)
    paths.push(`${request.method} ${request.url}`)
    answers[Math.min(forms.length, answers.length) - 1]?.(response, { form, request, port })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  const access = { url: new URL(`http://127.0.0.1:${port}${path}`), authorization, timeout, pause: 1 }
  try {
    const found = await askPrometheus(access, 'sum(x)', { from: 60_000, to: 60_000 * points, step: 60_000 }).catch(
      (error: unknown) => error,
    )
    const failure =
      found instanceof PrometheusError ? `${found.of}: ${found.message.replaceAll(String(port), 'PORT')}` : null
    return { found, failure, forms, paths }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const json =
  (body: unknown, status = 200, headers = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const matrix = (...series: [number, string][][]) =>
  json({
    status: 'success',
    data: { resultType: 'matrix', result: series.map((values) => ({ metric: {}, values })) },
  })
const GOOD = matrix([
  [60, '1.5'],
  [180, 'NaN'],
])

test('A value a moment; what is absent is missing, and NaN is told from it.', async () => {
  const { found, forms, paths } = await ask([GOOD])
  expect(found).toEqual(
    new Map([
      [60_000, 1.5],
      [180_000, NaN],
    ]),
  )
  expect(paths).toEqual(['POST /api/v1/query_range'])
  expect(Object.fromEntries(forms[0] ?? [])).toEqual({ query: 'sum(x)', start: '60', end: '180', step: '60' })
})

test('No series is no value, and infinities are what they are.', async () => {
  expect((await ask([matrix()])).found).toEqual(new Map())
  expect(
    (
      await ask([
        matrix([
          [60, '+Inf'],
          [120, '-Inf'],
        ]),
      ])
    ).found,
  ).toEqual(
    new Map([
      [60_000, Infinity],
      [120_000, -Infinity],
    ]),
  )
})

test.each(['/store', '/store/'])('The API lies below the path that was named: %s.', async (path) => {
  expect((await ask([GOOD], { path })).paths).toEqual(['POST /store/api/v1/query_range'])
})

test('No more than 11,000 points are asked for at a time, and each once.', async () => {
  const points = 25_000
  const { found, forms } = await ask(
    [
      (response, { form, request, port }) => {
        const [from, to] = [Number(form.get('start')), Number(form.get('end'))]
        const values = Array.from({ length: (to - from) / 60 + 1 }, (_, i): [number, string] => [from + i * 60, '1'])
        matrix(values)(response, { form, request, port })
      },
    ],
    { points },
  )
  expect(found).toHaveProperty('size', points)
  expect(forms.map((form) => (Number(form.get('end')) - Number(form.get('start'))) / 60 + 1)).toEqual([
    11_000, 11_000, 3000,
  ])
})

test('Credentials are sent as they are.', async () => {
  const sent: (string | undefined)[] = []
  const noted: Answer = (response, asked) => {
    sent.push(asked.request.headers.authorization)
    GOOD(response, asked)
  }
  await ask([noted], { authorization: 'Bearer secret' })
  await ask([noted])
  expect(sent).toEqual(['Bearer secret', undefined])
})

const busy = json({ status: 'error', errorType: 'timeout', error: 'query timed out' }, 503)
const cut: Answer = (response) => response.destroy()

test.each<[string, Answer]>([
  ['who is busy', busy],
  ['who asks for patience', json({}, 429, { 'retry-after': '0' })],
  ['a gateway that is tired', (response) => void response.writeHead(502).end('<html>')],
  ['a line that breaks', cut],
])('It asks again, of %s.', async (_, answer) => {
  const { found, paths } = await ask([answer, answer, GOOD])
  expect(found).toHaveProperty('size', 2)
  expect(paths).toHaveLength(3)
})

test.each<[string, Answer, number, string]>([
  ['stays busy', busy, 3, 'load: Prometheus answers with status 503: query timed out'],
  [
    'asks for more patience than there is',
    json({}, 429, { 'retry-after': '3600' }),
    1,
    'load: Prometheus answers with status 429.',
  ],
  ['breaks every line', cut, 3, 'server: No answer from http://127.0.0.1:PORT: fetch failed: other side closed.'],
  ['says nothing in time', () => {}, 1, 'load: No answer from Prometheus within 1 s.'],
  [
    'begins and never ends',
    (response) => void response.writeHead(200).write('{'),
    1,
    'load: No answer from Prometheus within 1 s.',
  ],
  [
    'answers with a web page',
    (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
    1,
    'server: Unexpected answer with status 200, a web page, expected the JSON of a Prometheus. Is it there, below a path perhaps, or is there a login before it?',
  ],
  [
    'is something else',
    json({ hello: 'world' }, 404),
    1,
    'server: Unexpected answer with status 404, expected the JSON of a Prometheus. Is it there, below a path perhaps, or is there a login before it?',
  ],
  [
    'lets nobody in',
    (response) => void response.writeHead(401).end('Unauthorized'),
    1,
    'server: Prometheus lets nobody in without credentials (status 401): set EVENKEEL_PROMETHEUS_TOKEN, or EVENKEEL_PROMETHEUS_USER and EVENKEEL_PROMETHEUS_PASSWORD.',
  ],
  [
    'is elsewhere',
    (response) => void response.writeHead(307, { location: 'https://evil.example/api/v1/query_range' }).end(),
    1,
    'server: Prometheus is elsewhere: https://evil.example/api/v1/query_range. Name that one with --prometheus if you trust it.',
  ],
  [
    'refuses the query',
    json({ status: 'error', errorType: 'bad_data', error: 'parse error' }, 422),
    1,
    'query: Prometheus refuses the query: parse error',
  ],
  [
    'finds the points too many',
    json(
      { status: 'error', errorType: 'bad_data', error: 'exceeded maximum resolution of 11,000 points per timeseries.' },
      400,
    ),
    1,
    'query: Prometheus refuses the query: exceeded maximum resolution of 11,000 points per timeseries.',
  ],
  [
    'knows a part only',
    json({ status: 'success', warnings: ['store unreachable'], data: { resultType: 'matrix', result: [] } }),
    1,
    'query: Prometheus answers with a part of what there is, or doubts it: store unreachable',
  ],
  [
    'has several series',
    matrix([[60, '1']], [[60, '2']]),
    1,
    'query: Unexpected 2 series for one query, expected one: aggregate them, as in sum(…).',
  ],
  [
    'never stops',
    endless,
    1,
    'query: Unexpected answer of more than 16 MB, expected one series: aggregate them, as in sum(…).',
  ],
])('A Prometheus that %s is told of.', async (_, answer, times, words) => {
  const { failure, paths } = await ask([answer], words.includes(' within 1 s') ? { timeout: 1000 } : {})
  expect(failure).toBe(words)
  expect(paths).toHaveLength(times)
})

/** As fast as it is read, without end. */
function endless(response: ServerResponse) {
  const chunk = Buffer.alloc(1024 * 1024, ' ')
  response.writeHead(200)
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}

test('Nobody there is told of, with the reason.', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  server.close()
  await once(server, 'close')
  const access = { url: new URL(`http://127.0.0.1:${port}`), authorization: null, timeout: 300, pause: 1 }
  await expect(askPrometheus(access, 'x', { from: 0, to: 0, step: 1000 })).rejects.toThrow(
    `No answer from http://127.0.0.1:${port}: fetch failed: connect ECONNREFUSED 127.0.0.1:${port}.`,
  )
})
