import type { RequestError } from '@octokit/request-error'
import { reviewsSchema, type Review } from '#model/gate/review'

/** A pull request as GitHub has it now. */
export interface PullRequest {
  number: number
  /** Null where the account is gone. */
  author: string | null
  isOpen: boolean
  isDraft: boolean
  isMerged: boolean
  /** `repository` is `owner/name`; null where the fork is gone. */
  head: { sha: string; branch: string; repository: string | null }
  base: { branch: string }
  /** The commit that the merge made on the base's branch; before the merge, one that GitHub tries. */
  mergeCommit: string | null
  /** People whose review has been asked for and hasn't come. */
  requested: string[]
}

export interface CommitStatus {
  state: 'success' | 'failure' | 'error' | 'pending'
  /** One line; what is over 140 characters is cut. */
  description: string
  /** Where its link leads. */
  url: string | null
}

export interface Comment {
  body: string
  /** Its page. */
  url: string
}

/** A repository on GitHub, as far as it is needed. Every function throws a `GithubError` that says what to do. */
export interface Github {
  defaultBranch: () => Promise<string>
  pullRequest: (number: number) => Promise<PullRequest>
  /** Open ones that go into a branch; `head` (`owner:branch`) names where they come from. */
  openPullRequests: (base: string, head?: string) => Promise<PullRequest[]>
  /** Open and merged ones that a commit belongs to. */
  pullRequestsOf: (sha: string) => Promise<PullRequest[]>
  /** Oldest first. */
  reviews: (number: number) => Promise<Review[]>
  /** Our own comment that begins with a marker; null where there is none yet. */
  comment: (number: number, marker: string) => Promise<Comment | null>
  /** Writes that comment, or edits it where it is there. Of several that two runs left, one stays. */
  writeComment: (number: number, marker: string, body: string) => Promise<Comment>
  /**
   * Sets the status unless it stands there already: GitHub takes no more than 1000 of one name for a commit. Says
   * whether it was set.
   */
  setStatus: (sha: string, context: string, status: CommitStatus) => Promise<boolean>
  /** Asks people for their review. Who can't be asked, such as an account without access, is left out. */
  requestReviewers: (number: number, handles: readonly string[]) => Promise<void>
  /** Starts a workflow on a branch. */
  dispatch: (workflow: string, branch: string) => Promise<void>
}

/** What GitHub refused, in words that say what to do. */
export class GithubError extends Error {
  /** Whether the token lacks a permission. */
  readonly forbidden: boolean
  constructor(message: string, forbidden: boolean, cause: unknown) {
    super(message, { cause })
    this.forbidden = forbidden
  }
}

/** Who acts with the token of a workflow. */
const BOT = 'github-actions[bot]'

