import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DAY } from '#model/time'
import { fileURLToPath } from 'node:url'

/** The project's own folder: where Astro's configuration and the sites' sources lie, wherever the command was started. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const ASTRO = join(PROJECT, 'node_modules/astro/bin/astro.mjs')

export type SiteName = 'status' | 'ops'

/**
 * A folder of one build's own, gone when the work is done. It lies in the project: for an output folder elsewhere Astro
 * keeps its chunks in the project's `.astro`, where two builds at once would overwrite each other's.
 */
export async function withWorkFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const cache = join(PROJECT, '.cache')
  await mkdir(cache, { recursive: true })
  await sweep(cache)
  const folder = await mkdtemp(join(cache, 'build-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what builds that were killed left behind a day ago or earlier. */
async function sweep(cache: string) {
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
    if (name.startsWith('build-') && mtimeMs < Date.now() - DAY) await rm(path, { recursive: true, force: true })
  }
}

/**
 * Renders a site from serialised data, and from nothing else. Throws with Astro's own words where a page can't be
 * rendered: that is a bug of ours, for content never breaks a page.
 */
export async function renderSite(
  site: SiteName,
  data: Uint8Array | string,
  base: string,
  work: string,
): Promise<string> {
  const own = join(work, site)
  await mkdir(own, { recursive: true })
  const file = join(own, 'data')
  await writeFile(file, data)
  const out = join(own, 'out')
  const env = {
    ...process.env,
    SITE: site,
    EVENKEEL_DATA: file,
    EVENKEEL_OUT: out,
    EVENKEEL_WORK: own,
    EVENKEEL_BASE: base,
    ASTRO_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  }
  const { code, log } = await run([ASTRO, 'build', '--root', PROJECT, '--silent'], env)
  if (code !== 0) throw new Error(`The ${site} site could not be rendered:\n${log}`)
  return out
}

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

/** Puts a finished folder where it belongs. What was there is gone only once the new one is in place. */
export async function moveInto(place: string, folder: string): Promise<void> {
  const target = resolve(place)
  await mkdir(dirname(target), { recursive: true })
  const fresh = `${target}.new-${process.pid}`
  const old = `${target}.old-${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  await copyFolder(folder, fresh)
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(fresh, target).catch(async (error: Error) => {
    await rename(old, target).catch(() => undefined)
    throw error
  })
  await rm(old, { recursive: true, force: true })
}

/** A rename where both lie on one file system, a copy where they don't. */
async function copyFolder(from: string, to: string) {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const { cp } = await import('node:fs/promises')
    await cp(from, to, { recursive: true })
  }
}

/** The pages of a rendered site, by their paths in it. */
export async function listPages(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith('.html')).map((name) => name.replaceAll('\\', '/'))
}
