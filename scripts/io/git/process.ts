import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface GitRun {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs git to its end, without a prompt and with messages in English. `env` is added to the environment. */
export async function runGit(
  cwd: string,
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Promise<GitRun> {
  const child = spawn('git', args, { cwd, env: { ...process.env, ...QUIET, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  const words: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => out.push(part))
  child.stderr.on('data', (part: Buffer) => words.push(part))
  // Git may stop reading before it has been told everything; how it ended says why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  await once(child, 'close')
  return { code: child.exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(words).toString().trim() }
}

const QUIET = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }

/** What git prints; throws with its words where it fails. */
export async function gitOutput(
  cwd: string,
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { code, stdout, stderr } = await runGit(cwd, args, input, env)
  if (code !== 0) throw new Error(`git ${args[0] ?? ''} failed: ${stderr}`)
  return stdout
}
