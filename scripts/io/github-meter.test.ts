import { expect, test } from 'vitest'
import { KEPT, metered } from './github-meter.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const RESET = NOW / 1000 + 1800

/** A server of one page, with an ETag a version, and what it was sent. */
function server(left: number | null = null) {
  const state = { version: 1, left, sent: [] as (string | null)[] }
  const send: typeof fetch = async (_, init) => {
    const known = new Headers(init?.headers).get('if-none-match')
    state.sent.push(known)
    const isKnown = known === `"${state.version}"`
    if (state.left !== null && !isKnown) state.left -= 1
    const limits: Record<string, string> =
      state.left === null
        ? {}
        : {
            'x-ratelimit-limit': '1000',
            'x-ratelimit-remaining': String(state.left),
            'x-ratelimit-reset': String(RESET),
          }
    if (isKnown) return new Response(null, { status: 304, headers: limits })
    return Response.json({ version: state.version }, { headers: { etag: `"${state.version}"`, ...limits } })
  }
  return { state, send }
}
const versionIn = async (answer: Response) => ((await answer.json()) as { version?: number }).version

test('What was read once is asked for with its ETag: unchanged it is free, and reads the same each time.', async () => {
  const { state, send } = server()
  const { fetch, meter } = metered(send, () => NOW)
  const page = 'https://api.example/pulls'
  for (let round = 0; round < 3; round++) expect(await versionIn(await fetch(page))).toBe(1)
  expect(state.sent).toEqual([null, '"1"', '"1"'])
  expect(meter.spent).toBe(1)
  state.version = 2
  expect(await versionIn(await fetch(page))).toBe(2)
  expect(await versionIn(await fetch(page))).toBe(2)
  expect(meter.spent).toBe(2)
})

test('Another address is another page, and what writes is never taken for known.', async () => {
  const { state, send } = server()
  const { fetch, meter } = metered(send, () => NOW)
  await fetch('https://api.example/a')
  await fetch('https://api.example/b')
  await fetch('https://api.example/a', { method: 'POST' })
  expect(state.sent).toEqual([null, null, null])
  expect(meter.spent).toBe(3)
})

test('Of an hour the last requests are kept for what is told: reading is refused, as GitHub would, telling is not.', async () => {
  const { state, send } = server(KEPT + 1)
  let now = NOW
  const { fetch, meter } = metered(send, () => now)
  expect((await fetch('https://api.example/a')).status).toBe(200)
  expect(meter).toEqual({ spent: 1, limit: 1000, left: KEPT, resets: RESET * 1000 })
  const refused = await fetch('https://api.example/b')
  expect(refused.status).toBe(403)
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(refused.headers.get('x-ratelimit-reset')).toBe(String(RESET))
  expect(state.sent).toHaveLength(1)
  expect((await fetch('https://api.example/b', { method: 'POST' })).status).toBe(200)
  now = RESET * 1000
  expect((await fetch('https://api.example/b')).status).toBe(200)
})

test('A server that limits nothing is asked as often as one likes.', async () => {
  const { send } = server()
  const { fetch, meter } = metered(send, () => NOW)
  for (let page = 0; page < 3 * KEPT; page++) expect((await fetch(`https://api.example/${page}`)).status).toBe(200)
  expect(meter).toEqual({ spent: 3 * KEPT, limit: null, left: null, resets: null })
})
