import type { githubClient } from './github-client.ts'
import type { Meter } from './github-meter.ts'
import { inWords } from './github-error.ts'

/** Who acts with the token of a workflow. */
const BOT = 'github-actions[bot]'

export interface GithubAccess {
  /** The address of the API, without a slash at its end. */
  api: string
  /** `owner/name` */
  repository: string
  token: string
  /** Whose token it is: an App's name in addresses, or null for a workflow's own or a person's. */
  app: string | null
  /** Whether a second passes between two writings, as github.com asks for. A server of one's own may have no limits. */
  pauses: boolean
}

/** A repository whose API is asked, and what every part of it needs. */
export interface Repository {
  octokit: ReturnType<typeof githubClient>['octokit']
  at: { owner: string; repo: string }
  /** Asks for something; what GitHub refuses is thrown as a `GithubError` that names the permission. */
  asked: <T>(what: string, permission: string, request: () => Promise<T>) => Promise<T>
  /** The account that the token acts as. */
  ourselves: () => Promise<string>
  /** Whose comments and issues are ours: what a workflow's own token wrote before there was an App is ours, too. */
  we: () => Promise<Set<string>>
  meter: Readonly<Meter>
}

export async function openRepository({ api, repository, token, app, pauses }: GithubAccess): Promise<Repository> {
  // Few commands need it, and it takes its time to load.
  const { githubClient } = await import('./github-client.ts')
  const { octokit, meter } = githubClient(api, token, pauses)
  const [owner = '', repo = ''] = repository.split('/')
  let name: string | null = app === null ? null : `${app}[bot]`
  const ourselves = async (): Promise<string> => {
    // The token of a workflow may not ask who it is.
    name ??= await octokit.rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => BOT,
    )
    return name
  }

  return {
    octokit,
    meter,
    at: { owner, repo },
    ourselves,
    we: async () => new Set([BOT, await ourselves()]),
    asked: async (what, permission, request) => {
      try {
        return await request()
      } catch (error) {
        throw inWords(error, `${what} of ${repository}`, permission, api)
      }
    },
  }
}
