import type { IncomingMessage } from 'node:http'

/** An answer that says no. */
export interface Refusal {
  status: number
  text: string
}

/**
 * Why a request isn't answered; null where it is. The ops site is nobody else's business: a page elsewhere whose name
 * was made to lead to this machine asks with that name, and one that loads this site into itself says so.
 */
export function refusalOf({ method, headers }: IncomingMessage, port: number): Refusal | null {
  if (!isOurs(headers.host, port)) return { status: 421, text: 'Ask for localhost or 127.0.0.1, with the port.' }
  // A link from elsewhere is followed; nothing is loaded into a page of another site.
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
    return { status: 403, text: 'Other sites load nothing from a preview.' }
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, text: 'A preview is only read.' }
  return null
}

/** https://en.wikipedia.org/wiki/DNS_rebinding */
function isOurs(host: string | undefined, port: number): boolean {
  const names = ['localhost', '127.0.0.1', '[::1]']
  const given = host?.toLowerCase()
  return names.some((name) => given === `${name}:${port}` || (port === 80 && given === name))
}
