import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, PrivateAddressError, publicLookup } from './public-address.ts'

/** What became of a link: only what its own server says is gone, or whose name nobody has, has died. */
export type LinkState = { state: 'there' | 'unknown' | 'private' } | { state: 'dead'; why: string }

/** How links are asked for. */
export interface LinkAccess {
  /** Milliseconds for one answer. */
  timeout: number
  /** Connections at a time; never more than one to a host. */
  atOnce: number
  isPublic: (address: string) => boolean
}

export const LINK_ACCESS: LinkAccess = { timeout: 10_000, atOnce: 8, isPublic: isPublicAddress }
const MOST_MOVES = 5
const GONE: readonly number[] = [404, 410]
/** Servers that answer no HEAD, or answer it with something else than what a GET says. */
const ASK_AGAIN = (status: number) => status >= 400 && status !== 429

/** Asks for each address once, hosts side by side and the addresses of one host one after the other. http(s) addresses only. */
export async function checkLinks(
  urls: Iterable<string>,
  access: LinkAccess = LINK_ACCESS,
): Promise<Map<string, LinkState>> {
  const found = new Map<string, LinkState>()
  const hosts = [...Map.groupBy(new Set(urls), (url) => new URL(url).host).values()]
  const work = async () => {
    for (let own = hosts.pop(); own !== undefined; own = hosts.pop())
      for (const url of own) found.set(url, await checkLink(url, access))
  }
  await Promise.all(Array.from({ length: access.atOnce }, work))
  return found
}

async function checkLink(url: string, access: LinkAccess): Promise<LinkState> {
  try {
    const head = await follow('HEAD', url, access)
    const status = ASK_AGAIN(head) ? await follow('GET', url, access) : head
    if (GONE.includes(status)) return { state: 'dead', why: `it answers ${status}` }
    return { state: status < 400 ? 'there' : 'unknown' }
  } catch (error) {
    if (error instanceof PrivateAddressError) return { state: 'private' }
    const code = error instanceof Error && 'code' in error ? error.code : null
    return code === 'ENOTFOUND' ? { state: 'dead', why: 'nobody has its name' } : { state: 'unknown' }
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
  throw new Error(`It leads on and on, ${MOST_MOVES} times and more.`)
}

function ask(
  method: 'HEAD' | 'GET',
  url: URL,
  { timeout, isPublic }: LinkAccess,
): Promise<{ status: number; location: string | undefined }> {
  const name = url.hostname.replace(/^\[|\]$/g, '')
  // An address that is written out is never looked up.
  if (isIP(name) !== 0 && !isPublic(name)) return Promise.reject(new PrivateAddressError(`${name} is not public.`))
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, fail) => {
    const sent = request(url, {
      method,
      lookup: publicLookup(isPublic),
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
    sent.end()
  })
}
