import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods'
import { retry } from '@octokit/plugin-retry'
import { throttling, type ThrottlingOptions } from '@octokit/plugin-throttling'
import { metered, type Meter } from './github-meter.ts'

/*
 * The parts of Octokit that are used here. The package `octokit` has them all and brings an app's and a webhook's side
 * along, which is three times as much. Each part wants another version of the same types: `overrides` makes it one.
 */

const Client = Octokit.plugin(restEndpointMethods, paginateRest, retry, throttling)

/** The longest that is waited for a limit of requests, in seconds, all in all: a job has its own time limit. */
const PATIENCE = 60

/** Where a limit of requests is reached, it is waited for while that is short, and said. */
function waitShortly(): (
  limit: string,
) => (seconds: number, request: { method: string; url: string }, octokit: Octokit) => boolean {
  let waited = 0
  return (limit) =>
    (seconds, { method, url }, { log }) => {
      const waits = waited + seconds <= PATIENCE
      if (waits) waited += seconds
      log.warn(`${limit} is reached for ${method} ${url}${waits ? `: trying again in ${seconds} s` : ''}.`)
      return waits
    }
}

/** Answers that asking again at once doesn't change: what is wrong with a request, and a limit. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451]

/** What stands in for the queues in which writings wait for each other: https://github.com/octokit/plugin-throttling.js */
const AT_ONCE = {
  key: () => ({ schedule: async (_: unknown, work: () => Promise<unknown>) => work() }),
} as unknown as NonNullable<ThrottlingOptions['write']>

/**
 * GitHub's API, by name, and what it has cost. It asks again where an answer says that GitHub has a problem of its own.
 * `pauses`: writes with a second between, and what somebody is notified of with three.
 */
export function githubClient(
  api: string,
  token: string,
  pauses: boolean,
): { octokit: InstanceType<typeof Client>; meter: Meter } {
  const { fetch, meter } = metered(globalThis.fetch, Date.now)
  const wait = waitShortly()
  const octokit = new Client({
    auth: token,
    baseUrl: api,
    userAgent: 'evenkeel',
    request: { fetch },
    retry: { doNotRetry: FINAL },
    throttle: {
      ...(pauses ? {} : { write: AT_ONCE, notifications: AT_ONCE }),
      onRateLimit: wait("GitHub's limit of requests"),
      onSecondaryRateLimit: wait("GitHub's limit of requests at a time"),
    },
  })
  return { octokit, meter }
}
