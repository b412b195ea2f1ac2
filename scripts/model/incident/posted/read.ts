import { hash } from 'node:crypto'
import type { z } from 'zod'
import { SEVERITIES } from '../../records/incident.ts'
import { plainLine } from '../../records/plain-line.ts'
import { INCIDENT_STATES, type ComponentStatus } from '../../records/update.ts'
import { parseInstant, type Instant } from '../../time.ts'
import { parseAlertGroup, type AlertGroup } from '../alertmanager.ts'
import { componentsSaid, wordOf } from './form-words.ts'
import {
  commentEvent,
  dispatchEvent,
  inputsEvent,
  isLabelled,
  isOfPullRequest,
  isWriterByWord,
  issueEvent,
  type CommentIn,
  type IssueIn,
  type UserIn,
} from './github-event.ts'
import { formAnswers } from './issue-form.ts'
import { jsonData } from './json.ts'
import type { Actor, IncidentPosting } from './posting.ts'

/** A command in a comment: `/update`, `/identified`, `/monitoring`, `/resolve`. */
export interface CommentCommand {
  /** Undefined: as it was before. */
  state: (typeof INCIDENT_STATES)[number] | undefined
  components: Readonly<Record<string, ComponentStatus>>
  text: string
}

/** What is known besides what is read. */
export interface Around {
  /** Who says it, where the input doesn't; null: whoever works in the clone. */
  by: Actor | null
  /** The run of a workflow, which has the same number when it is run again. */
  run?: string | undefined
  /** Whether that run is done again. */
  again?: boolean | undefined
  /** Whether whoever has written an issue or a comment may write to the repository; left out: as GitHub's event says. */
  mayWrite?: ((handle: string) => boolean) | undefined
  /** Finds the command in a comment: what is quoted or in code is none. Null: there is none. */
  commandIn: (markdown: string) => CommentCommand | { error: string } | null
}

/** What an input asks for. */
export type Read =
  | { kind: 'posting'; posting: IncidentPosting; first?: IncidentPosting }
  | { kind: 'alerts'; group: AlertGroup; by: Actor }
  /** Statuspage's body, which is read with the catalogue at hand. */
  | {
      kind: 'body'
      data: unknown
      key: string
      byWords: boolean
      again?: boolean
      by: Actor
      at?: Instant
      update?: string
    }
  /** There is nothing to do; `toStranger`: whoever asked may not. */
  | { kind: 'ignored'; why: string; toStranger?: boolean }
  | { kind: 'error'; error: string }

type Json = Readonly<Record<string, unknown>>

/** Tells by its shape what a JSON text is, and reads it. */
export function readPosted(text: string, around: Around): Read {
  const parsed = jsonData(text)
  if ('error' in parsed)
    return {
      kind: 'error',
      error: `Unexpected text that is no JSON (${plainLine(parsed.error.slice(0, 200))}), expected a whole message. Was it cut off on its way?`,
    }
  const { data } = parsed
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return unknownShape()
  const json: Json = { ...data }
  if (isOfPullRequest(json)) return { kind: 'ignored', why: 'It is about a pull request' }
  if ('comment' in json && 'issue' in json) return readAs(commentEvent, json, (event) => ofComment(event, around))
  if ('issue' in json && 'action' in json) return readAs(issueEvent, json, (event) => ofIssue(event, around))
  if ('client_payload' in json)
    return readAs(dispatchEvent, json, ({ client_payload, sender }) =>
      ofPayload(client_payload ?? {}, actorOf(sender), keyFrom(around.run, text, around.again)),
    )
  if ('inputs' in json && 'workflow' in json)
    return readAs(inputsEvent, json, ({ inputs, sender }) =>
      ofInputs(inputs ?? {}, actorOf(sender), { run: around.run ?? hashOf(text), again: around.again }),
    )
  const by = around.by ?? { handle: '' }
  if ('groupKey' in json) return ofAlerts(text, by)
  return ofPayload(json, by, keyFrom(undefined, text, false))
}

/** What a message without a key of its own is known by: the run that it came by, else all that it says. */
const keyFrom = (run: string | undefined, text: string, again = false): Named =>
  run === undefined ? { key: hashOf(text), byWords: true, again } : { key: `run ${run}`, byWords: false, again }

interface Named {
  key: string
  byWords: boolean
  again: boolean
}

function readAs<T>(schema: z.ZodType<T>, data: unknown, make: (event: T) => Read): Read {
  const read = schema.safeParse(data)
  if (read.success) return make(read.data)
  const [issue] = read.error.issues
  return {
    kind: 'error',
    error: `Unexpected \`${plainLine(issue?.path.join('.').slice(0, 100) ?? '')}\` in the event: ${plainLine(issue?.message.slice(0, 200) ?? '')}`,
  }
}

const unknownShape = (): Read => ({
  kind: 'error',
  error:
    "Unexpected JSON, expected a body of Statuspage's API ({\"incident\": {…}}), a message of Alertmanager's webhook, or an event of GitHub's: issues, issue_comment, workflow_dispatch or repository_dispatch.",
})

const hashOf = (text: string): string => hash('sha256', text).slice(0, 16)

const actorOf = ({ login, id }: UserIn): Actor => ({
  handle: login,
  ...(id === undefined ? {} : { email: `${id}+${login}@users.noreply.github.com` }),
})

