import type { GitlabAccess } from '#io/gitlab'
import { withoutEndSlashes } from '#model/page-address'
import { UsageError } from '../usage-error.ts'

/** The merge request that a pipeline of GitLab runs for. */
export interface MergeRequestPipeline {
  access: GitlabAccess
  /** Its number in the project. */
  iid: number
  /** The commit of its branch that the pipeline is of; null: outside of one. */
  head: string | null
}

/** What the environment says of it: https://docs.gitlab.com/ci/variables/predefined_variables/. `asked`: a number given by hand. */
export function mergeRequestPipeline(env: NodeJS.ProcessEnv, asked: number | null): MergeRequestPipeline {
  const iid = asked ?? Number(env['CI_MERGE_REQUEST_IID'] || Number.NaN)
  if (!Number.isInteger(iid))
    throw new UsageError(
      'There is no merge request in CI_MERGE_REQUEST_IID. Outside a pipeline for one name it with --mr.',
    )
  const named = (name: string, what: string) => {
    const value = env[name] ?? ''
    if (value === '') throw new UsageError(`Put ${what} into ${name}.`)
    return value
  }
  const api = withoutEndSlashes(env['CI_API_V4_URL'] || 'https://gitlab.com/api/v4')
  return {
    access: {
      api,
      graphql: env['CI_API_GRAPHQL_URL'] || api.replace(/\/v4$/, '/graphql'),
      project: named('CI_PROJECT_ID', "the project's number"),
      path: named('CI_PROJECT_PATH', "the project's path, as acme/ops,"),
      token: named('EVENKEEL_GITLAB_TOKEN', 'a project access token, role Reporter, scope read_api,'),
    },
    iid,
    // With merged results CI_COMMIT_SHA is a merge that GitLab made.
    head: asked === null ? env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || named('CI_COMMIT_SHA', 'the commit') : null,
  }
}
