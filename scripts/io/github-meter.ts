import type { Instant } from '#model/time'

/** What the requests of one command have cost, by GitHub's own count. */
export interface Meter {
  /** Requests that counted: all but those answered with "not modified". */
  spent: number
  /** How many an hour may have, and how many are left of them; null where GitHub doesn't limit them. */
  limit: number | null
  left: number | null
  /** When the hour is over, as GitHub said last. */
  resets: Instant | null
}

/** Of an hour's requests these are kept for words about a pull request: reading stops before them. */
export const KEPT = 20

/**
 * A `fetch` that asks nothing twice: what was answered with an ETag is asked for with it, and "not modified" is free
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api). An ETag holds for one token
 * alone, and a workflow has a new one each time, so none is kept for the next run. Where no more than `KEPT` requests are
 * left, one that reads is answered here as GitHub would: the status that says so can still be set.
 */
export function metered(send: typeof fetch, now: () => Instant): { fetch: typeof fetch; meter: Meter } {
  const meter: Meter = { spent: 0, limit: null, left: null, resets: null }
  const known = new Map<string, { etag: string; answer: Response }>()
  const isUsedUp = () => meter.left !== null && meter.left <= KEPT && meter.resets !== null && meter.resets > now()
  return {
    meter,
    fetch: async (input, init) => {
      const isRead = (init?.method ?? 'GET') === 'GET'
      if (isRead && isUsedUp()) return refusal(meter)
      const address = input instanceof Request ? input.url : String(input)
      const before = isRead ? known.get(address) : undefined
      const headers = new Headers(init?.headers)
      if (before) headers.set('if-none-match', before.etag)
      const answer = await send(input, { ...init, headers })
      read(answer.headers, meter)
      if (before && answer.status === 304) return before.answer.clone()
      meter.spent += 1
      const etag = answer.headers.get('etag')
      if (isRead && answer.ok && etag !== null) known.set(address, { etag, answer: answer.clone() })
      return answer
    },
  }
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function read(headers: Headers, meter: Meter) {
  const number = (name: string) => {
    const value = headers.get(`x-ratelimit-${name}`)
    return value !== null && /^\d+$/.test(value) ? Number(value) : null
  }
  const [limit, left, seconds] = [number('limit'), number('remaining'), number('reset')]
  if (limit !== null) meter.limit = limit
  if (left !== null) meter.left = left
  if (seconds !== null) meter.resets = seconds * 1000
}

function refusal({ limit, resets }: Meter): Response {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-ratelimit-limit': String(limit ?? KEPT),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil((resets ?? 0) / 1000)),
  }
  return Response.json({ message: 'API rate limit exceeded' }, { status: 403, headers })
}
