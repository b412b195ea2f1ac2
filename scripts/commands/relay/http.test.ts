import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { RELAY_KEY as KEY, startRelay, type RelayServer } from '../../fixtures/relay-server.ts'

/* Requests as bytes: what an attacker sends, or a proxy that reads them otherwise. Each is answered once, and in words. */

let there: OriginAndClone
let relay: RelayServer
beforeAll(async () => {
  there = originAndClone({ 'site.yaml': 'name: Acme\nurl: https://status.acme.example\n' })
  relay = await startRelay(there.home, () => Date.UTC(2026, 2, 1, 10))
})
afterEach(async () => {
  // Whatever was sent: it goes on, nothing is written, and the log has no key.
  const response = await fetch(`${relay.address}/v1/pages`, { headers: { authorization: `OAuth ${KEY}` } })
  expect(response.status).toBe(200)
  expect(there.git('rev-list', '--count', 'main')).toBe('1')
  expect(relay.log.splice(0).join('\n')).not.toContain(KEY)
})
afterAll(() => {
  relay.close()
  there.remove()
})

const PATH = '/v1/pages/p4g3/incidents'
const AUTH = `Host: x\r\nAuthorization: OAuth ${KEY}\r\n`
const post = (headers: string, body = '') =>
  `POST ${PATH} HTTP/1.1\r\n${AUTH}${headers}Connection: close\r\n\r\n${body}`
const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status))
const SMUGGLED = `POST ${PATH} HTTP/1.1\r\n${AUTH}Content-Length: 2\r\n\r\n{}`

test.each<[string, string, number]>([
  ['a length and pieces', post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`), 400],
  ['two lengths', post('Content-Length: 2\r\nContent-Length: 40\r\n', `{}${SMUGGLED}`), 400],
  ['two lengths in one', post('Content-Length: 2, 40\r\n', `{}${SMUGGLED}`), 400],
  ['a length below nothing', post('Content-Length: -1\r\n'), 400],
  ['a length in other digits', post('Content-Length: 0x10\r\n'), 400],
  ['pieces of another name', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${SMUGGLED}`), 400],
  ['pieces behind a blank', post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${SMUGGLED}`), 400],
  ['pieces twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '0\r\n\r\n'), 400],
  ['a piece of a broken size', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'), 400],
  ['a header on two lines', post('X: a\r\n b\r\n', ''), 400],
  ['a header with a NUL', post('X: a\0b\r\n'), 400],
  ['lines that end otherwise', `GET /v1/pages HTTP/1.1\n${AUTH.replaceAll('\r', '')}\n`, 400],
  ['no host', `GET /v1/pages HTTP/1.1\r\nAuthorization: OAuth ${KEY}\r\n\r\n`, 400],
  ['a protocol of its own', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, 400],
  ['a method of its own', `BREW ${PATH} HTTP/1.1\r\n${AUTH}\r\n`, 400],
  ['an expectation of its own', post('Expect: miracles\r\nContent-Length: 2\r\n', '{}'), 417],
  ['TLS', '\u0016\u0003\u0001\u0002\0\u0001', 400],
  ['headers without end', `GET /v1/pages HTTP/1.1\r\n${AUTH}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a whole address', `GET http://elsewhere.example/v1/pages/none HTTP/1.1\r\n${AUTH}Connection: close\r\n\r\n`, 404],
  [
    'a key twice',
    `GET /v1/pages HTTP/1.1\r\n${AUTH.replace(KEY, 'wrong')}Authorization: OAuth ${KEY}\r\nConnection: close\r\n\r\n`,
    401,
  ],
  [
    'no key, and what to expect',
    `POST ${PATH} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    401,
  ],
  ['more than is taken, and what to expect', post('Expect: 100-continue\r\nContent-Length: 5000000\r\n'), 413],
])('With %s it is answered once.', async (_, bytes, status) => {
  const text = await relay.raw(bytes)
  expect(statuses(text)).toEqual([status])
  const body = text.split('\r\n\r\n').slice(1).join('\r\n\r\n')
  // Node answers by itself where there is no host, without a word.
  if (body !== '0\r\n\r\n') expect(JSON.parse(body)).toEqual({ error: expect.anything() })
})

test('What is compressed is told to come as it is.', async () => {
  const response = await fetch(`${relay.address}${PATH}`, {
    method: 'POST',
    headers: { authorization: `OAuth ${KEY}`, 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync('{"incident": {"name": "x"}}')),
  })
  expect([response.status, await response.json()]).toEqual([
    415,
    { error: 'The body is compressed. Send it as it is.' },
  ])
})

test('Who asks whether to send a body is told so, and it is read, in pieces too.', async () => {
  const body = '{"incident": {"name": "x", "status": "broken"}}'
  const length = `Content-Length: ${body.length}\r\n`
  expect(statuses(await relay.raw(post(`Expect: 100-continue\r\n${length}`, body)))).toEqual([100, 422])
  const pieces = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  expect(statuses(await relay.raw(post('Transfer-Encoding: chunked\r\n', pieces)))).toEqual([422])
})

test('A key where it does not belong is in no log.', async () => {
  // The log has so much of a path, and an answer so much of an id: a part of a key is too much of it, too.
  const [far, near] = [`/v1/pages/${'a'.repeat(170)}${KEY}`, `${'y'.repeat(80)}${KEY}`]
  for (const path of [`/v1/pages/${KEY}`, `${PATH}?api_key=${KEY}`, far])
    await fetch(`${relay.address}${path}`, { headers: { authorization: `OAuth ${KEY}` } })
  await fetch(`${relay.address}${PATH}`, {
    method: 'POST',
    headers: { authorization: `OAuth ${KEY}` },
    body: JSON.stringify({ incident: { name: 'x', component_ids: [KEY, near] } }),
  })
  expect(relay.log).toHaveLength(4)
  expect(relay.log.join('\n').match(/\(the key\)/g)).toHaveLength(4)
  for (const part of [KEY.slice(0, 12), KEY.slice(-12)]) expect(relay.log.join('\n')).not.toContain(part)
})

test('A thousand connections that say nothing keep nobody out once they are gone.', async () => {
  const { port } = new URL(relay.address)
  const sockets = Array.from({ length: 1000 }, () => connect(Number(port), '127.0.0.1').on('error', () => undefined))
  await Promise.race(sockets.map((socket) => once(socket, 'connect')))
  for (const socket of sockets) socket.destroy()
  expect(relay.server.maxConnections).toBeLessThan(1000)
  expect([relay.server.headersTimeout, relay.server.requestTimeout].every((most) => most > 0 && most <= 15_000)).toBe(
    true,
  )
})
