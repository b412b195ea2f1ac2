import { actionsEnvironment } from '../github/actions-environment.ts'
import { runOf } from '../github/run.ts'
import { openGithub } from '#io/github'
import { GithubError } from '#io/github-error'
import { writersByWord } from '#model/incident/posted/github-event'
import type { Read } from '#model/incident/posted/reading'
import { printable } from '#report/text'
import type { Terminal } from '../terminal.ts'
import { applyPosting, type Applied } from './apply-posting.ts'
import { inputText } from './input-text.ts'
import { tell } from './post.ts'
import { readByWriters, type Authority } from './read-by-writers.ts'
import type { Where } from './settle.ts'

export interface ApplyOptions extends Where {
  format: 'text' | 'json'
}

/** Writes, commits and pushes what a file asks for, whatever road it came by; again changes nothing. */
export async function applyFile(file: string, options: ApplyOptions, terminal: Terminal): Promise<void> {
  const read = await readInput(file, options, terminal)
  if (read.kind === 'error') return failed(read.error, options, terminal)
  if (read.kind === 'ignored') return ignored(read.why, options, terminal)
  answer(await applyPosting(read, options, terminal), options, terminal)
}

/** Reads what somebody has posted from a file, or `-`: from what is piped. */
async function readInput(file: string, { by }: ApplyOptions, terminal: Terminal): Promise<Read> {
  const input = await inputText(file, terminal, 'one incident or update.')
  if ('error' in input) return { kind: 'error', error: input.error }
  const around = { by: by === undefined ? null : { handle: by }, ...runOf(terminal.env) }
  const read = await readByWriters(input.text, around, authorityIn(terminal.env, input.text)).catch(
    (error: unknown): Read => {
      if (error instanceof GithubError) return { kind: 'error', error: error.message }
      throw error
    },
  )
  return read.kind === 'error' ? { ...read, error: `${input.name}: ${read.error}` } : read
}

/**
 * Whom to ask who may write: GitHub, in a workflow always; null: nobody has said how. Outside of one, what the event says
 * of its authors is enough: whoever has brought it here writes to the repository with rights of their own.
 */
function authorityIn(env: NodeJS.ProcessEnv, text: string): Authority | null {
  if (!env['GITHUB_TOKEN'] || !env['GITHUB_REPOSITORY'])
    return env['GITHUB_ACTIONS'] === 'true'
      ? null
      : { repository: null, mayWrite: async (handle) => writersByWord(text).has(handle) }
  const around = actionsEnvironment(env)
  let github: ReturnType<typeof openGithub> | undefined
  return {
    repository: around.repository,
    mayWrite: async (handle) => (await (github ??= openGithub(around))).mayWrite(handle),
  }
}

function answer({ settled, id, public: shown }: Applied, { format }: ApplyOptions, terminal: Terminal) {
  if (format === 'text') {
    tell(settled, terminal)
    if (id !== null) terminal.out(`\n${[id, ...(shown ? [shown.id, shown.address] : [])].join('  ')}\n`)
    return
  }
  if ('refused' in settled) terminal.exitCode = 1
  const json =
    'refused' in settled
      ? { error: words(settled.refused), diagnostics: settled.verdict?.errors ?? [] }
      : {
          id,
          public_id: shown?.id ?? null,
          url: shown?.address ?? null,
          written: 'writing' in settled,
          commit: 'writing' in settled ? (settled.pushed?.commit ?? null) : null,
          files: 'writing' in settled ? settled.writing.edits.map(({ path }) => path) : [],
        }
  terminal.out(`${JSON.stringify(json, null, 2)}\n`)
}

const words = (refused: string): string => (refused === '' ? 'It would not be valid.' : refused.trim())

function failed(error: string, { format }: ApplyOptions, terminal: Terminal) {
  terminal.exitCode = 1
  if (format === 'json') terminal.out(`${JSON.stringify({ error, diagnostics: [] }, null, 2)}\n`)
  else terminal.err(`${printable(error.trim())}\n`)
}

function ignored(why: string, { format }: ApplyOptions, terminal: Terminal) {
  if (format === 'json') terminal.out(`${JSON.stringify({ id: null, written: false, ignored: why }, null, 2)}\n`)
  else terminal.out(`${why}; nothing is changed.\n`)
}
