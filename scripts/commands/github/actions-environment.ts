import { withoutEndSlashes } from '#model/page-address'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { GithubAccess } from '#io/github-repository'
import { UsageError } from '../usage-error.ts'

/** What GitHub Actions says of where a command runs, by its environment. */
export interface ActionsEnvironment extends GithubAccess {
  /** The address of the site, without a slash at its end. */
  server: string
  /** The page of this run; null where it isn't one. */
  run: string | null
  /** The file whose Markdown becomes the run's summary. */
  summary: string | null
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export function actionsEnvironment(env: NodeJS.ProcessEnv): ActionsEnvironment {
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new UsageError('Name the repository in GITHUB_REPOSITORY, as owner/name.')
  const token = env['GITHUB_TOKEN'] ?? ''
  if (token === '')
    throw new UsageError('Put a token into GITHUB_TOKEN. In a workflow: `GITHUB_TOKEN: ${{ github.token }}`.')
  const server = address(env['GITHUB_SERVER_URL'], 'https://github.com')
  const run = env['GITHUB_RUN_ID']
  return {
    repository,
    server,
    token,
    app: env['EVENKEEL_APP'] || null,
    api: address(env['GITHUB_API_URL'], 'https://api.github.com'),
    pauses: env['EVENKEEL_GITHUB_PAUSES'] !== 'none',
    run: run ? `${server}/${repository}/actions/runs/${run}` : null,
    summary: env['GITHUB_STEP_SUMMARY'] || null,
  }
}

const address = (value: string | undefined, usual: string): string => withoutEndSlashes(value || usual)

/** What has started a workflow, as far as the gate has to do with it. */
export type Occasion =
  /** `head`: its newest commit then; null: nobody says. `mayWrite`: whether the token of such a run may write. */
  | { kind: 'pull_request'; number: number; head: string | null; mayWrite: boolean; pushed: boolean }
  | { kind: 'merge_group'; base: string; head: string; branch: string; number: number | null }
  /**
   * The workflow of a pull request has run, for the commit `head`. `origin.head` is `owner:branch`, `from` its
   * repository; null where it is gone.
   */
  | { kind: 'workflow_run'; head: string; origin: { head: string; from: string } | null; pushed: boolean }

/** The event that GITHUB_EVENT_PATH holds. */
export function occasion(env: NodeJS.ProcessEnv): Occasion {
  const name = env['GITHUB_EVENT_NAME'] ?? ''
  const event = eventIn(env['GITHUB_EVENT_PATH'])
  if (name === 'pull_request' || name === 'pull_request_review') {
    const { action, pull_request } = parsed(pullRequestEvent, event, name)
    const { number, head } = pull_request
    // Runs for a fork, and those that Dependabot starts, get a token that only reads.
    const mayWrite = head.repo?.full_name === env['GITHUB_REPOSITORY'] && env['GITHUB_ACTOR'] !== 'dependabot[bot]'
    return { kind: 'pull_request', number, head: head.sha, mayWrite, pushed: action === 'synchronize' }
  }
  if (name === 'merge_group') {
    const { base_sha, base_ref, head_sha, head_ref } = parsed(mergeGroupEvent, event, name).merge_group
    const number = QUEUE.exec(head_ref.replace(/^refs\/heads\//, ''))?.[2]
    const branch = base_ref.replace(/^refs\/heads\//, '')
    return { kind: 'merge_group', base: base_sha, head: head_sha, branch, number: number ? Number(number) : null }
  }
  if (name === 'workflow_run') {
    const { event: cause, head_branch, head_sha, head_repository } = parsed(workflowRunEvent, event, name).workflow_run
    const queued = cause === 'merge_group' ? QUEUE.exec(head_branch ?? '') : null
    if (queued) {
      const [, branch = '', number, base = ''] = queued
      return { kind: 'merge_group', base, head: head_sha, branch, number: Number(number) }
    }
    if (!ABOUT_PULL_REQUESTS.has(cause))
      throw new UsageError(`Unexpected run of ${JSON.stringify(cause)}, expected one for a pull request or a queue.`)
    const pushed = cause === 'pull_request'
    if (!head_branch || !head_repository) return { kind: 'workflow_run', head: head_sha, origin: null, pushed }
    const { full_name, owner } = head_repository
    return {
      kind: 'workflow_run',
      head: head_sha,
      origin: { head: `${owner.login}:${head_branch}`, from: full_name },
      pushed,
    }
  }
  throw new UsageError(
    `Unexpected event ${JSON.stringify(name)} in GITHUB_EVENT_NAME, expected pull_request, pull_request_review, merge_group or workflow_run. Outside a workflow name a pull request with --pr.`,
  )
}

/** The merge queue's branches, `gh-readonly-queue/main/pr-12-<commit>`: what it goes into, its number, on top of what. */
const QUEUE = /^gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]{40,64})$/
const ABOUT_PULL_REQUESTS = new Set(['pull_request', 'pull_request_review'])
const commit = z.string().regex(/^[0-9a-f]{40,64}$/)

const pullRequestEvent = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha: commit, repo: z.object({ full_name: z.string() }).nullable() }),
  }),
})
const mergeGroupEvent = z.object({
  merge_group: z.object({ base_sha: commit, base_ref: z.string(), head_sha: commit, head_ref: z.string() }),
})
const workflowRunEvent = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: commit,
    head_branch: z.string().nullable(),
    head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }).nullish(),
  }),
})

function eventIn(file: string | undefined): unknown {
  if (!file)
    throw new UsageError('There is no event in GITHUB_EVENT_PATH. Outside a workflow name a pull request with --pr.')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(
      `The event in ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function parsed<T>(schema: z.ZodType<T>, event: unknown, name: string): T {
  const result = schema.safeParse(event)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new UsageError(`Unexpected ${issue?.path.join('.') ?? ''} in the event ${name}: ${issue?.message ?? ''}`)
}
