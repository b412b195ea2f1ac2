import type { RequestError } from '@octokit/request-error'
import { formatInstant, type Instant } from '#model/time'

/** What GitHub refused, in words that say what to do. */
export class GithubError extends Error {
  /** Whether the token lacks a permission. */
  readonly forbidden: boolean
  /** Where the limit of requests is used up, until when; `null`: nobody says. Undefined: it isn't. */
  readonly usedUpUntil: Instant | null | undefined
  constructor(message: string, cause: unknown, { forbidden = false, usedUpUntil }: Refusal = {}) {
    super(message, { cause })
    this.forbidden = forbidden
    this.usedUpUntil = usedUpUntil
  }
}
interface Refusal {
  forbidden?: boolean
  usedUpUntil?: Instant | null
}

export const isAnswer = (error: unknown): error is RequestError => error instanceof Error && error.name === 'HttpError'

/** What GitHub refused, as an error that says what to do. Other errors stay what they are. */
export function inWords(error: unknown, what: string, permission: string, api: string): unknown {
  if (!isAnswer(error)) return error
  const { status, response } = error
  const words = (help: string) => `Can't ${what}. ${help} GitHub says: ${error.message}`
  const fail = (help: string, forbidden = false) => new GithubError(words(help), error, { forbidden })
  if (!response) return fail(`There is no answer from ${api}. Try again later.`)
  if (status === 401) return fail('The token in GITHUB_TOKEN is refused: it is wrong or has expired.')
  const isUsedUp = response.headers['x-ratelimit-remaining'] === '0'
  if (status === 429 || (status === 403 && (isUsedUp || /\bsecondary rate\b/i.test(error.message)))) {
    const seconds = Number(response.headers['x-ratelimit-reset'])
    const usedUpUntil = isUsedUp && seconds > 0 ? seconds * 1000 : null
    return new GithubError(`Can't ${what}. ${usedUp(usedUpUntil)}`, error, { usedUpUntil })
  }
  if (status === 403) return fail(`The token lacks a permission: give the job \`${permission}\`.`, true)
  if (status === 404) return fail(`It isn't there, or the token may not see it (\`${permission}\`).`)
  return fail(status >= 500 ? 'GitHub has a problem of its own. Try again later.' : 'GitHub refuses it.')
}

/** That the limit of requests is reached, and until when. */
export const usedUp = (until: Instant | null): string =>
  until === null
    ? "GitHub's limit of requests at a time is reached. Run it again in a few minutes."
    : `GitHub's limit of requests is used up until ${formatInstant(until)}. Run it again then.`