function ofAlerts(text: string, by: Actor): Read {
  const group = parseAlertGroup(text)
  return 'error' in group ? { kind: 'error', error: group.error } : { kind: 'alerts', group, by }
}

/** `{"incident": {…}}` as Statuspage has it, or `{"alertmanager": {…}}`, with what makes it safe to repeat. */
function ofPayload(payload: Json, by: Actor, otherwise: Named): Read {
  if ('alertmanager' in payload) return ofAlerts(JSON.stringify(payload['alertmanager']), by)
  if (!('incident' in payload)) return unknownShape()
  const { idempotency_key: key, incident_id: update, at } = payload
  for (const [name, value] of Object.entries({ idempotency_key: key, incident_id: update, at }))
    if (value !== undefined && (typeof value !== 'string' || value.trim() === ''))
      return { kind: 'error', error: `Unexpected \`${name}\`, expected a text.` }
  const instant = typeof at === 'string' ? parseInstant(at) : undefined
  if (typeof instant === 'object') return { kind: 'error', error: `\`at\`: ${instant.error}` }
  return {
    kind: 'body',
    data: { incident: payload['incident'] },
    ...otherwise,
    ...(typeof key === 'string' ? { key, byWords: false } : {}),
    by,
    ...(instant === undefined ? {} : { at: instant }),
    ...(typeof update === 'string' ? { update } : {}),
  }
}

function ofInputs(inputs: Json, by: Actor, { run, again }: { run: string; again: boolean | undefined }): Read {
  const said = (name: string): string | undefined => {
    const text = String(inputs[name] ?? '').trim()
    return text === '' ? undefined : text
  }
  const stated = stateAndComponents({
    state: said('state'),
    severity: said('severity'),
    components: said('components'),
  })
  if ('error' in stated) return { kind: 'error', error: stated.error }
  const what = said('what') ?? 'open'
  if (what !== 'open' && what !== 'update' && what !== 'resolve')
    return {
      kind: 'error',
      error: `Unexpected \`what\` ${JSON.stringify(what.slice(0, 50))}, expected open, update or resolve.`,
    }
  const { state, ...rest } = stated
  const posting: IncidentPosting = {
    kind: 'incident',
    key: `run ${run}`,
    again,
    by,
    title: said('title'),
    text: said('text'),
    ...rest,
    state: what === 'resolve' ? 'resolved' : state,
    ...(what === 'open' ? {} : { update: said('incident') ?? '' }),
  }
  return { kind: 'posting', posting }
}

function stateAndComponents(said: {
  state?: string | undefined
  severity?: string | undefined
  components?: string | undefined
}) {
  const state = said.state === undefined ? undefined : wordOf(said.state, INCIDENT_STATES)
  if (said.state !== undefined && state === undefined && wordOf(said.state, ['as_before']) === undefined)
    return {
      error: `Unexpected state ${JSON.stringify(said.state.slice(0, 50))}, expected one of ${INCIDENT_STATES.join(', ')}.`,
    }
  const severity = said.severity === undefined ? undefined : wordOf(said.severity.slice(0, 5), SEVERITIES)
  if (said.severity !== undefined && severity === undefined && wordOf(said.severity, ['as_before']) === undefined)
    return {
      error: `Unexpected severity ${JSON.stringify(said.severity.slice(0, 50))}, expected one of ${SEVERITIES.join(', ')}.`,
    }
  const named = componentsSaid(said.components ?? '')
  return 'error' in named ? named : { state, severity, components: named.components }
}

const keyOf = (repository: { full_name: string }, { number }: IssueIn) => `${repository.full_name}#${number}`

function ofIssue(
  { action, issue, repository }: z.output<typeof issueEvent>,
  { mayWrite }: Pick<Around, 'mayWrite'>,
): Read {
  if (action !== 'opened' || !isLabelled(issue))
    return { kind: 'ignored', why: 'It is no new issue with the label `incident`' }
  if (!isWriter(issue, mayWrite)) return stranger()
  const posting = postingOf(issue, repository)
  return 'error' in posting ? { kind: 'error', error: posting.error } : { kind: 'posting', posting }
}

const isWriter = ({ user, author_association }: IssueIn | CommentIn, mayWrite: Around['mayWrite']): boolean =>
  mayWrite ? user !== null && mayWrite(user.login) : isWriterByWord(author_association)

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

function ofComment(event: z.output<typeof commentEvent>, around: Around): Read {
  const { action, issue, comment, repository } = event
  if (action !== 'created' || !isLabelled(issue))
    return { kind: 'ignored', why: 'It is no new comment on an issue with the label `incident`' }
  const command = around.commandIn(comment.body ?? '')
  if (command === null) return { kind: 'ignored', why: 'There is no command in the comment' }
  if (!isWriter(comment, around.mayWrite)) return stranger()
  if ('error' in command) return { kind: 'error', error: command.error }
  return {
    kind: 'posting',
    posting: ofCommand(command, comment, keyOf(repository, issue)),
    ...firstOf(issue, repository, around),
  }
}

/** GitHub may tell of a comment before it tells of its issue, which is opened then; where its author may not, nobody opens it. */
function firstOf(issue: IssueIn, repository: { full_name: string }, { mayWrite }: Around): { first?: IncidentPosting } {
  if (!isWriter(issue, mayWrite)) return {}
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
