import type { z } from 'zod'
import {
  actorOf,
  commentEvent,
  isLabelled,
  issueEvent,
  type CommentIn,
  type IssueIn,
  type UserIn,
} from './github-event.ts'
import { formAnswers } from './issue-form.ts'
import type { IncidentPosting } from './posting.ts'
import type { Around, CommentCommand, Read } from './reading.ts'
import { stateAndComponents } from './stated.ts'

const keyOf = (repository: { full_name: string }, { number }: IssueIn) => `${repository.full_name}#${number}`

/** What an issue asks for: an incident, where it is new and by somebody who may write. */
export function ofIssue(
  { action, issue, repository }: z.output<typeof issueEvent>,
  around: Pick<Around, 'mayWrite'>,
): Read {
  if (action === 'closed' && isLabelled(issue))
    return { kind: 'ignored', why: 'Closing an issue ends no incident', closed: keyOf(repository, issue) }
  if (action !== 'opened' || !isLabelled(issue))
    return { kind: 'ignored', why: 'It is no new issue with the label `incident`' }
  if (!isWriter(issue.user, repository, around)) return stranger()
  const posting = postingOf(issue, repository)
  return 'error' in posting ? { kind: 'error', error: posting.error } : { kind: 'posting', posting }
}

/** An account that is gone may nothing. */
const isWriter = (
  user: UserIn | null,
  { full_name: repository }: { full_name: string },
  { mayWrite }: Pick<Around, 'mayWrite'>,
): boolean => user !== null && mayWrite(user.login, repository)

const stranger = (): Read => ({
  kind: 'ignored',
  toStranger: true,
  why: 'Only people who may write to this repository post incidents from its issues',
})

/** The incident that an issue reports. */
function postingOf(issue: IssueIn, repository: { full_name: string }): IncidentPosting | { error: string } {
  const answers = formAnswers(issue.body ?? '')
  const stated = stateAndComponents(answers)
  if ('error' in stated) return stated
  return {
    kind: 'incident',
    key: keyOf(repository, issue),
    by: issue.user === null ? { handle: 'ghost' } : actorOf(issue.user),
    at: issue.created_at,
    url: issue.html_url,
    title: issue.title,
    text: answers.text,
    ...stated,
  }
}

/** What a comment on such an issue asks for, by its command. */
export function ofComment(event: z.output<typeof commentEvent>, around: Around): Read {
  const { action, issue, comment, repository, sender } = event
  const before = action === 'edited' ? event.changes?.body?.from : undefined
  if (!isLabelled(issue) || (action !== 'created' && before === undefined))
    return { kind: 'ignored', why: 'It is no new or edited comment on an issue with the label `incident`' }
  const was = before === undefined ? null : around.commandIn(before)
  const command = around.commandIn(comment.body ?? '')
  if (command === null && was === null) return { kind: 'ignored', why: 'There is no command in the comment' }
  if (![comment.user, sender].every((one) => isWriter(one, repository, around))) return stranger()
  if (command === null) return { kind: 'error', error: TAKEN_BACK }
  if ('error' in command) return { kind: 'error', error: command.error }
  if (before !== undefined && was === null) return { kind: 'error', error: ADDED }
  return {
    kind: 'posting',
    posting: {
      ...ofCommand(command, comment, keyOf(repository, issue)),
      ...(before === undefined ? {} : { by: actorOf(sender), edited: comment.updated_at ?? comment.created_at }),
    },
    ...firstOf(issue, repository, around),
  }
}

const TAKEN_BACK =
  'Unexpected edit that takes a command out: what customers have read is not taken back. Correct it by an update, or take its file out by a pull request.'
const ADDED =
  'Unexpected command in a comment that had none: an edit corrects words, and posts nothing. Write a new comment.'

/** GitHub may tell of a comment before it tells of its issue, which is opened then; where its author may not, nobody opens it. */
function firstOf(issue: IssueIn, repository: { full_name: string }, around: Around): { first?: IncidentPosting } {
  if (!isWriter(issue.user, repository, around)) return {}
  const first = postingOf(issue, repository)
  return 'error' in first ? {} : { first }
}

const ofCommand = (
  { state, components, text }: CommentCommand,
  comment: CommentIn,
  update: string,
): IncidentPosting => ({
  kind: 'incident',
  key: `${update} ${comment.id}`,
  update,
  by: comment.user === null ? { handle: 'ghost' } : actorOf(comment.user),
  at: comment.created_at,
  url: comment.html_url,
  state,
  components,
  text,
})