/** `repository` is `owner/name`. `api` is the address of the API, without a slash at its end. */
export async function openGithub(api: string, repository: string, token: string): Promise<Github> {
  // Few commands need it, and it takes its time to load.
  const { githubClient } = await import('./github-client.ts')
  const octokit = githubClient(api, token)
  const [owner = '', repo = ''] = repository.split('/')
  const at = { owner, repo }
  const { rest } = octokit

  const asked = async <T>(what: string, permission: string, request: () => Promise<T>): Promise<T> => {
    try {
      return await request()
    } catch (error) {
      throw inWords(error, `${what} of ${repository}`, permission, api)
    }
  }

  const own = async (number: number, marker: string) => {
    const comments = await asked(`list comments of pull request ${number}`, 'pull-requests: read', () =>
      octokit.paginate(rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
    )
    const marked = comments.filter(({ body }) => body?.startsWith(marker))
    if (marked.length === 0) return []
    const we = await ourselves()
    return marked.filter(({ user }) => user && we.has(user.login)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  let names: Set<string> | null = null
  const ourselves = async (): Promise<ReadonlySet<string>> => {
    // The token of a workflow may not ask who it is.
    names ??= new Set([
      BOT,
      await rest.users.getAuthenticated().then(
        ({ data }) => data.login,
        () => BOT,
      ),
    ])
    return names
  }

  return {
    defaultBranch: async () =>
      (await asked('read the settings', 'metadata: read', () => rest.repos.get(at))).data.default_branch,

    pullRequest: async (number) => {
      const { data } = await asked(`read pull request ${number}`, 'pull-requests: read', () =>
        rest.pulls.get({ ...at, pull_number: number }),
      )
      return pullRequestOf(data)
    },

    openPullRequests: async (base, head) => {
      const filter = head === undefined ? {} : { head }
      const pulls = await asked('list the pull requests', 'pull-requests: read', () =>
        octokit.paginate(rest.pulls.list, { ...at, state: 'open', base, ...filter, per_page: 100 }),
      )
      return pulls.map(pullRequestOf)
    },

    pullRequestsOf: async (sha) => {
      const pulls = await asked(`list the pull requests of commit ${sha}`, 'pull-requests: read', () =>
        octokit.paginate(rest.repos.listPullRequestsAssociatedWithCommit, { ...at, commit_sha: sha, per_page: 100 }),
      )
      return pulls.map(pullRequestOf)
    },

    reviews: async (number) => {
      const listed = await asked(`list the reviews of pull request ${number}`, 'pull-requests: read', () =>
        octokit.paginate(rest.pulls.listReviews, { ...at, pull_number: number, per_page: 100 }),
      )
      return reviewsSchema.parse(listed)
    },

    comment: async (number, marker) => {
      const [first] = await own(number, marker)
      return first ? commentOf(first) : null
    },

    writeComment: async (number, marker, body) => {
      const write = `comment on pull request ${number}`
      const edit = async () => {
        const [first, ...others] = await own(number, marker)
        if (!first) return null
        for (const { id } of others)
          await asked(write, 'pull-requests: write', () => rest.issues.deleteComment({ ...at, comment_id: id }))
        // A form of it with other line ends is the same text.
        if (first.body?.replaceAll('\r\n', '\n') === body) return commentOf(first)
        const { data } = await asked(write, 'pull-requests: write', () =>
          rest.issues.updateComment({ ...at, comment_id: first.id, body }),
        )
        return commentOf(data)
      }
      const edited = await edit()
      if (edited) return edited
      const { data } = await asked(write, 'pull-requests: write', () =>
        rest.issues.createComment({ ...at, issue_number: number, body }),
      )
      // Two runs may have found none, and both have written one.
      return (await edit()) ?? commentOf(data)
    },

    setStatus: async (sha, context, { state, description, url }) => {
      const { data } = await asked(`read the status of commit ${sha}`, 'statuses: read', () =>
        rest.repos.getCombinedStatusForRef({ ...at, ref: sha, per_page: 100 }),
      )
      const line = cut(description)
      const there = data.statuses.find((one) => one.context === context)
      if (there?.state === state && there.description === line) return false
      await asked(`set the status of commit ${sha}`, 'statuses: write', () =>
        rest.repos.createCommitStatus({ ...at, sha, state, context, description: line, target_url: url }),
      )
      return true
    },

    requestReviewers: async (number, handles) => {
      const request = (reviewers: readonly string[]) =>
        rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers: [...reviewers] })
      const what = `ask for a review of pull request ${number}`
      const all = await asked(what, 'pull-requests: write', () => request(handles).catch(refused))
      if (all !== null || handles.length < 2) return
      // One who can't be asked spoils it for all.
      for (const handle of handles) await asked(what, 'pull-requests: write', () => request([handle]).catch(refused))
    },

    dispatch: async (workflow, branch) => {
      await asked(`start the workflow ${workflow}`, 'actions: write', () =>
        rest.actions.createWorkflowDispatch({ ...at, workflow_id: workflow, ref: branch }),
      )
    },
  }
}

/** What GitHub says of a pull request, wherever it says it. */
interface Listed {
  number: number
  user: { login: string } | null
  state: string
  draft?: boolean | undefined
  merged_at: string | null
  merge_commit_sha: string | null
  // GitHub's own description has the repository always there; it is null once a fork is deleted.
  head: { sha: string; ref: string; repo: { full_name: string } | null }
  base: { ref: string }
  requested_reviewers?: { login: string }[] | null | undefined
}

const pullRequestOf = (pull: Listed): PullRequest => ({
  number: pull.number,
  author: pull.user?.login ?? null,
  isOpen: pull.state === 'open',
  isDraft: pull.draft ?? false,
  isMerged: pull.merged_at !== null,
  head: { sha: pull.head.sha, branch: pull.head.ref, repository: pull.head.repo?.full_name ?? null },
  base: { branch: pull.base.ref },
  mergeCommit: pull.merge_commit_sha,
  requested: (pull.requested_reviewers ?? []).map(({ login }) => login),
})

const commentOf = ({ body, html_url }: { body?: string; html_url: string }): Comment => ({
  body: body ?? '',
  url: html_url,
})

/** https://docs.github.com/en/rest/commits/statuses takes 140 characters. */
const LONGEST = 140

const cut = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`
}

/** For 422: GitHub takes no review of this person. */
const refused = (error: unknown): null => {
  if (isAnswer(error) && error.status === 422) return null
  throw error
}

const isAnswer = (error: unknown): error is RequestError => error instanceof Error && error.name === 'HttpError'

function inWords(error: unknown, what: string, permission: string, api: string): unknown {
  if (!isAnswer(error)) return error
  const { status, response } = error
  const said = `GitHub says: ${error.message}`
  const words = (help: string) => `Can't ${what}. ${help} ${said}`
  const fail = (help: string, forbidden = false) => new GithubError(words(help), forbidden, error)
  if (!response) return fail(`There is no answer from ${api}. Try again later.`)
  if (status === 401) return fail('The token in GITHUB_TOKEN is refused: it is wrong or has expired.')
  const limited = status === 429 || (status === 403 && response.headers['x-ratelimit-remaining'] === '0')
  if (limited) return fail('The limit of requests is used up. Try again later.')
  if (status === 403) return fail(`The token lacks a permission: give the job \`${permission}\`.`, true)
  if (status === 404) return fail(`It isn't there, or the token may not see it (\`${permission}\`).`)
  return fail(status >= 500 ? 'GitHub has a problem of its own. Try again later.' : 'GitHub refuses it.')
}
