import { afterEach, describe, expect, test } from 'vitest'
import { forEver, rawReceiver, type Behaviour, type RawReceiver } from '../../fixtures/raw-receiver.ts'
import type { Patience } from './patiently.ts'
import { post } from './post.ts'

/* Receivers that answer badly, late, for ever, or not at all, on real sockets. */

/** As long as it takes on a machine of which nothing is left, and yet nobody waits. */
const QUICK: Patience = { total: 20_000, pause: 5, tries: 3 }
const SECRET = 'T0K3N'

let server: RawReceiver
afterEach(() => server.close())

const answer = (...lines: string[]) => ['HTTP/1.1 ' + lines[0], ...lines.slice(1), '', ''].join('\r\n')
const says =
  (...lines: string[]): Behaviour =>
  (socket) =>
    socket.end(answer(...lines, 'Content-Length: 0'))

/** What becomes of a message to somebody who behaves so, how often they were asked, and who is still connected. */
async function sentTo(behave: Behaviour, patience = QUICK, { tls = false, plain = false } = {}) {
  server = await rawReceiver(behave, { tls, from: plain ? 'byte' : 'body' })
  const url = `${tls || plain ? 'https' : 'http'}://user:${SECRET}@127.0.0.1:${server.port}/hook/${SECRET}`
  const sent = await post(url, '{"a":1}', () => ({}), { allowPrivate: true, patience })
  expect(JSON.stringify(sent)).not.toContain(SECRET)
  return { ...sent, asked: server.requests.length }
}

const gone = (why: string) => ({ sent: false, why, of: 'channel' })
const later = (header: string) => says('429 Too Many Requests', `Retry-After: ${header}`)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toUTCString()

test.each<[string, Behaviour, object]>([
  ['answers 200', says('200 OK'), { sent: true, asked: 1 }],
  ['answers 204 late', (socket) => setTimeout(() => says('204 x')(socket, 0), 50), { sent: true, asked: 1 }],
  ['answers 500', says('500 x'), { ...gone('it answers 500'), asked: 3 }],
  ['answers 500 first', (s, asked) => says(asked === 0 ? '500 x' : '200 x')(s, asked), { sent: true, asked: 2 }],
  ['wants it later, now', (s, asked) => (asked === 0 ? later('0') : says('200 x'))(s, asked), { sent: true, asked: 2 }],
  [
    'wants it in tenths',
    (s, asked) => (asked === 0 ? later('0.02') : says('200 x'))(s, asked),
    { sent: true, asked: 2 },
  ],
  [
    'wants it yesterday',
    (s, asked) => (asked === 0 ? later(inDays(-1)) : says('200 x'))(s, asked),
    { sent: true, asked: 2 },
  ],
  ['wants it in an hour', later('3600'), { ...gone('it answers 429'), asked: 1 }],
  ['wants it tomorrow', later(inDays(1)), { ...gone('it answers 429'), asked: 1 }],
  ['wants it after the sun', later('9'.repeat(400)), { ...gone('it answers 429'), asked: 1 }],
  ['wants it in the year 9999', later('Fri, 31 Dec 9999 23:59:59 GMT'), { ...gone('it answers 429'), asked: 1 }],
  ['wants it at no time', later('-5'), { ...gone('it answers 429'), asked: 3 }],
  ['wants it some time', later('soon'), { ...gone('it answers 429'), asked: 3 }],
  [
    'is gone',
    says('410 Gone'),
    { ...gone('it answers 410: the channel is gone, take it out of `site.yaml`'), asked: 1 },
  ],
  ['answers 404', says('404 x'), { ...gone('it answers 404'), asked: 1 }],
  ['does not take this one', says('400 x'), { sent: false, why: 'it answers 400', of: 'message', asked: 1 }],
  [
    'leads to this machine',
    says('302 Found', 'Location: http://127.0.0.1:1/inside'),
    { ...gone("it answers 302, a redirect, which isn't followed: name the address that it leads to"), asked: 1 },
  ],
  [
    'leads to what manages machines',
    says('307 x', 'Location: http://169.254.169.254/latest/meta-data'),
    { ...gone("it answers 307, a redirect, which isn't followed: name the address that it leads to"), asked: 1 },
  ],
  ['never answers', () => undefined, gone('there was no answer within 0.3 s')],
  ['hangs up', (socket) => socket.destroy(), { ...gone("it can't be reached (ECONNRESET)"), asked: 3 }],
  ['resets', (socket) => socket.resetAndDestroy(), { ...gone("it can't be reached (ECONNRESET)"), asked: 3 }],
  ['hangs up amid its header', (s) => s.end('HTTP/1.1 200 OK\r\nContent-Le'), { sent: false, of: 'channel', asked: 3 }],
  [
    'takes it and hangs up amid its answer',
    (socket) => {
      socket.write(`${answer('200 OK', 'Content-Length: 1000')}half`)
      setTimeout(() => socket.resetAndDestroy(), 20)
    },
    { sent: true, asked: 1 },
  ],
  [
    'answers 200 for ever, slowly',
    (socket) => {
      socket.write(answer('200 OK', 'Transfer-Encoding: chunked'))
      forEver(socket, '1\r\nx\r\n')
    },
    { sent: true, asked: 1 },
  ],
  [
    'answers 200 at any length',
    (socket) => {
      socket.write(answer('200 OK', 'Content-Length: 99999999999'))
      forEver(socket, Buffer.alloc(1 << 20))
    },
    { sent: true, asked: 1 },
  ],
  [
    'says its header for ever',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ')
      forEver(socket, 'x')
    },
    gone('there was no answer within 0.3 s'),
  ],
  [
    'says its header at any length',
    (s) => forEver(s, `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1e5)}`),
    { sent: false, asked: 3 },
  ],
  ['says to go on for ever', (s) => forEver(s, answer('100 Continue')), gone('there was no answer within 0.3 s')],
  [
    'would rather speak something else',
    (s) => s.write(answer('101 Switching Protocols', 'Connection: upgrade', 'Upgrade: websocket')),
    { ...gone('the connection broke'), asked: 3 },
  ],
  ['speaks no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), { sent: false, of: 'channel', asked: 3 }],
])('Who %s.', async (_, behave, expected) => {
  const silent = JSON.stringify(expected).includes('no answer within')
  expect(await sentTo(behave, silent ? { ...QUICK, total: 300 } : QUICK)).toMatchObject(expected)
  await expect.poll(() => server.open(), { timeout: 10_000 }).toBe(0)
})

describe('TLS', () => {
  test('with a certificate that nobody vouches for is refused, whatever the environment says.', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      expect(await sentTo(says('200 OK'), QUICK, { tls: true })).toEqual({
        ...gone("its certificate isn't to be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)"),
        asked: 0,
      })
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
  })

  test('that is none is told from one that is wrong.', async () => {
    expect(await sentTo((socket) => socket.end('HTTP/1.1 400 x\r\n\r\n'), QUICK, { plain: true })).toEqual({
      ...gone("it doesn't speak TLS as it should (EPROTO)"),
      asked: 1,
    })
  })
})
