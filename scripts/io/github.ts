import type { RequestError } from '@octokit/request-error'
import { reviewsSchema, type Review } from '#model/gate/review'
import { formatInstant, type Instant } from '#model/time'
import type { Meter } from './github-meter.ts'

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

/** What became of an issue that is kept up to date. */
export interface KeptIssue {
  number: number
  /** Its page. */
  url: string
  done: 'opened' | 'reopened' | 'written anew' | 'left as it is' | 'closed'
}

/** A commit that a pull request brings. */
export interface BroughtCommit {
  sha: string
  parents: string[]
  tree: string
  /** The account whose address it bears as its author's; null where no account has that address. */
  author: string | null
  /** The author's name as the commit has it. */
  name: string
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
  /** Every commit that a pull request brings into a branch, by its head. */
  commits: (number: number, base: string, head: string) => Promise<BroughtCommit[]>
  /** Our own comment that begins with a marker; null where there is none yet. */
  comment: (number: number, marker: string) => Promise<Comment | null>
  /** Writes that comment, or edits it where it is there. Of several that two runs left, one stays. */
  writeComment: (number: number, marker: string, body: string) => Promise<Comment>
  /** Takes back our comments that begin with a marker, if there are any. */
  dropComment: (number: number, marker: string) => Promise<void>
  /**
   * Sets the status unless it stands there already and is ours: GitHub takes no more than 1000 of one name for a commit.
   * Says whether it was set.
   */
  setStatus: (sha: string, context: string, status: CommitStatus) => Promise<boolean>
  /** Asks people for their review. Who can't be asked, such as an account without access, is left out. */
  requestReviewers: (number: number, handles: readonly string[]) => Promise<void>
  /** Whether somebody may write to the repository: nobody of that name may not. */
  mayWrite: (handle: string) => Promise<boolean>
  /** Shows somebody that their comment was read. */
  react: (comment: number, content: '+1' | 'confused') => Promise<void>
  /** Starts a workflow on a branch. */
  dispatch: (workflow: string, branch: string) => Promise<void>
  /**
   * Keeps the one issue of ours that begins with a marker: opened or reopened where there is something to say, written anew
   * where it says something else, closed where there is nothing (`null`). Other open ones of the marker are closed.
   */
  keepIssue: (marker: string, wanted: { title: string; body: string } | null) => Promise<KeptIssue | null>
  /** What all of it has cost so far. */
  meter: Readonly<Meter>
}

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
}

