import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Sent, Tried } from '#model/notify/sent'
import { guardedLookup, isPublicAddress, PrivateAddressError, type Resolve } from '../public-address.ts'
import { patiently, PATIENCE, type Patience } from './patiently.ts'

/** Where a channel is reached. */
export interface Reach {
  /** Whether its address may be one that not the whole world can ask. */
  allowPrivate: boolean
  patience?: Patience
  /** What names are looked up with, and which addresses are anybody's, where it isn't as the world has it. */
  resolve?: Resolve
  isPublic?: (ip: string) => boolean
}

/**
 * Posts a message to a web address. Only what answers 2xx has taken it; a redirect leads to somebody else. Of an answer
 * nothing but its status is read, however long it is. `headers` are asked for anew for each try.
 */
export async function post(
  address: string,
  body: string,
  headers: () => Record<string, string>,
  { allowPrivate, patience = PATIENCE, resolve, isPublic = isPublicAddress }: Reach,
): Promise<Sent> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return never('its address is none of http:// or https://')
  const mayAsk = (ip: string) => allowPrivate || isPublic(ip)
  return patiently(async (signal) => {
    try {
      const lookup = guardedLookup(url, mayAsk, resolve)
      return judged(await answered(url, body, headers(), { lookup, signal }))
    } catch (error) {
      return failed(error)
    }
  }, patience)
}

export const PRIVATE =
  'its address lies in a private network or on this machine; where that is meant, say `allow_private: true` in the channel'

const never = (why: string): Sent => ({ sent: false, why, of: 'channel' })

function answered(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { lookup, signal }: { lookup: LookupFunction; signal: AbortSignal },
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      lookup,
      signal,
      agent: false,
      // Whatever the environment says of certificates.
      rejectUnauthorized: true,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'evenkeel-notify',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    })
    sent.on('response', (response) => {
      // What it says beyond its status may go on for ever.
      response.destroy()
      done(response)
    })
    sent.on('error', fail)
    // Who answers 101 wants to speak something else: node closes, and says neither.
    sent.on('close', () => fail(new Error('It was closed.')))
    sent.end(body)
  })
}

/** Answers that are about the message, and not about who is asked. */
const OF_MESSAGE: readonly number[] = [400, 413, 415, 422]
const PASSING: readonly number[] = [408, 425, 429]

function judged({ statusCode: status = 0, headers }: IncomingMessage): Tried {
  if (status >= 200 && status < 300) return { sent: true }
  if (status >= 300 && status < 400)
    return never(`it answers ${status}, a redirect, which isn't followed: name the address that it leads to`)
  if (status === 410) return never('it answers 410: the channel is gone, take it out of `site.yaml`')
  if (status >= 500 || PASSING.includes(status))
    return { again: `it answers ${status}`, after: millisecondsOf(headers['retry-after']) }
  return { sent: false, why: `it answers ${status}`, of: OF_MESSAGE.includes(status) ? 'message' : 'channel' }
}

/** Of `Retry-After`: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function millisecondsOf(header: string | undefined): number | null {
  if (header === undefined) return null
  // Some say tenths, too.
  if (/^\d+(?:\.\d+)?$/.test(header)) return Number(header) * 1000
  const date = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}

/** What no second try changes: the wrong certificate, a private address. The words of others may hold the address. */
export function failed(error: unknown): Tried {
  if (error instanceof PrivateAddressError) return never(PRIVATE)
  const code = codeOf(error)
  if (NO_TLS.test(code)) return never(`it doesn't speak TLS as it should (${code})`)
  if (CERTIFICATE.test(code)) return never(`its certificate isn't to be trusted (${code})`)
  return { again: code === '' ? 'the connection broke' : `it can't be reached (${code})`, after: null }
}

const NO_TLS = /EPROTO|ERR_SSL/
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error ? String(error.code) : codeOf(error.cause)
}
