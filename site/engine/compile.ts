import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { COMPILED, PROJECT } from '#io/project'
import { MODULES, SOMEWHERE } from './adapter.ts'
import { DAY } from '#model/time'

export type SiteName = 'status' | 'ops'

/** Everything that a compiled site is made from, but what is installed. */
const SOURCES = [
  'astro.config.mjs',
  'package-lock.json',
  'site/**/*.{ts,astro,css,json,svg}',
  'scripts/{model,export,io}/**/*.ts',
]

/** The version of the code: another one needs another engine, and reads records anew. */
export function codeVersion(): string {
  if (COMPILED !== null) return VERSION.parse(JSON.parse(readFileSync(join(COMPILED, 'engine.json'), 'utf8'))).version
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: PROJECT }).toSorted()) {
    if (file.endsWith('.test.ts')) continue
    hash
      .update(file.replaceAll('\\', '/'))
      .update('\0')
      .update(readFileSync(join(PROJECT, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** What `engine.json` of a package says. */
const VERSION = z.object({ version: z.string() })

/**
 * The folder of a site that is compiled from these sources; it is compiled where it isn't yet, and kept until a source
 * changes. Throws with Astro's own words where it can't be.
 */
export async function compiledSite(site: SiteName, version: string): Promise<string> {
  if (COMPILED !== null) return join(COMPILED, 'engine', site)
  const engines = join(PROJECT, '.cache/engine')
  const folder = join(engines, `${site}-${version}`)
  if (existsSync(join(folder, 'server/entry.mjs'))) return folder
  mkdirSync(engines, { recursive: true })
  sweep(engines)
  const out = `${folder}.new-${process.pid}`
  await compile(site, out)
  try {
    renameSync(out, folder)
  } catch (error) {
    // Another process was first with the same.
    if (!existsSync(join(folder, 'server/entry.mjs'))) throw error
    rmSync(out, { recursive: true, force: true })
  }
  return folder
}

/**
 * Compiles a site into a folder: `server/entry.mjs` renders it, `client/` holds the files that are as they are. Gives the
 * modules that are inside.
 */
export async function compile(site: SiteName, out: string): Promise<string[]> {
  const work = `${out}.work`
  const env = {
    ...process.env,
    SITE: site,
    EVENKEEL_OUT: out,
    EVENKEEL_WORK: work,
    ASTRO_TELEMETRY_DISABLED: '1',
    // It encrypts what pages defer to a server, which ours don't; left out, Astro rolls dice for one.
    ASTRO_KEY: Buffer.alloc(32).toString('base64'),
    NODE_ENV: 'production',
  }
  const astro = join(PROJECT, 'node_modules/astro/bin/astro.mjs')
  const { code, log } = await run([astro, 'build', '--root', PROJECT, '--silent'], env)
  rmSync(work, { recursive: true, force: true })
  if (code !== 0) {
    rmSync(out, { recursive: true, force: true })
    throw new Error(`The ${site} site could not be compiled:\n${log}`)
  }
  forgetMachine(join(out, 'server'), out)
  const inside = join(out, 'server', MODULES)
  const modules = MODULE_LIST.parse(JSON.parse(readFileSync(inside, 'utf8')))
  rmSync(inside)
  return modules
}

/** Astro writes where it compiled into the list of routes, after everything else; nothing is read from there. */
function forgetMachine(folder: string, out: string) {
  for (const name of globSync('**/*.mjs', { cwd: folder })) {
    const file = join(folder, name)
    const code = readFileSync(file, 'utf8')
    const general = code
      .replaceAll(out, `${SOMEWHERE}/out`)
      .replaceAll(`${out}.work`, SOMEWHERE)
      .replaceAll(PROJECT, SOMEWHERE)
    if (general !== code) writeFileSync(file, general)
  }
}

const MODULE_LIST = z.array(z.string())

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; log: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stderr.on('data', (part: Buffer) => parts.push(part))
    child.on('error', fail)
    child.on('close', (code) => done({ code, log: Buffer.concat(parts).toString() }))
  })
}

/** Engines of sources that nobody has used for a week. */
function sweep(engines: string) {
  for (const name of readdirSync(engines)) {
    const path = join(engines, name)
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs < Date.now() - 7 * DAY) rmSync(path, { recursive: true, force: true })
  }
}
