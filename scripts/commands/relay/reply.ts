import { STATUS_CODES } from 'node:http'

/** What a request is answered with: JSON, as Statuspage answers. */
export interface Reply {
  status: number
  body: unknown
  headers?: Readonly<Record<string, string>>
  /** For the log: which record it came to. */
  note?: string
}

export const ok = (body: unknown): Reply => ({ status: 200, body })

/** Statuspage answers with one sentence, or with a list where a body has several things wrong with it. */
export const wrong = (status: number, error: string | readonly string[], headers: Reply['headers'] = {}): Reply => ({
  status,
  body: { error },
  headers,
})

export const NOT_FOUND = wrong(404, 'Not found')
export const UNAUTHENTICATED = wrong(401, 'Could not authenticate', {
  'www-authenticate': 'OAuth realm="evenkeel relay"',
})
export const TOO_LARGE = wrong(413, 'The body is larger than 1 MB.')
export const COMPRESSED = wrong(415, 'The body is compressed. Send it as it is.', { 'accept-encoding': 'identity' })
export const unprocessable = (errors: readonly string[]): Reply => wrong(422, errors)

export const nameOf = (status: number): string => STATUS_CODES[status] ?? ''
