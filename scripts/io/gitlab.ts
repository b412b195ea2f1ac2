import { z } from 'zod'
import type { GitlabApproval, GitlabVersion } from '#model/gate/gitlab-approvals'
import { instant } from '#model/records/field'
import { limitedText, reasonOf } from './response-text.ts'

export interface GitlabAccess {
  /** Addresses of its two APIs, without a slash at their end. */
  api: string
  graphql: string
  /** Its number, and its path with those of its groups. */
  project: string
  path: string
  token: string
}

/** A merge request as GitLab has it now. */
export interface MergeRequest {
  /** Null where the account is gone. */
  author: string | null
  isOpen: boolean
  /** The newest commit of its branch. */
  head: string
  target: string
  approvals: GitlabApproval[]
  versions: GitlabVersion[]
  /** Who asks for changes. */
  objectors: string[]
  /** Its commits; `author`: the account whose address it bears, null where none does. */
  commits: { sha: string; author: string | null; name: string }[]
}

/** What GitLab refused or left out, in words that say what to do. */
export class GitlabError extends Error {}

/** Bytes of one answer, and pages of one list: more of a merge request nobody has reviewed. */
const LIMIT = 16 * 1024 * 1024
const MOST_PAGES = 50
const TIMEOUT = 20_000

const sha = z.string().regex(/^[0-9a-f]{40,64}$/)
const user = z.object({ username: z.string() })
const pullSchema = z.object({ author: user.nullish(), state: z.string(), sha, target_branch: z.string() })
const approvalsSchema = z.object({
  approved_by: z.array(z.object({ user: user.nullish(), approved_at: instant.nullish() })),
})
const versionsSchema = z.array(z.object({ id: z.int(), head_commit_sha: sha, created_at: instant }))
const reviewersSchema = z.array(z.object({ user: user.nullish(), state: z.string() }))
const commitsSchema = z.object({
  data: z.object({
    project: z.object({
      mergeRequest: z.object({
        commits: z.object({
          nodes: z.array(z.object({ sha, author: user.nullish(), authorName: z.string().nullish() })),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        }),
      }),
    }),
  }),
})
const COMMITS = `query ($path: ID!, $iid: String!, $after: String) {
  project(fullPath: $path) { mergeRequest(iid: $iid) { commits(first: 100, after: $after) {
    nodes { sha authorName author { username } } pageInfo { hasNextPage endCursor }
  } } }
}`

/** Reads all that a merge request is judged with. Throws a `GitlabError`. */
export async function readMergeRequest(access: GitlabAccess, iid: number): Promise<MergeRequest> {
  const at = `/projects/${encodeURIComponent(access.project)}/merge_requests/${iid}`
  const pull = (await ask(access, pullSchema, at)).value
  const { approved_by } = (await ask(access, approvalsSchema, `${at}/approvals`)).value
  const reviewers = await pages(access, reviewersSchema, `${at}/reviewers`)
  const versions = await pages(access, versionsSchema, `${at}/versions`)
  return {
    author: pull.author?.username ?? null,
    isOpen: pull.state === 'opened',
    head: pull.sha,
    target: pull.target_branch,
    approvals: approved_by.flatMap(({ user: by, approved_at }) => {
      if (!by) return []
      if (approved_at === undefined || approved_at === null)
        throw new GitlabError(
          `${access.api} doesn't say when an approval was given (approved_at), so not of what. Update GitLab: its versions since the end of 2025 do.`,
        )
      return [{ by: by.username, at: approved_at }]
    }),
    versions: versions.map(({ id, head_commit_sha, created_at }) => ({ id, commit: head_commit_sha, at: created_at })),
    objectors: reviewers.flatMap(({ user: by, state }) => (by && state === 'requested_changes' ? [by.username] : [])),
    commits: await commitsOf(access, iid),
  }
}

async function commitsOf(access: GitlabAccess, iid: number): Promise<MergeRequest['commits']> {
  const found: MergeRequest['commits'] = []
  for (let after: string | null = null, page = 0; page < MOST_PAGES; page++) {
    const body = JSON.stringify({ query: COMMITS, variables: { path: access.path, iid: String(iid), after } })
    const answer: z.output<typeof commitsSchema> = (await ask(access, commitsSchema, null, body)).value
    const { nodes, pageInfo } = answer.data.project.mergeRequest.commits
    for (const { sha: commit, author, authorName } of nodes)
      found.push({ sha: commit, author: author?.username ?? null, name: authorName ?? '' })
    if (!pageInfo.hasNextPage) return found
    after = pageInfo.endCursor ?? null
  }
  throw new GitlabError(`Merge request !${iid} has more commits than anybody has read: over ${MOST_PAGES * 100}.`)
}

/** All pages of a list. */
async function pages<T>(access: GitlabAccess, schema: z.ZodType<T[]>, path: string): Promise<T[]> {
  const found: T[] = []
  for (let page: string | null = '1', asked = 0; page; asked++) {
    if (asked === MOST_PAGES) throw new GitlabError(`${path} goes on for more than ${MOST_PAGES} pages.`)
    const { value, next }: { value: T[]; next: string | null } = await ask(
      access,
      schema,
      `${path}?per_page=100&page=${page}`,
    )
    found.push(...value)
    // What lies between may take headers away: then there is another page until one is empty, and maybe an objection on it.
    page = next ?? (value.length === 0 ? null : String(Number(page) + 1))
  }
  return found
}

/** One answer; `path` null: of GraphQL. The token goes to that address and nowhere else: a redirect is refused. */
async function ask<T>({ api, graphql, token }: GitlabAccess, schema: z.ZodType<T>, path: string | null, body?: string) {
  const url = path === null ? graphql : `${api}${path}`
  const called = path === null ? 'the commits' : path.replace(/\?.*/, '')
  let text: string | null
  let response: Response
  try {
    response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'private-token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body === undefined ? {} : { body }),
    })
    text = await limitedText(response, LIMIT)
  } catch (error) {
    throw new GitlabError(`${url} can't be asked: ${reasonOf(error)}.`, { cause: error })
  }
  if (!response.ok)
    throw new GitlabError(`GitLab answers ${response.status} for ${called}. ${ADVICE[response.status] ?? ''}`.trim())
  const parsed = schema.safeParse(text === null ? undefined : json(text))
  if (!parsed.success)
    throw new GitlabError(`GitLab's answer for ${called} isn't one: ${z.prettifyError(parsed.error)}`)
  return { value: parsed.data, next: response.headers.get('x-next-page') }
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'The token is wrong or has expired: make a new project access token, role Reporter, scope read_api.',
  403: 'The token may not read it: it needs the role Reporter and the scope read_api.',
  404: 'It is not there, or the token may not see it: it needs the role Reporter and the scope read_api.',
  429: 'It asks for too much at once: run the job again in a minute.',
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
