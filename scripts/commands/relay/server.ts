import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Unreachable } from '#io/git/unreachable'
import { SECOND } from '#model/time'
import { printable } from '#report/text'
import { isAllowed } from './access.ts'
import { answer, type Relay } from './answer.ts'
import { answeredBefore } from './answered-before.ts'
import { OTHERS_KEY } from './posting-key.ts'
import { COMPRESSED, nameOf, NOT_FOUND, TOO_LARGE, UNAUTHENTICATED, unprocessable, wrong, type Reply } from './reply.ts'
import { announced, bodyOf, LARGEST } from './request-body.ts'
import { routeOf } from './route.ts'
import { withoutKey } from './without-key.ts'

/**
 * Who sends slowly, or opens connections and says nothing, is let go: a request has to be here within some seconds, its
 * headers sooner. An answer may take as long as the push does.
 */
const LIMITS = {
  requestTimeout: 15 * SECOND,
  headersTimeout: 10 * SECOND,
  keepAliveTimeout: 5 * SECOND,
  connectionsCheckingInterval: SECOND,
  maxHeaderSize: 16 * 1024,
}
const CONNECTIONS = 200

/** The server of a relay, not listening yet. `token`: what a request has to bring along. */
export function serverOf(relay: Relay, token: string): Server {
  // Whoever has put the key where it doesn't belong, in an address or a name, doesn't find it in the log; and what others
  // say, git's server too, makes no lines of it.
  const hidden = withoutKey(token)
  const log = (line: string) => relay.log(hidden(printable(line)))
  const around = { relay: { ...relay, log }, token, before: answeredBefore() }
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const began = performance.now()
    handled(request, around)
      .catch((error: unknown): Reply => {
        if (error instanceof Unreachable) {
          log(error.message)
          return AWAY
        }
        log(error instanceof Error ? (error.stack ?? error.message) : String(error))
        return wrong(
          500,
          'The relay failed, which is a bug of ours; its log says where. Nothing more is known of what was written.',
        )
      })
      .then((reply) => {
        send(reply, request, response)
        log(logLine(reply, request, performance.now() - began))
      })
      .catch(() => response.destroy())
  }
  const server = createServer(LIMITS, take)
  server.maxConnections = CONNECTIONS
  // Who asks whether to send it is told so only where it will be read.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (isAllowed(request.headers.authorization, token) && announced(request) <= LARGEST) response.writeContinue()
    take(request, response)
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    send(wrong(417, 'Nothing is promised but `Expect: 100-continue`'), request, response),
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const [status, words] = BROKEN[error.code ?? ''] ?? [400, 'This is no request that can be read']
    const body = JSON.stringify({ error: words })
    socket.end(
      `HTTP/1.1 ${status} ${nameOf(status)}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
  })
  return server
}

/** Git doesn't answer, or lets the relay in no longer: nobody who asks has done anything wrong, and who asks again loses nothing. */
const AWAY = wrong(503, 'Git could not be reached; the log of the relay says why. Try again.', { 'retry-after': '10' })

/** What is answered to what isn't a request yet. */
const BROKEN: Readonly<Record<string, readonly [status: number, words: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are larger than 16 kB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time'],
}

interface Around {
  relay: Relay
  token: string
  before: ReturnType<typeof answeredBefore>
}

async function handled(request: IncomingMessage, { relay, token, before }: Around): Promise<Reply> {
  const { method = 'GET', url = '/', headers } = request
  // Before anything else: who may not ask isn't told what there is.
  if (!isAllowed(headers.authorization, token)) return UNAUTHENTICATED
  const route = routeOf(url)
  if (route === null) return NOT_FOUND
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return COMPRESSED
  const body = await bodyOf(request)
  if (body === 'large') return TOO_LARGE
  if (body === 'no text') return unprocessable(['The body is no text in UTF-8'])
  if (body === 'gone') return wrong(400, 'The body was cut off on its way')
  const idempotency = headers['idempotency-key']
  const key = typeof idempotency === 'string' && method !== 'GET' ? idempotency : undefined
  const sent = [method, url, body.text].join('\0')
  const work = () => answer({ method, route, body: body.text, idempotency: key }, relay)
  if (key === undefined) return work()
  const answered = await before.once(key, sent, work)
  if (answered === 'other') return unprocessable([OTHERS_KEY])
  const { reply, again } = answered
  return again ? { ...reply, note: `${reply.note ?? ''} (again)` } : reply
}

function send({ status, body, headers = {} }: Reply, request: IncomingMessage, response: ServerResponse): void {
  const text = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    // What is still on its way isn't waited for.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(request.method === 'HEAD' ? undefined : text, () => {
    if (!request.complete) request.destroy()
  })
}

/** Of a request: nothing of a header, and of the address no more than its path. */
function logLine({ status, body, note = '' }: Reply, { method = '', url = '' }: IncomingMessage, took: number): string {
  const path = (url.split('?')[0] ?? '').slice(0, 200)
  const error =
    typeof body === 'object' && body !== null && 'error' in body ? [body.error].flat().join('; ').slice(0, 500) : ''
  return [String(status), method, path, note, error, `${Math.round(took)} ms`].filter((part) => part !== '').join('  ')
}
