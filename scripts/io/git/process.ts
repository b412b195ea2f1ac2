import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { gitEnvironment, NO_PROGRAMS } from './environment.ts'
import { Unreachable } from './unreachable.ts'

export interface GitRun {
  code: number | null
  /** As bytes: a path or a file needn't be UTF-8. */
  stdout: Buffer
  stderr: string
}

/** Starts git. The one place that does. `env` is added to the environment; `apart`: it is in no terminal's group. */
export const startGit = (
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  apart = false,
): ChildProcessWithoutNullStreams =>
  spawn('git', [...NO_PROGRAMS, ...args], {
    cwd,
    env: gitEnvironment(process.env, env),
    stdio: 'pipe',
    detached: apart,
  })

/**
 * Runs git to its end; rejects where there is no git. `limit`: for so many milliseconds, and then it is ended with all that
 * it has started: a connection that is half open says nothing for ever, and ssh waits for it. Throws `Unreachable` then, and
 * where somebody else ends it: half of what it would have said is nothing to go by.
 */
export async function runGit(
  cwd: string,
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
  limit?: number,
): Promise<GitRun> {
  const child = startGit(cwd, args, env, limit !== undefined)
  const isLate = limit === undefined ? () => false : endedAfter(limit, child)
  const out: Buffer[] = []
  const words: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => out.push(part))
  child.stderr.on('data', (part: Buffer) => words.push(part))
  // Git may stop reading before it has been told everything; how it ended says why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  await once(child, 'close')
  if (isLate()) throw new Unreachable(`git ${args[0] ?? ''}: ${noAnswer(limit ?? 0)}`)
  if (child.signalCode !== null) throw new Unreachable(endedBy(`git ${args[0] ?? ''}`, child.signalCode))
  return { code: child.exitCode, stdout: Buffer.concat(out), stderr: Buffer.concat(words).toString().trim() }
}

/** Such words as git's own where a server says no more. */
const noAnswer = (limit: number): string => `Operation timed out: no answer within ${limit / 1000} s`
export const endedBy = (what: string, signal: NodeJS.Signals): string => `${what} was ended by ${signal}`

/** Ends a process and its group after a while; says whether it has. */
function endedAfter(limit: number, child: ChildProcessWithoutNullStreams): () => boolean {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It is over just now.
    }
  }, limit)
  child.on('close', () => clearTimeout(timer))
  child.on('error', () => clearTimeout(timer))
  return () => isLate
}

/** The bytes that git prints; throws with its words where it fails. */
export async function gitBytes(
  cwd: string,
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Buffer> {
  const { code, stdout, stderr } = await runGit(cwd, args, input, env)
  if (code !== 0) throw new Error(`git ${args[0] ?? ''} failed: ${stderr}`)
  return stdout
}

/** What git prints, as text; throws with its words where it fails. */
export const gitOutput = async (
  cwd: string,
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
): Promise<string> => (await gitBytes(cwd, args, input, env)).toString()
