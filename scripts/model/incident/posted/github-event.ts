import { z } from 'zod'
import { parseInstant, type Instant } from '../../time.ts'
import { jsonData } from './json.ts'
import type { Actor } from './posting.ts'

/*
 * What GitHub tells a workflow of: https://docs.github.com/en/webhooks/webhook-events-and-payloads. All that stands in it
 * may be a stranger's.
 */

const time = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text)
  if (typeof instant === 'number') return instant
  context.addIssue({ code: 'custom', message: instant.error })
  return z.NEVER
})
const user = z.object({ login: z.string(), id: z.number().optional() })
const repository = z.object({ full_name: z.string() })
const issue = z.object({
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  user: user.nullable(),
  created_at: time,
  html_url: z.string(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).default([]),
})
const comment = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: user.nullable(),
  created_at: time,
  updated_at: time.optional(),
  html_url: z.string(),
})
/** What was edited, as it was before. */
const changes = z.object({ body: z.object({ from: z.string() }).optional() })

/** Whether an event is about a pull request: GitHub calls that an issue, too. */
export const isOfPullRequest = (event: { issue?: unknown }): boolean =>
  typeof event.issue === 'object' && event.issue !== null && 'pull_request' in event.issue

export const issueEvent = z.object({ action: z.string(), issue, repository, sender: user })
export const commentEvent = z.object({
  action: z.string(),
  issue,
  comment,
  repository,
  sender: user,
  changes: changes.optional(),
})
export const inputsEvent = z.object({
  inputs: z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()])).nullable(),
  repository,
  sender: user,
})
export const dispatchEvent = z.object({
  client_payload: z.record(z.string(), z.unknown()).nullable(),
  repository,
  sender: user,
})

export type IssueIn = z.output<typeof issue>
export type CommentIn = z.output<typeof comment>
export type UserIn = z.output<typeof user>

/** The label of issues that are incidents; the form puts it there. */
export const LABEL = 'incident'

export const isLabelled = ({ labels }: IssueIn): boolean =>
  labels.some((one) => (typeof one === 'string' ? one : one.name)?.toLowerCase() === LABEL)

const saidOf = z.object({
  user: z.object({ login: z.string() }),
  author_association: z.enum(['OWNER', 'MEMBER', 'COLLABORATOR']),
})

/** The accounts of which an event itself says that they belong to its repository: who may write, and some who may read. */
export function writersByWord(text: string): ReadonlySet<string> {
  const parsed = jsonData(text)
  const event = z
    .object({ issue: z.unknown(), comment: z.unknown() })
    .partial()
    .safeParse('data' in parsed ? parsed.data : null)
  return new Set(
    [event.data?.issue, event.data?.comment].flatMap((one) => saidOf.safeParse(one).data?.user.login ?? []),
  )
}

/** Who GitHub says it was, as an author of a commit. */
export const actorOf = ({ login, id }: UserIn): Actor => ({
  handle: login,
  ...(id === undefined ? {} : { email: `${id}+${login}@users.noreply.github.com` }),
})
