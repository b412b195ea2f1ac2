import { setTimeout } from 'node:timers/promises'
import type { Wanted } from '#io/ongoing-reader'
import type { CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { deskAt, type Desk } from './desk.ts'
import { judged, place, type Judged, type Writing } from './post.ts'

/** What comes of a command on an incident: files to write, that nothing is new in it, or why it can't be done. */
export type Step = { writing: Writing } | { already: string; id?: string } | { refused: string }

export type Decide = (desk: Desk) => Step | Promise<Step>

/** Where what is written goes: the folder as it lies there, or with `push` the branch that others see. */
export interface Where extends CommonOptions {
  push?: boolean | undefined
  branch?: string | undefined
  /** Left out: `origin`. */
  remote?: string | undefined
  /** Who says it, where git isn't to say so. */
  by?: string | undefined
  email?: string | undefined
}

/** What has come of it. */
export type Settled =
  | { desk: Desk; writing: Writing; verdict: Judged; pushed: { commit: string; branch: string } | null }
  | { desk: Desk; already: string; id?: string }
  /** `verdict`: it would not be valid. */
  | { refused: string; verdict?: Judged }

/** How often it is tried anew where others write the same files at the same moment. */
const TRIES = 100
/** Milliseconds until the next. */
const PAUSE = 50

/**
 * Reads, decides, judges and writes, in that order, and all of it anew where somebody else was faster: what others have
 * written meanwhile is decided upon, and never overwritten. All of it is there in the end, or nothing. `wanted`: what of the
 * folder is read besides what goes on; left out: all.
 */
export async function settle(
  where: Where,
  terminal: Terminal,
  decide: Decide,
  wanted?: () => Wanted,
): Promise<Settled> {
  if (where.push === true) return (await import('./settle-pushed.ts')).settlePushed(where, terminal, decide)
  for (let n = 0; n < TRIES; n++) {
    const desk = deskAt(where, terminal, wanted?.())
    const found = await decided(desk, decide)
    if (!('writing' in found)) return found
    const outcome = place(desk, found.writing)
    if (outcome === 'outside')
      return {
        refused: `${found.writing.edits.map(({ path }) => path).join(', ')} can't be written: it leads out of the folder.\n`,
      }
    if (outcome === 'written') return { ...found, pushed: null }
    await setTimeout(PAUSE)
  }
  return { refused: 'Others write the same files without end; nothing is written. Run it again.\n' }
}

/** What is to be written on a desk, judged; or why nothing is. */
export async function decided(
  desk: Desk,
  decide: Decide,
): Promise<{ desk: Desk; writing: Writing; verdict: Judged } | Exclude<Settled, { writing: Writing }>> {
  const step = await decide(desk)
  if ('refused' in step) return step
  if ('already' in step) return { desk, ...step }
  const verdict = judged(desk, step.writing)
  if (verdict.errors.length > 0) return { refused: '', verdict }
  return { desk, writing: step.writing, verdict }
}
