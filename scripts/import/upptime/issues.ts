import { isPlainAddress } from '#model/records/field'
import { z } from 'zod'
import { instant } from '#model/records/field'
import { check } from '#model/records/schema-problem'
import type { SourceDocument } from '#model/source-document'
import type { Instant } from '#model/time'
import type { SourceProblem } from '../statuspage/format.ts'

/*
 * Issues as `gh issue list --json` prints them, and as GitHub's REST API does. Unknown keys pass.
 * https://docs.github.com/rest/issues/issues
 */

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)
const person = maybe(z.looseObject({ login: maybe(z.string()), type: maybe(z.string()) }))

const comment = z.looseObject({
  body: maybe(z.string()),
  createdAt: maybe(instant),
  created_at: maybe(instant),
  author: person,
  user: person,
  authorAssociation: maybe(z.string()),
  author_association: maybe(z.string()),
  isMinimized: maybe(z.boolean()),
})

const issue = z.looseObject({
  number: z.int(),
  title: z.string(),
  body: maybe(z.string()),
  state: maybe(z.string()),
  createdAt: maybe(instant),
  created_at: maybe(instant),
  closedAt: maybe(instant),
  closed_at: maybe(instant),
  updatedAt: maybe(instant),
  updated_at: maybe(instant),
  url: maybe(z.string()),
  html_url: maybe(z.string()),
  labels: maybe(z.array(z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]))),
  comments: maybe(z.union([z.array(comment), z.number()])),
  pull_request: z.unknown().optional(),
})

export interface IssueComment {
  time: Instant
  body: string
}

/** An issue that Upptime shows: an incident or a maintenance. */
export interface UpptimeIssue {
  /** Where it stands in the source, from 1. */
  line: number | null
  number: number
  title: string
  body: string
  labels: string[]
  opened: Instant
  /** Null while it is open. */
  closed: Instant | null
  url: string | null
  /** `owner/repo` in small letters, as its address says; null where it has none. */
  repository: string | null
  /** Oldest first; only of people who belong to the repository, and of Upptime itself. */
  comments: IssueComment[]
  /** Comments that aren't in the source. */
  missingComments: number
  /** Comments of others, and hidden ones. */
  strangeComments: number
}

/** Reads issues, each from a document of its own. Pull requests and issues without Upptime's labels are passed over. */
export function readIssues(documents: readonly SourceDocument[]): {
  issues: UpptimeIssue[]
  others: number
  problems: SourceProblem[]
} {
  const problems: SourceProblem[] = []
  const issues = new Map<number, UpptimeIssue>()
  let others = 0
  for (const { file, line, value } of documents) {
    const report = (record: string, message: string) =>
      void problems.push({ file, line: line ?? null, record, message })
    const result = check(issue, value, file)
    for (const { at, message } of result.problems) report(nameOf(value), `${pathOf(at)}${message}`)
    if (!result.data) continue
    const read = issueOf(result.data, line ?? null)
    if (read === 'other') others++
    else if (read === 'undated')
      report(nameOf(value), 'Missing `createdAt`, expected a time such as 2026-03-01T10:00:00Z.')
    else issues.set(read.number, read)
  }
  return {
    issues: [...issues.values()].toSorted((a, b) => a.opened - b.opened || a.number - b.number),
    others,
    problems,
  }
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'number' in value ? `issue #${String(value.number)}` : 'issue'
const pathOf = (at: object): string =>
  'path' in at && Array.isArray(at.path) && at.path.length > 0 ? `${at.path.join('.')}: ` : ''

function issueOf(data: z.output<typeof issue>, line: number | null): UpptimeIssue | 'other' | 'undated' {
  const labels = data.labels ?? []
  const wanted = labels.some((label) => label === 'status' || label === 'maintenance')
  if (!wanted || (data.pull_request ?? null) !== null) return 'other'
  const opened = data.createdAt ?? data.created_at
  if (opened === null) return 'undated'
  const closed = data.closedAt ?? data.closed_at
  const isClosed = data.state?.toLowerCase() === 'closed' || closed !== null
  const url = data.html_url ?? data.url
  const given = Array.isArray(data.comments) ? data.comments : []
  const dated = given.flatMap((one) => {
    const time = one.createdAt ?? one.created_at
    return time === null || one.body === null || isStrange(one) ? [] : [{ time, body: one.body }]
  })
  return {
    line,
    number: data.number,
    title: data.title,
    body: data.body ?? '',
    labels,
    opened,
    closed: isClosed ? Math.max(opened, closed ?? data.updatedAt ?? data.updated_at ?? opened) : null,
    url: url !== null && isPlainAddress(url) ? url : null,
    repository:
      /^https?:\/\/[^/\s]+\/(?:repos\/)?([^/\s]+\/[^/\s]+)\/issues\/\d+/.exec(url ?? '')?.[1]?.toLowerCase() ?? null,
    comments: dated.toSorted((a, b) => a.time - b.time),
    missingComments: typeof data.comments === 'number' ? data.comments : 0,
    strangeComments: given.filter(isStrange).length,
  }
}

/**
 * Who may write to the repository. A contributor is anyone who had a change merged once.
 * https://docs.github.com/graphql/reference/enums#commentauthorassociation
 */
const OURS = ['OWNER', 'MEMBER', 'COLLABORATOR']

/**
 * On a public repository anyone may comment on an issue that isn't locked: that is no word of the page's owner, and
 * neither is one of whom the source doesn't say. Upptime itself speaks as `github-actions[bot]`, for `gh` without the
 * end of that name.
 */
function isStrange({ author, user, authorAssociation, author_association, isMinimized }: z.output<typeof comment>) {
  if (isMinimized === true) return true
  const by = author ?? user
  if (by?.login === 'github-actions[bot]' || (by?.login === 'github-actions' && by.type !== 'User')) return false
  return !OURS.includes(authorAssociation ?? author_association ?? '')
}
