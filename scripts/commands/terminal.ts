import { fstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { notForRunner } from '#report/not-for-runner'

/** Where a command runs: all that it knows besides its arguments and the disk, and all that it says. */
export interface Terminal {
  /** The working folder: relative paths start here. */
  folder: string
  env: NodeJS.ProcessEnv
  /** Whether somebody sits there who can be asked. */
  canAsk: boolean
  /** What is piped to it. */
  input: AsyncIterable<Uint8Array>
  /** Prints what was asked for: the standard output. */
  out: (text: string) => void
  /** The same of what the runner of a workflow is to read as its commands; left out: as any other text. */
  toRunner?: (text: string) => void
  /** Prints words about it: the standard error. */
  err: (text: string) => void
  /** What the command ends with, unless it doesn't end: 0 fine, 1 not fine, 2 wrong usage. */
  exitCode: number
}

/** This process's own. */
export const processTerminal = (): Terminal => ({
  folder: process.cwd(),
  env: process.env,
  canAsk: process.stdin.isTTY && process.stdout.isTTY,
  // Only looked at where it is asked for: who opens it keeps the process alive.
  get input() {
    return process.stdin
  },
  out: (text) => void process.stdout.write(isReadByRunner(1) ? notForRunner(text) : text),
  toRunner: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(isReadByRunner(2) ? notForRunner(text) : text),
  exitCode: 0,
})

/** A file isn't. */
function isReadByRunner(stream: 1 | 2): boolean {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return false
  try {
    return !fstatSync(stream).isFile()
  } catch {
    return true
  }
}

/** A path that was given to a command, as this process finds it: the words that were given, wherever they mean the same. */
export const pathFrom = ({ folder }: Terminal, path: string): string =>
  folder === process.cwd() ? path : resolve(folder, path)

/** The same of something that may be an address. */
export const sourceFrom = (terminal: Terminal, source: string): string =>
  /^https?:\/\//i.test(source) ? source : pathFrom(terminal, source)
