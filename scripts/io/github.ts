import { githubComments, type GithubComments } from './github-comments.ts'
import { isAnswer } from './github-error.ts'
import { githubIssues, type GithubIssues } from './github-issues.ts'
import type { Meter } from './github-meter.ts'
import { githubPulls, type GithubPulls } from './github-pulls.ts'
import { openRepository, type GithubAccess } from './github-repository.ts'
import { githubStatuses, type GithubStatuses } from './github-statuses.ts'

/** A repository on GitHub, as far as it is needed. Every function throws a `GithubError` that says what to do. */
export interface Github extends GithubPulls, GithubComments, GithubStatuses, GithubIssues {
  defaultBranch: () => Promise<string>
  /** Whether somebody may write to the repository: nobody of that name may not. */
  mayWrite: (handle: string) => Promise<boolean>
  /** Starts a workflow on a branch. */
  dispatch: (workflow: string, branch: string) => Promise<void>
  /** What all of it has cost so far. */
  meter: Readonly<Meter>
}

export async function openGithub(access: GithubAccess): Promise<Github> {
  const repository = await openRepository(access)
  const { octokit, at, asked, meter } = repository
  const { rest } = octokit
  return {
    ...githubPulls(repository),
    ...githubComments(repository),
    ...githubStatuses(repository),
    ...githubIssues(repository),

    defaultBranch: async () =>
      (await asked('read the settings', 'metadata: read', () => rest.repos.get(at))).data.default_branch,

    mayWrite: async (handle) => {
      const { data } = await asked(`ask what ${handle} may do`, 'metadata: read', () =>
        rest.repos.getCollaboratorPermissionLevel({ ...at, username: handle }).catch(nobody),
      )
      return data?.permission === 'admin' || data?.permission === 'write'
    },

    dispatch: async (workflow, branch) => {
      await asked(`start the workflow ${workflow}`, 'actions: write', () =>
        rest.actions.createWorkflowDispatch({ ...at, workflow_id: workflow, ref: branch }),
      )
    },

    meter,
  }
}

/** For 404: there is no such account. */
const nobody = (error: unknown): { data: null } => {
  if (isAnswer(error) && error.status === 404) return { data: null }
  throw error
}
