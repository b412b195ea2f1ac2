import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { writeRecord } from './record-writer.ts'

/**
 * - `free`: nothing is there
 * - `taken`: something is, by this name or by one that differs in case alone
 * - `blocked`: it can't be written: a part of the path is a file, or a link that leads out of the folder or nowhere
 */
export type Place = 'free' | 'taken' | 'blocked'

/** What stands where a file is to go. `root` must exist. */
export function placeOf(root: string, path: string): Place {
  const base = realpathSync(root)
  const parts = path.split('/')
  for (const depth of parts.keys()) {
    const target = join(base, ...parts.slice(0, depth + 1))
    const there = lstatSync(target, { throwIfNoEntry: false })
    if (!there) return depth === parts.length - 1 && hasNamesake(target) ? 'taken' : 'free'
    if (there.isSymbolicLink() && !staysInside(base, target)) return 'blocked'
    if (depth < parts.length - 1 && !statSync(target).isDirectory()) return 'blocked'
  }
  return 'taken'
}

/** Whether a file has the same name but for its case: a reader, and some disks, take the two for one. */
const hasNamesake = (target: string): boolean =>
  readdirSync(dirname(target)).some((name) => name.toLowerCase() === basename(target).toLowerCase())

function staysInside(base: string, link: string): boolean {
  try {
    const real = realpathSync(link)
    return real === base || real.startsWith(base + sep)
  } catch {
    return false
  }
}

/** Writes files that aren't there yet, each whole or not at all. */
export function writeNewFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const outcome = writeRecord(root, path, text)
    if (outcome !== 'written') throw new Error(`${path} was written by somebody else meanwhile (${outcome}).`)
  }
}

/** Writes a folder that isn't there yet, with all of its files or not at all: it is made beside its place first. */
export function writeNewFolder(root: string, name: string, files: Readonly<Record<string, string>>): void {
  const draft = mkdtempSync(join(root, `.${name}.draft-`))
  try {
    const folder = join(draft, name)
    mkdirSync(folder)
    for (const path of Object.keys(files)) mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeNewFiles(folder, files)
    renameSync(folder, join(root, name))
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
