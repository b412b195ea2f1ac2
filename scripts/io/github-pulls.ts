import { reviewsSchema, type Review } from '#model/gate/review'
import { isAnswer } from './github-error.ts'
import type { Repository } from './github-repository.ts'

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

/** Pull requests, their commits and their reviews. */
export interface GithubPulls {
  pullRequest: (number: number) => Promise<PullRequest>
  /** Open ones that go into a branch; `head` (`owner:branch`) names where they come from. */
  openPullRequests: (base: string, head?: string) => Promise<PullRequest[]>
  /** Open and merged ones that a commit belongs to. */
  pullRequestsOf: (sha: string) => Promise<PullRequest[]>
  /** Oldest first. */
  reviews: (number: number) => Promise<Review[]>
  /** Every commit that a pull request brings into a branch, by its head. */
  commits: (number: number, base: string, head: string) => Promise<BroughtCommit[]>
  /** Asks people for their review. Who can't be asked, such as an account without access, is left out. */
  requestReviewers: (number: number, handles: readonly string[]) => Promise<void>
}

export function githubPulls({ octokit, at, asked }: Repository): GithubPulls {
  const { rest } = octokit
  return {
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

    requestReviewers: async (number, handles) => {
      const request = (reviewers: readonly string[]) =>
        rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers: [...reviewers] })
      const what = `ask for a review of pull request ${number}`
      const all = await asked(what, 'pull-requests: write', () => request(handles).catch(refused))
      if (all !== null || handles.length < 2) return
      // One who can't be asked spoils it for all.
      for (const handle of handles) await asked(what, 'pull-requests: write', () => request([handle]).catch(refused))
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

/** For 422: GitHub takes no review of this person. */
const refused = (error: unknown): null => {
  if (isAnswer(error) && error.status === 422) return null
  throw error
}
