import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { gitEnvironment, NO_PROGRAMS } from './environment.ts'

export interface GitRun {
  code: number | null
  /** As bytes: a path or a file needn't be UTF-8. */
  stdout: Buffer
  stderr: string
}

/** Starts git. The one place that does. `env` is added to the environment. */
export const startGit = (
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams =>
  spawn('git', [...NO_PROGRAMS, ...args], { cwd, env: gitEnvironment(process.env, env), stdio: 'pipe' })

/** Runs git to its end; rejects where there is no git. */
export async function runGit(
  cwd: string,
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
): Promise<GitRun> {
  const child = startGit(cwd, args, env)
  const out: Buffer[] = []
  const words: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => out.push(part))
  child.stderr.on('data', (part: Buffer) => words.push(part))
  // Git may stop reading before it has been told everything; how it ended says why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  await once(child, 'close')
  return { code: child.exitCode, stdout: Buffer.concat(out), stderr: Buffer.concat(words).toString().trim() }
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
