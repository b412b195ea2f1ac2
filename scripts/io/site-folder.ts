import { randomBytes } from 'node:crypto'
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DAY } from '#model/time'

/*
 * A site is written into a folder beside its place and put there whole: whatever ends a build early, the old site stays
 * as it was.
 */

/** The name of a folder beside a place, for one build alone. */
export const folderBeside = (place: string): string =>
  `${resolve(place)}.new-${process.pid}-${randomBytes(4).toString('hex')}`

/**
 * Puts a finished folder where it belongs; the one that was there goes once the new one is in place. Of two builds that
 * end at once the later one stays.
 */
export function putInPlace(place: string, folder: string): void {
  const target = resolve(place)
  const old = `${folder}.old`
  for (let attempt = 1; ; attempt++) {
    const replaced = moved(target, old)
    try {
      renameSync(folder, target)
      if (replaced) rmSync(old, { recursive: true, force: true })
      return
    } catch (error) {
      // Another build came in between: its folder is in the way now, and goes the same way.
      if (isOccupied(error) && attempt < 20) {
        if (replaced) rmSync(old, { recursive: true, force: true })
        continue
      }
      if (replaced) moved(old, target)
      throw error
    }
  }
}

function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return false
  }
}

const isOccupied = (error: unknown) =>
  ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')

/** Removes what builds that were killed a day ago or earlier left beside a place. */
export function sweepBeside(place: string, now: number): void {
  const folder = dirname(resolve(place))
  const prefix = `${basename(resolve(place))}.new-`
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue
    const path = join(folder, name)
    const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs < now - DAY) rmSync(path, { recursive: true, force: true })
  }
}
