import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Moments } from '#model/slo/measure/day'
import type { Instant } from '#model/time'
import { limitedText, reasonOf } from './response-text.ts'

/** Where a Prometheus is, how it lets us in, and how long it is waited for. */
export interface PrometheusAccess {
  /** With the path below which its API lies, if any. */
  url: URL
  /** The header `Authorization`; null: none. */
  authorization: string | null
  /** Milliseconds for one answer. */
  timeout: number
  /** Milliseconds before a request is made again, the second time twice that. */
  pause: number
}

/**
 * Why there is no answer. `of` says what else will have none: `server` means everything, `query` this query alone, and `load`
 * perhaps others, which take as long.
 */
export class PrometheusError extends Error {
  readonly of: 'server' | 'query' | 'load'
  constructor(of: PrometheusError['of'], message: string) {
    super(message)
    this.of = of
  }
}

/** `max points per timeseries`, `web/api/v1/api.go` of github.com/prometheus/prometheus. */
const MOST_POINTS = 11_000
/** Points of one series are less than a megabyte. */
const LIMIT = 16 * 1024 * 1024
const TRIES = 3
/** The longest that an answer may tell us to wait, in seconds. */
const PATIENCE = 30

const answerSchema = z.object({
  status: z.enum(['success', 'error']),
  error: z.string().optional(),
  warnings: z.array(z.string()).optional(),
  data: z
    .object({
      resultType: z.string(),
      result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])).optional() })),
    })
    .optional(),
})

/**
 * Evaluates a query at some moments. It has to give one series at most: what is absent at a moment is missing in the answer.
 * Values are as Prometheus gives them, `NaN` and infinities among them. Throws a `PrometheusError`.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export async function askPrometheus(
  access: PrometheusAccess,
  query: string,
  { from, to, step }: Moments,
): Promise<Map<Instant, number>> {
  const values = new Map<Instant, number>()
  for (let start = from; start <= to; start += step * MOST_POINTS) {
    const end = Math.min(to, start + step * (MOST_POINTS - 1))
    const form = new URLSearchParams({
      query,
      start: String(start / 1000),
      end: String(end / 1000),
      step: String(step / 1000),
    })
    for (const [seconds, value] of await seriesOf(access, form)) values.set(Math.round(seconds * 1000), numberOf(value))
  }
  return values
}

/** As Go writes floats: `+Inf`, `-Inf`, `NaN`. */
const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'))

async function seriesOf(access: PrometheusAccess, form: URLSearchParams): Promise<[number, string][]> {
  const { status, text } = await patiently(access, form)
  const answer = answerOf(status, text)
  if (answer.status === 'error' || !answer.data)
    throw new PrometheusError(
      status >= 500 ? 'load' : 'query',
      `Prometheus refuses the query: ${shortened(answer.error ?? `status ${status}`)}`,
    )
  const [warning] = answer.warnings ?? []
  if (warning !== undefined)
    throw new PrometheusError(
      'query',
      `Prometheus answers with a part of what there is, or doubts it: ${shortened(warning)}`,
    )
  const { result } = answer.data
  if (result.length > 1)
    throw new PrometheusError(
      'query',
      `Unexpected ${result.length} series for one query, expected one: aggregate them, as in sum(…).`,
    )
  return result[0]?.values ?? []
}

function answerOf(status: number, text: string): z.output<typeof answerSchema> {
  const answer = answerSchema.safeParse(jsonOf(text))
  if (answer.success) return answer.data
  if (status >= 500) throw new PrometheusError('load', `Prometheus answers with status ${status}.`)
  throw new PrometheusError(
    'server',
    `Unexpected answer with status ${status}${/^\s*</.test(text) ? ', a web page' : ''}, expected the JSON of a Prometheus. Is it there, below a path perhaps, or is there a login before it?`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const shortened = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

interface Answer {
  status: number
  text: string
}

/** Asks again, a little later, where somebody else's trouble may be over by then. */
async function patiently(access: PrometheusAccess, form: URLSearchParams): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await attempted(access, form)
    if (!('again' in answer)) return answer
    const wait = answer.after === null ? access.pause * attempt : answer.after * 1000
    if (attempt >= TRIES || wait > PATIENCE * 1000) throw answer.again
    await sleep(wait)
  }
}

/** Below the path that was named, with a slash at its end or without. */
const endpoint = ({ href, pathname }: URL) => new URL('api/v1/query_range', pathname.endsWith('/') ? href : `${href}/`)

/** `after`: seconds to wait, where the answer says so. */
type Attempt = Answer | { again: PrometheusError; after: number | null }

async function attempted(access: PrometheusAccess, form: URLSearchParams): Promise<Attempt> {
  let response: Response
  let text: string | null
  try {
    response = await fetch(endpoint(access.url), {
      method: 'POST',
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(access.timeout),
      headers: { accept: 'application/json', ...(access.authorization ? { authorization: access.authorization } : {}) },
    })
    refuse(access, response)
    text = await limitedText(response, LIMIT)
  } catch (error) {
    if (error instanceof PrometheusError) throw error
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new PrometheusError('load', `No answer from Prometheus within ${access.timeout / 1000} s.`)
    const why = new PrometheusError('server', `No answer from ${access.url.origin}: ${reasonOf(error)}.`)
    return { again: why, after: null }
  }
  const { status } = response
  if (text === null)
    throw new PrometheusError(
      'query',
      `Unexpected answer of more than ${LIMIT / 1024 / 1024} MB, expected one series: aggregate them, as in sum(…).`,
    )
  if (status !== 429 && status < 500) return { status, text }
  const why = answerOfTrouble(status, text)
  return { again: why, after: secondsOf(response.headers.get('retry-after')) }
}

function answerOfTrouble(status: number, text: string): PrometheusError {
  const said = answerSchema.safeParse(jsonOf(text)).data?.error
  return new PrometheusError('load', `Prometheus answers with status ${status}${said ? `: ${shortened(said)}` : '.'}`)
}

const secondsOf = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null

/** What no second try changes, and no other query. */
function refuse({ url, authorization }: PrometheusAccess, { status, headers }: Response): void {
  const location = headers.get('location')
  if (status >= 300 && status < 400)
    throw new PrometheusError(
      'server',
      location !== null && URL.canParse(location, url.href)
        ? `Prometheus is elsewhere: ${shortened(new URL(location, url.href).href)}. Name that one with --prometheus if you trust it.`
        : `Unexpected redirect with status ${status} that leads nowhere.`,
    )
  if (status === 401 || status === 403)
    throw new PrometheusError(
      'server',
      `Prometheus lets nobody in ${authorization === null ? 'without credentials' : 'with these credentials'} (status ${status}): set EVENKEEL_PROMETHEUS_TOKEN, or EVENKEEL_PROMETHEUS_USER and EVENKEEL_PROMETHEUS_PASSWORD.`,
    )
}
