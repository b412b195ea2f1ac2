import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * While npm packs, `package.json` knows none of the short names of our folders: what runs then names files by their paths.
 */
const PROJECT = join(import.meta.dirname, '../..')

export const MANIFEST: string = join(PROJECT, 'package.json')
/** Where the repository's own one is kept while npm packs the other. */
export const KEPT: string = join(PROJECT, '.cache/package.json')

/** Puts the repository's own `package.json` back. */
export function restore(): void {
  if (!existsSync(KEPT)) return
  writeFileSync(MANIFEST, readFileSync(KEPT))
  rmSync(KEPT)
}