export async function openGithub({ api, repository, token, app }: GithubAccess): Promise<Github> {
  // Few commands need it, and it takes its time to load.
  const { githubClient } = await import('./github-client.ts')
  const { octokit, meter } = githubClient(api, token)
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
    const comments = await asked(`list comments of #${number}`, 'pull-requests: read', () =>
      octokit.paginate(rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
    )
    const marked = comments.filter(({ body }) => body?.startsWith(marker))
    if (marked.length === 0) return []
    // What a workflow's own token wrote before there was an App is ours, too.
    const we = new Set([BOT, await ourselves()])
    return marked.filter(({ user }) => user && we.has(user.login)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Those of ours that begin with a marker: open ones first, then the newest. */
  const ownIssues = async (marker: string) => {
    const found = []
    for (const creator of new Set([BOT, await ourselves()])) {
      const issues = await asked('list the issues', 'issues: read', () =>
        octokit.paginate(rest.issues.listForRepo, { ...at, creator, state: 'all', per_page: 100 }),
      )
      found.push(...issues.filter(({ body, pull_request }) => !pull_request && body?.startsWith(marker)))
    }
    return found.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.number - a.number)
  }

  let name: string | null = app === null ? null : `${app}[bot]`
  const ourselves = async (): Promise<string> => {
    // The token of a workflow may not ask who it is.
    name ??= await rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => BOT,
    )
    return name
  }

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

    commits: async (number, base, head) => {
      const what = `list the commits of pull request ${number}`
      const listed = await asked(what, 'pull-requests: read', () =>
        octokit.paginate(rest.pulls.listCommits, { ...at, pull_number: number, per_page: 100 }),
      )
      if (listed.length < MOST_COMMITS) return listed.map(commitOf)
      const all = await asked(what, 'contents: read', () =>
        octokit.paginate(
          rest.repos.compareCommitsWithBasehead,
          { ...at, basehead: `${base}...${head}`, per_page: 100 },
          // Of this one the types say less than what comes.
          ({ data }) => (data as unknown as { commits: ListedCommit[] }).commits,
        ),
      )
      return all.map(commitOf)
    },

    comment: async (number, marker) => {
      const [first] = await own(number, marker)
      return first ? commentOf(first) : null
    },

    writeComment: async (number, marker, body) => {
      const write = `comment on #${number}`
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

    dropComment: async (number, marker) => {
      for (const { id } of await own(number, marker))
        await asked(`take back a comment on #${number}`, 'pull-requests: write', () =>
          rest.issues.deleteComment({ ...at, comment_id: id }),
        )
    },

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

    requestReviewers: async (number, handles) => {
      const request = (reviewers: readonly string[]) =>
        rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers: [...reviewers] })
      const what = `ask for a review of pull request ${number}`
      const all = await asked(what, 'pull-requests: write', () => request(handles).catch(refused))
      if (all !== null || handles.length < 2) return
      // One who can't be asked spoils it for all.
      for (const handle of handles) await asked(what, 'pull-requests: write', () => request([handle]).catch(refused))
    },

    keepIssue: async (marker, wanted) => {
      const [first, ...others] = await ownIssues(marker)
      const change = (number: number, what: Parameters<typeof rest.issues.update>[0]) =>
        asked(`write issue ${number}`, 'issues: write', () => rest.issues.update(what))
      const close = (number: number) =>
        change(number, { ...at, issue_number: number, state: 'closed', state_reason: 'completed' })
      for (const { number, state } of others) if (state === 'open') await close(number)
      if (wanted === null) {
        if (first?.state !== 'open') return null
        await close(first.number)
        return { number: first.number, url: first.html_url, done: 'closed' }
      }
      if (!first) {
        const { data } = await asked('open an issue', 'issues: write', () => rest.issues.create({ ...at, ...wanted }))
        return { number: data.number, url: data.html_url, done: 'opened' }
      }
      const { number, html_url: url } = first
      const isOpen = first.state === 'open'
      const isSame = first.title === wanted.title && first.body?.replaceAll('\r\n', '\n') === wanted.body
      if (isOpen && isSame) return { number, url, done: 'left as it is' }
      await change(number, { ...at, issue_number: number, ...wanted, ...(isOpen ? {} : { state: 'open' as const }) })
      return { number, url, done: isOpen ? 'written anew' : 'reopened' }
    },

    mayWrite: async (handle) => {
      const { data } = await asked(`ask what ${handle} may do`, 'metadata: read', () =>
        rest.repos.getCollaboratorPermissionLevel({ ...at, username: handle }).catch(nobody),
      )
      return data?.permission === 'admin' || data?.permission === 'write'
    },

    react: async (comment, content) => {
      await asked('react to a comment', 'issues: write', () =>
        rest.reactions.createForIssueComment({ ...at, comment_id: comment, content }),
      )
    },

    dispatch: async (workflow, branch) => {
      await asked(`start the workflow ${workflow}`, 'actions: write', () =>
        rest.actions.createWorkflowDispatch({ ...at, workflow_id: workflow, ref: branch }),
      )
    },

    meter,
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

/** https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request lists no more. */
const MOST_COMMITS = 250

/** What GitHub says of a commit in a list. */
interface ListedCommit {
  sha: string
  parents: { sha: string }[]
  commit: { author: { name?: string } | null; tree: { sha: string } }
  // Null where no account has the author's address; some answers have an empty map instead.
  author: { login?: string } | null
}

const commitOf = ({ sha, parents, commit, author }: ListedCommit): BroughtCommit => ({
  sha,
  parents: parents.map((parent) => parent.sha),
  tree: commit.tree.sha,
  author: author?.login ?? null,
  name: commit.author?.name ?? '',
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

/** For 404: there is no such account. */
const nobody = (error: unknown): { data: null } => {
  if (isAnswer(error) && error.status === 404) return { data: null }
  throw error
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
