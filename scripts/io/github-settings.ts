import { GithubError, inWords, isAnswer } from './github-error.ts'
import type { GithubAccess } from './github-repository.ts'

/** Something of a repository's settings that is to be written. */
export interface Call {
  method: 'POST' | 'PUT' | 'PATCH'
  /** As GitHub's description writes it, below the repository: `/environments/{environment_name}`. */
  route: string
  parameters: Readonly<Record<string, unknown>>
  /** What a token needs for it, by GitHub's names. */
  permission: string
}

/** Why something can't be read or written. */
export interface Refused {
  refused: true
  /**
   * `scope`: the token lacks a permission; `plan`: the account's plan hasn't got it; `policy`: an organization's policy
   * decides; `other`: the words say it.
   */
  why: 'scope' | 'plan' | 'policy' | 'other'
  words: string
}
export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value

/**
 * The settings of a repository. What GitHub refuses comes back, for the rest can go on; what ends all of it, a token that is
 * wrong or a limit that is used up, is thrown as a `GithubError`.
 */
export interface GithubSettings {
  /** One thing; null: it isn't there. `route` is the whole path as GitHub's description writes it. */
  read: (route: string, permission: string, parameters?: Call['parameters']) => Promise<unknown>
  /** All of a list; null: what it belongs to isn't there. */
  list: (route: string, permission: string, parameters?: Call['parameters']) => Promise<unknown[] | Refused | null>
  /** Null: it is done. */
  write: (call: Call) => Promise<Refused | null>
}

/** Where a repository's own routes begin. */
export const REPOSITORY = '/repos/{owner}/{repo}'

export async function openGithubSettings({ api, repository, token, pauses }: GithubAccess): Promise<GithubSettings> {
  const { githubClient } = await import('./github-client.ts')
  const { octokit } = githubClient(api, token, pauses)
  const [owner = '', repo = ''] = repository.split('/')
  const of = (route: string) => (route.startsWith(REPOSITORY) ? { owner, repo } : {})

  const asked = async <T>(permission: string, request: () => Promise<T>): Promise<T | Refused | null> => {
    try {
      return await request()
    } catch (error) {
      if (isAnswer(error) && error.status === 404) return null
      return refusal(error, repository, permission, api)
    }
  }
  return {
    read: (route, permission, parameters = {}) =>
      asked(permission, async () => {
        const { data } = await octokit.request(`GET ${route}`, { ...of(route), ...parameters })
        return data as unknown
      }),
    list: (route, permission, parameters = {}) =>
      asked(permission, () =>
        octokit
          .paginate(`GET ${route}`, { ...of(route), per_page: 100, ...parameters })
          .then((all) => all as unknown[]),
      ),
    write: async ({ method, route, parameters, permission }) => {
      const done = await asked(permission, async () => {
        await octokit.request(`${method} ${REPOSITORY}${route}`, { owner, repo, ...parameters })
        return 'done' as const
      })
      if (done === 'done') return null
      return done ?? { refused: true, why: 'scope', words: missing(permission) }
    },
  }
}

const missing = (permission: string): string =>
  `The token may not see it: it needs \`${permission}\`, of an administrator of the repository.`

/** Words of GitHub's that mean: not with this plan. It has no status of its own for that. */
const UNPAID = /\bupgrade to\b|\bbilling plan\b|\bcurrent plan\b/i

function refusal(error: unknown, repository: string, permission: string, api: string): Refused {
  const inOurs = inWords(error, `reach the settings of ${repository}`, permission, api)
  if (!isAnswer(error) || !(inOurs instanceof GithubError)) throw inOurs
  const { status, message } = error
  if (status === 401 || !error.response || inOurs.usedUpUntil !== undefined) throw inOurs
  const said = `GitHub says: ${message}`
  if ((status === 403 || status === 422) && UNPAID.test(message)) return { refused: true, why: 'plan', words: said }
  if (status === 403)
    return { refused: true, why: 'scope', words: `The token lacks a permission: \`${permission}\`. ${said}` }
  if (status === 409) return { refused: true, why: 'policy', words: said }
  if (status >= 500)
    return { refused: true, why: 'other', words: `GitHub has a problem of its own. Try again later. ${said}` }
  return { refused: true, why: 'other', words: said }
}
