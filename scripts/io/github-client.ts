import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'

/*
 * The parts of Octokit that are used here. The package `octokit` has them all and brings an app's and a webhook's side
 * along, which is three times as much. Each part wants another version of the same types: `overrides` makes it one.
 */

const Client = Octokit.plugin(restEndpointMethods, paginateRest, retry, throttling)

/** Where a limit of requests is reached, it is waited for once, and said. */
const waitOnce =
  (limit: string) =>
  (
    seconds: number,
    { method, url }: { method: string; url: string },
    { log }: Octokit,
    retryCount: number,
  ): boolean => {
    log.warn(`${limit} is reached for ${method} ${url}${retryCount === 0 ? `: trying again in ${seconds} s` : ''}.`)
    return retryCount === 0
  }

/** GitHub's API, by name. It asks again where an answer says that GitHub has a problem of its own. */
export const githubClient = (api: string, token: string): InstanceType<typeof Client> =>
  new Client({
    auth: token,
    baseUrl: api,
    userAgent: 'evenkeel',
    throttle: {
      onRateLimit: waitOnce("GitHub's limit of requests"),
      onSecondaryRateLimit: waitOnce("GitHub's limit of requests at a time"),
    },
  })
