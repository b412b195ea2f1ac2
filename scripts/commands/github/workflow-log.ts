import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { GithubError } from '#io/github-error'
import { plain } from '#report/gate/escape'
import type { ActionsEnvironment } from './actions-environment.ts'
import type { Terminal } from '../terminal.ts'

/** Words of content: in a workflow's log a line of them could pass for a command to the runner. */
export function print(terminal: Terminal, text: string) {
  const token = terminal.env['GITHUB_ACTIONS'] === 'true' ? randomUUID() : null
  if (token === null) return terminal.out(text)
  const out = terminal.toRunner ?? terminal.out
  out(`::stop-commands::${token}\n${text}::${token}::\n`)
}

export function summarise(markdown: string, { summary }: ActionsEnvironment) {
  if (summary !== null) appendFileSync(summary, markdown)
}

export const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Runs a job. What GitHub refuses is said in the log and in the run's summary; other errors are passed on. */
export async function inWords(terminal: Terminal, around: ActionsEnvironment, run: () => Promise<unknown>) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof GithubError)) throw error
    terminal.err(`${error.message}\n`)
    summarise(`${plain(error.message)}\n`, around)
    terminal.exitCode = 1
  }
}
