import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Run {
  seconds: number
  /** The most memory that the largest of its processes held at once, in MB. */
  peak: number
  /** Seconds of CPU of all of them. */
  cpu: number
  /** What the heap of the largest one holds as it ends, in MB: what comes on top in the peak is garbage that was not swept yet. */
  held: number
}

/** The command as it runs from the sources. */
export const SOURCES: string = join(import.meta.dirname, '../scripts/evenkeel.ts')
const PEAK_MEMORY = pathToFileURL(join(import.meta.dirname, 'peak-memory.ts')).href

/** Runs a command of Evenkeel from its sources. */
export const measure = (...args: string[]): Promise<Run> => measureProgram(SOURCES, ...args)

/** Runs a command of Evenkeel cold, in a process of its own. What it prints is shown only where it fails. */
export async function measureProgram(program: string, ...args: string[]): Promise<Run> {
  const peaks = mkdtempSync(join(tmpdir(), 'evenkeel-peaks-'))
  const env = { ...process.env, BENCH_PEAKS: peaks, NODE_OPTIONS: `--expose-gc --import=${PEAK_MEMORY}` }
  const begun = performance.now()
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  const seconds = (performance.now() - begun) / 1000
  // A gate that says no has judged as well.
  const isDone = code === 0 || (code === 1 && args[0] === 'gate' && /^Not yet: /m.test(printed))
  if (!isDone) throw new Error(`evenkeel ${args.join(' ')} exited ${String(code)}:\n${printed.slice(0, 4000)}`)
  const left = readdirSync(peaks).map((name) => readFileSync(join(peaks, name), 'utf8').split(' ').map(Number))
  const peak = Math.max(...left.map(([memory = 0]) => memory)) / 1024
  const cpu = left.reduce((sum, [, used = 0]) => sum + used, 0) / 1e6
  const held = Math.max(...left.map(([, , heap = 0]) => heap)) / 1e6
  rmSync(peaks, { recursive: true })
  return { seconds, peak, cpu, held }
}

/** Writes a content folder for the time that something is done with it. */
export async function withContent<T>(files: ReadonlyMap<string, string>, use: (folder: string) => Promise<T>) {
  const top = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'))
  const folder = join(top, 'content')
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))))
  for (const one of folders) mkdirSync(one, { recursive: true })
  for (const [path, text] of files) writeFileSync(join(folder, path), text)
  try {
    return await use(folder)
  } finally {
    rmSync(top, { recursive: true })
  }
}
