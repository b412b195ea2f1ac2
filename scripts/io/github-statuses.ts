import { GithubError } from './github-error.ts'
import type { Repository } from './github-repository.ts'

export interface CommitStatus {
  state: 'success' | 'failure' | 'error' | 'pending'
  /** One line; what is over 140 characters is cut. */
  description: string
  /** Where its link leads. */
  url: string | null
}

export interface GithubStatuses {
  /**
   * Sets the status unless it stands there already and is ours: GitHub takes no more than 1000 of one name for a commit.
   * Says whether it was set.
   */
  setStatus: (sha: string, context: string, status: CommitStatus) => Promise<boolean>
}

export function githubStatuses({ octokit, at, asked, ourselves }: Repository): GithubStatuses {
  const { rest } = octokit

  const isThere = async (sha: string, context: string, { state, description }: CommitStatus) => {
    const { data } = await asked(`read the statuses of commit ${sha}`, 'statuses: read', () =>
      rest.repos.listCommitStatusesForRef({ ...at, ref: sha, per_page: 100 }),
    )
    // Newest first. A status of somebody else's, though it says the same, doesn't count where ours is required.
    const there = data.find((one) => one.context === context)
    if (there?.state !== state || there.description !== description) return false
    return there.creator?.login === (await ourselves())
  }

  return {
    setStatus: async (sha, context, status) => {
      const line = { ...status, description: cut(status.description) }
      const stands = await isThere(sha, context, line).catch((error: unknown) => {
        // What can't be read for the limit can still be set.
        if (error instanceof GithubError && error.usedUpUntil !== undefined) return false
        throw error
      })
      if (stands) return false
      const { state, description, url } = line
      await asked(`set the status of commit ${sha}`, 'statuses: write', () =>
        rest.repos.createCommitStatus({ ...at, sha, state, context, description, target_url: url }),
      )
      return true
    },
  }
}

/** https://docs.github.com/en/rest/commits/statuses takes 140 characters. */
const LONGEST = 140

const cut = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`
}
