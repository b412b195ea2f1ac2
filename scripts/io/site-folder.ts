import { createHash, randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DAY, MINUTE, SECOND } from '#model/time'

/*
 * A site is written into a folder beside its place, and is put there when it is complete: whatever ends a build early,
 * the old site stays as it was.
 */

/** Whether a file is still what was written: by its size and time, and where the time differs by its bytes. */
export function isUntouched(file: string, written: { bytes: string; size: number; written: number }): boolean {
  const found = entryAt(file)
  if (!found?.isFile() || found.size !== written.size) return false
  return found.mtimeMs === written.written || bytesDigest(readFileSync(file)) === written.bytes
}

/** What lies at a path; undefined where nothing does, also because a file is in the way. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}

/** The digest that tells one file from another. */
export const bytesDigest = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 22)

/** Puts finished files into a place, each whole, and removes what isn't among those that belong there. */
export function putInto(place: string, folder: string, files: readonly string[], all: ReadonlySet<string>): void {
  for (const path of files) {
    const target = join(place, path)
    makeRoom(place, dirname(path))
    if (entryAt(target)?.isDirectory()) rmSync(target, { recursive: true })
    renameSync(join(folder, path), target)
  }
  removeOthers(place, '', all)
}

/** Makes a folder of the site; a file or a link in its way was another page's, or somebody else's. */
function makeRoom(place: string, path: string) {
  if (path === '.') return
  const folder = join(place, path)
  const found = entryAt(folder)
  if (found?.isDirectory()) return
  makeRoom(place, dirname(path))
  if (found) rmSync(folder)
  mkdirSync(folder)
}

/** Gives whether anything is left in the folder. */
function removeOthers(place: string, folder: string, all: ReadonlySet<string>): boolean {
  let left = false
  for (const entry of readdirSync(join(place, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() ? removeOthers(place, path, all) : all.has(path)) left = true
    else if (entry.isDirectory()) rmdirSync(join(place, path))
    else rmSync(join(place, path))
  }
  return left
}

/** Removes what builds that were killed a day ago or earlier left beside a place. */
export function sweepBeside(place: string, now: number): void {
  const prefix = `${basename(place)}.new-`
  for (const name of readdirSync(dirname(place))) {
    if (!name.startsWith(prefix)) continue
    const path = join(dirname(place), name)
    const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs < now - DAY) rmSync(path, { recursive: true, force: true })
  }
}

/** How long one who holds a lock may take before it counts as dead, in milliseconds. */
const PATIENCE = 2 * MINUTE

/**
 * Does something that two processes must not do at once. A lock that its owner left behind holds for two minutes at
 * most, and not at all where that process is gone.
 */
export async function whileAlone<T>(lock: string, act: () => T): Promise<T> {
  const own = `${process.pid} ${randomBytes(8).toString('hex')}`
  mkdirSync(dirname(lock), { recursive: true })
  while (!taken(lock, own)) await new Promise((done) => setTimeout(done, 0.05 * SECOND))
  try {
    return act()
  } finally {
    rmSync(lock, { force: true })
  }
}

function taken(lock: string, own: string): boolean {
  try {
    writeFileSync(lock, own, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (isStale(lock)) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function isStale(lock: string): boolean {
  const found = entryAt(lock)
  if (!found) return false
  return !found.isFile() || Date.now() - found.mtimeMs > PATIENCE || !lives(ownerOf(lock))
}

/** The process that holds a lock; 0 where it can't be told, as while it is being written. */
function ownerOf(lock: string): number {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

function lives(pid: number): boolean {
  if (pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
