import type { Wanted } from '#io/ongoing-reader'
import { endSaid } from '#io/says-over'
import { SAME_FOR } from '#model/incident/posted/posting'
import { idAt } from '#model/records/content-layout'
import type { Terminal } from '../terminal.ts'
import type { Desk } from './desk.ts'
import type { IncidentOptions } from './options.ts'
import { tell } from './post.ts'
import { settle, type Step } from './settle.ts'
import { targetOf, type Target } from './target.ts'
import type { Questions } from './word.ts'

export type Take = (
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
) => Step | Promise<Step>

/**
 * Finds the incident that a command is about, and writes what comes of it; asks where somebody is there. `none`: what is
 * said where none was named and none is open; null: as usual.
 */
export async function onTarget(
  id: string | undefined,
  given: IncidentOptions,
  terminal: Terminal,
  take: Take,
  none: (desk: Desk) => Step | null = () => null,
): Promise<void> {
  const options = { ...given }
  let chosen = id
  await orStopped(terminal, async (questions) =>
    tell(
      await settle(
        options,
        terminal,
        async (desk) => {
          const target = await targetOf(chosen, desk, terminal)
          if ('error' in target) return (target.none === true && none(desk)) || { refused: target.error }
          chosen = target.id
          return take(target, options, desk, questions)
        },
        () => named(chosen),
      ),
      terminal,
    ),
  )
}

/** Of what is over only the record that is meant; where none is named, what was ended moments ago. */
const named = (id: string | undefined): Wanted => ({
  incident: (record, text, at) =>
    id === undefined ? at - (endSaid(text) ?? at) <= SAME_FOR : idAt(record)?.toUpperCase() === id.toUpperCase(),
  runbooks: false,
})

/** Runs what may ask somebody, who may give up. */
export async function orStopped(
  terminal: Terminal,
  run: (questions: Questions | null) => Promise<void>,
): Promise<void> {
  const questions = terminal.canAsk ? await import('./questions.ts') : null
  try {
    await run(questions)
  } catch (error) {
    if (!questions?.isGivenUp(error)) throw error
    terminal.err('Stopped; nothing is written.\n')
    terminal.exitCode = 1
  }
}
