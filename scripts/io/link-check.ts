import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { guardedLookup, isPublicAddress, PrivateAddressError, type Resolve } from './public-address.ts'

/** What became of a link: only what its own server says is gone, or whose name nobody has, has died. */
export type LinkState = { state: 'there' | 'unknown' | 'private' } | { state: 'dead'; why: string }

/** How links are asked for. */
export interface LinkAccess {
  /** Milliseconds for one answer. */
  timeout: number
  /** Connections at a time; never more than one to a host. */
  atOnce: number
  /** Milliseconds between two addresses of a host. */
  pause: number
  /** Milliseconds for all of them; who wasn't asked by then isn't asked. */
  together: number
  isPublic: (address: string) => boolean
  /** What names are looked up with, where it isn't as the world has it. */
  resolve?: Resolve
}

export const LINK_ACCESS: LinkAccess = {
  timeout: 10_000,
  atOnce: 8,
  pause: 100,
  together: 20 * 60_000,
  isPublic: isPublicAddress,
}
/** A host that doesn't answer so many in a row isn't asked any more: nobody waits a thousand times for it. */
const MOST_SILENT = 3
const MOST_MOVES = 5
const GONE: readonly number[] = [404, 410]
const BUSY = 429

/** A link that leads on and on. */
class TooFar extends Error {}

/** Servers that answer no HEAD, or answer it with something else than what a GET says. */
const ASK_AGAIN = (status: number) => status >= 400 && status !== BUSY

/**
 * Asks for each address once, hosts side by side and the addresses of one host one after the other, until it says that it
 * is too much or falls silent. http(s) addresses only.
 */
export async function checkLinks(
  urls: Iterable<string>,
  access: LinkAccess = LINK_ACCESS,
): Promise<Map<string, LinkState>> {
  const found = new Map<string, LinkState>()
  const hosts = [...Map.groupBy(new Set(urls), (url) => new URL(url).host).values()]
  const end = performance.now() + access.together
  const work = async () => {
    for (let own = hosts.pop(); own !== undefined; own = hosts.pop()) await checkHost(own, { access, end, found })
  }
  await Promise.all(Array.from({ length: access.atOnce }, work))
  return found
}

async function checkHost(
  urls: readonly string[],
  { access, end, found }: { access: LinkAccess; end: number; found: Map<string, LinkState> },
): Promise<void> {
  let silent = 0
  for (const [i, url] of urls.entries()) {
    if (silent >= MOST_SILENT || performance.now() >= end) {
      found.set(url, { state: 'unknown' })
      continue
    }
    if (i > 0) await pause(access.pause)
    const { answer, ...state } = await checkLink(url, access)
    silent = answer === 'busy' ? MOST_SILENT : answer === 'none' ? silent + 1 : 0
    found.set(url, state)
  }
}

/** How its host took being asked. */
type Answer = { answer: 'given' | 'none' | 'busy' }

async function checkLink(url: string, access: LinkAccess): Promise<LinkState & Answer> {
  try {
    const head = await follow('HEAD', url, access)
    const status = ASK_AGAIN(head) ? await follow('GET', url, access) : head
    if (GONE.includes(status)) return { state: 'dead', why: `it answers ${status}`, answer: 'given' }
    return { state: status < 400 ? 'there' : 'unknown', answer: status === BUSY ? 'busy' : 'given' }
  } catch (error) {
    if (error instanceof PrivateAddressError) return { state: 'private', answer: 'given' }
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOTFOUND') return { state: 'dead', why: 'nobody has its name', answer: 'given' }
    return { state: 'unknown', answer: error instanceof TooFar ? 'given' : 'none' }
  }
}

/** The status at the end of the way that a link leads. */
async function follow(method: 'HEAD' | 'GET', start: string, access: LinkAccess): Promise<number> {
  let url = new URL(start)
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const { status, location } = await ask(method, url, access)
    if (status < 300 || status >= 400 || location === undefined) return status
    url = new URL(location, url)
    if (!/^https?:$/.test(url.protocol)) return status
  }
  throw new TooFar(`It leads on more than ${MOST_MOVES} times.`)
}

async function ask(
  method: 'HEAD' | 'GET',
  url: URL,
  { timeout, isPublic, resolve }: LinkAccess,
): Promise<{ status: number; location: string | undefined }> {
  const lookup = guardedLookup(url, isPublic, resolve)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, fail) => {
    const sent = request(url, {
      method,
      lookup,
      signal: AbortSignal.timeout(timeout),
      agent: false,
      headers: { 'user-agent': 'evenkeel-audit (looks whether a link still leads somewhere)', accept: '*/*' },
    })
    sent.on('response', (response) => {
      // Whether it is there is all that is asked: not a byte of it is read.
      response.destroy()
      done({ status: response.statusCode ?? 0, location: response.headers.location })
    })
    sent.on('error', fail)
    // Who answers 101 wants to speak something else: node closes, and says neither.
    sent.on('close', () => fail(new Error('It was closed.')))
    sent.end()
  })
}
