import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { openGithub, type Github } from '#io/github'
import { isOpen } from '#model/records/incident'
import { plain } from '#report/gate/escape'
import { applyPosting } from '../incident/apply-posting.ts'
import { tell } from '../incident/post.ts'
import { deskAt } from '../incident/desk.ts'
import { recordOfKey } from '../incident/posted-record.ts'
import { readByWriters } from '../incident/read-by-writers.ts'
import type { CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { actionsEnvironment, type ActionsEnvironment } from './actions-environment.ts'
import {
  openedAnswer,
  problemAnswer,
  problemMarker,
  CLOSED_MARKER,
  closedAnswer,
  MARKER,
  STRANGERS_MARKER,
  strangersAnswer,
  whyNot,
} from './post-answer.ts'
import { runOf } from './run.ts'
import { inWords, print, summarise } from './workflow-log.ts'

export interface PostOptions extends CommonOptions {
  dispatch?: string
}

/** Writes what the event of a workflow asks for, pushes it, answers where it was asked, and has the page published. */
export async function githubPost(options: PostOptions, terminal: Terminal): Promise<void> {
  const around = actionsEnvironment(terminal.env)
  const text = eventText(terminal.env['GITHUB_EVENT_PATH'])
  await inWords(terminal, around, async () => {
    const github = await openGithub(around)
    await posted(text, { options, around, github }, terminal)
  })
}

interface Desk {
  options: PostOptions
  around: ActionsEnvironment
  github: Github
}

async function posted(text: string, { options, around, github }: Desk, terminal: Terminal): Promise<void> {
  const thread = threadOf(text)
  const read = await readByWriters(
    text,
    { by: null, ...runOf(terminal.env) },
    {
      repository: around.repository,
      mayWrite: github.mayWrite,
    },
  )
  if (read.kind === 'ignored') {
    if (read.toStranger === true && thread) await github.writeComment(thread.issue, STRANGERS_MARKER, strangersAnswer)
    const open = read.closed === undefined ? undefined : openOfKey(read.closed, options, terminal)
    if (open !== undefined && thread) await github.writeComment(thread.issue, CLOSED_MARKER, closedAnswer(open))
    return print(terminal, `${read.why}; nothing is changed.\n`)
  }
  if (read.kind === 'error') return failed(read.error, thread, { around, github }, terminal)
  const applied = await applyPosting(read, { ...options, push: true }, terminal)
  const why = whyNot(applied)
  // First of all the page. Who was stopped before this starts it when he is run again.
  if (options.dispatch !== undefined && (why === null || applied.opened))
    await github.dispatch(options.dispatch, await github.defaultBranch())
  if (thread && applied.opened) await github.writeComment(thread.issue, MARKER, openedAnswer(applied.opened))
  if (why !== null) return failed(why, thread, { around, github }, terminal)
  const said: string[] = []
  tell(applied.settled, { ...terminal, out: (words) => void said.push(words) })
  print(terminal, said.join(''))
  const { id, public: shown } = applied
  summarise(`**${plain(id ?? '')}** ${shown ? `${shown.id} ${shown.address}` : ''}\n`, around)
  if (thread && id !== null) await github.writeComment(thread.issue, MARKER, openedAnswer(applied))
  // A run before this one may have said that nothing was written: of this, or of the issue that is taken along.
  for (const what of thread ? new Set(['issue', whatOf(thread)]) : [])
    await github.dropComment(thread?.issue ?? 0, problemMarker(what))
  if (thread?.comment !== undefined) await github.react(thread.comment, '+1')
}

/** The incident of a key, if it goes on. */
function openOfKey(key: string, options: PostOptions, terminal: Terminal): string | undefined {
  const { catalog } = deskAt(options, terminal).content
  const found = recordOfKey(key, catalog.incidents)
  return found && isOpen(found, catalog.now) ? found.id : undefined
}

async function failed(
  why: string,
  thread: Thread | null,
  { around, github }: Omit<Desk, 'options'>,
  terminal: Terminal,
): Promise<void> {
  print(terminal, `${why.trim()}\n`)
  terminal.exitCode = 1
  summarise(`Nothing was written: ${plain(why.trim())}\n`, around)
  if (!thread) return
  const what = whatOf(thread)
  await github.writeComment(thread.issue, problemMarker(what), problemAnswer(what, why))
  if (thread.comment !== undefined) await github.react(thread.comment, 'confused')
}

interface Thread {
  issue: number
  comment: number | undefined
}

/** What an answer is about: the issue itself, or one of its comments. */
const whatOf = ({ comment }: Thread): string => (comment === undefined ? 'issue' : String(comment))

const threaded = z.object({
  issue: z.object({ number: z.int().positive() }),
  comment: z.object({ id: z.int().positive() }).optional(),
})

/** The issue that it was asked in, if it was. */
function threadOf(text: string): Thread | null {
  const parsed = threaded.safeParse(json(text))
  return parsed.success ? { issue: parsed.data.issue.number, comment: parsed.data.comment?.id } : null
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function eventText(file: string | undefined): string {
  if (!file) throw new UsageError('There is no event in GITHUB_EVENT_PATH. Outside a workflow: `incident apply FILE`.')
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(
      `The event in ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
