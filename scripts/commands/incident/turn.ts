import { setTimeout } from 'node:timers/promises'
import type { Wanted } from '#io/ongoing-reader'
import { idAt } from '#model/records/content-layout'
import type { Terminal } from '../terminal.ts'
import { deskAt, type Desk } from './desk.ts'
import type { IncidentOptions } from './options.ts'
import { already, post, type Writing } from './post.ts'
import { targetOf, type Target } from './target.ts'
import type { Questions } from './word.ts'

/** What comes of a command on an incident: files to write, that nothing is new in it, or why it can't be done. */
export type Step = { posting: Writing } | { already: string } | { refused: string }

export type Take = (
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
) => Step | Promise<Step>

/** How often it is tried anew where others write the same files at the same moment. */
const TRIES = 100
/** Milliseconds until the next. */
const PAUSE = 50

/** Finds the incident that a command is about, and writes what comes of it; asks where somebody is there. */
export async function onTarget(
  id: string | undefined,
  given: IncidentOptions,
  terminal: Terminal,
  take: Take,
): Promise<void> {
  const questions = terminal.canAsk ? await import('./questions.ts') : null
  try {
    await taken(id, { ...given }, terminal, { take, questions })
  } catch (error) {
    if (!questions?.isGivenUp(error)) throw error
    fail('Stopped; nothing is written.\n', terminal)
  }
}

/** Of what is over only the record that is meant. */
const named = (id: string | undefined): Wanted => ({
  incident: (record) => id !== undefined && idAt(record)?.toUpperCase() === id.toUpperCase(),
  runbooks: false,
})

async function taken(
  id: string | undefined,
  options: IncidentOptions,
  terminal: Terminal,
  { take, questions }: { take: Take; questions: Questions | null },
): Promise<void> {
  let chosen = id
  for (let n = 0; n < TRIES; n++) {
    const desk = deskAt(options, terminal, named(chosen))
    const target = await targetOf(chosen, desk, terminal)
    if ('error' in target) return fail(target.error, terminal)
    chosen = target.id
    const step = await take(target, options, desk, questions)
    if ('refused' in step) return fail(step.refused, terminal)
    if ('already' in step) return already(step.already, terminal)
    if (post(desk, step.posting, terminal)) return
    await setTimeout(PAUSE)
  }
  return fail('Others write the same files without end; nothing is written. Run it again.\n', terminal)
}

function fail(message: string, terminal: Terminal) {
  terminal.err(message)
  terminal.exitCode = 1
}
