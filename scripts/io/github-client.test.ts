import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { GithubError } from './github-error.ts'
import { openGithub } from './github.ts'

/** The default branch of a repository on a server that answers so, one request after the other; and what it was asked. */
async function ask(...answers: { status: number; headers?: Record<string, string>; body?: object }[]) {
  let asked = 0
  const server = createServer((_, response) => {
    const { status, headers = {}, body = { message: 'No.' } } = answers[asked] ?? { status: 500 }
    asked += 1
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const api = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  try {
    const github = await openGithub({ api, repository: 'acme/ops', token: 'secret', app: null, pauses: true })
    const found = await github.defaultBranch().catch((error: unknown) => error)
    return { found, asked }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const GOOD = { status: 200, body: { default_branch: 'main' } }
const SECONDARY = { message: 'You have exceeded a secondary rate limit.' }

test('A limit that is over in a moment is waited for.', async () => {
  const short = { status: 403, headers: { 'retry-after': '1' }, body: SECONDARY }
  expect(await ask(short, GOOD)).toEqual({ found: 'main', asked: 2 })
})

test.each([
  ['of requests at a time', { 'retry-after': '61' }, SECONDARY, null, 'in a few minutes'],
  [
    'of an hour',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2114419320' },
    { message: 'API rate limit exceeded.' },
    Date.parse('2037-01-01T10:42:00Z'),
    'until 2037-01-01T10:42:00Z',
  ],
])('A limit %s that lasts longer than a minute is said at once.', async (_, headers, body, until, words) => {
  const { found, asked } = await ask({ status: 403, headers, body }, GOOD)
  expect(found).toBeInstanceOf(GithubError)
  expect(found).toMatchObject({ usedUpUntil: until, message: expect.stringContaining(words) })
  expect(asked).toBe(1)
})

test('All waiting together lasts no longer than a minute.', async () => {
  const half = { status: 429, headers: { 'retry-after': '1' }, body: SECONDARY }
  const long = { status: 429, headers: { 'retry-after': '60' }, body: SECONDARY }
  const { found, asked } = await ask(half, long, GOOD)
  expect(found).toBeInstanceOf(GithubError)
  expect(asked).toBe(2)
})

test('A second passes between two writings, as github.com asks for.', async () => {
  const written: number[] = []
  const server = createServer(({ method }, response) => {
    if (method === 'POST') written.push(performance.now())
    response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'POST' ? '{}' : '[]')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const api = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const status = { state: 'success', description: 'Fine.', url: null } as const
  const github = await openGithub({ api, repository: 'acme/ops', token: 'secret', app: null, pauses: true })
  await Promise.all(['a', 'b'].map((sha) => github.setStatus(sha.repeat(40), 'gate', status)))
  server.close()
  const [first = 0, second = 0] = written
  expect(written).toHaveLength(2)
  expect(second - first).toBeGreaterThan(900)
})
