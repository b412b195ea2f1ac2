import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { idInName } from '#model/records/content-layout'

/**
 * - `written`
 * - `taken`: another record has that id by now, or is about to
 * - `outside`: the folder lies elsewhere, by a link
 */
export type Placed = 'written' | 'taken' | 'outside'

/** Whoever holds an id for so long, in milliseconds, was stopped on the way. */
const STALE = 10_000

/**
 * Writes the folder of a new record, with all of its files or not at all, provided that no other one has its id: two who
 * write at once get two ids. `place` is its folder, `incidents/2026/INC-2026-0031-checkout`; the files are named from there.
 */
export function writeNewRecord(root: string, place: string, files: Readonly<Record<string, string>>): Placed {
  const base = realpathSync(root)
  const target = join(base, place)
  const year = dirname(target)
  let there = year
  while (!existsSync(there)) there = dirname(there)
  const real = realpathSync(there)
  if (real !== base && !real.startsWith(base + sep)) return 'outside'
  mkdirSync(year, { recursive: true })
  const name = target.slice(year.length + 1)
  const id = idInName(name) ?? name
  const claim = join(year, `.${id}.draft`)
  if (!claimed(claim)) return 'taken'
  try {
    if (readdirSync(year).some((one) => idInName(one) === id || one === name)) return 'taken'
    const draft = join(claim, name)
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true })
      writeFileSync(join(draft, path), text, { flag: 'wx' })
    }
    renameSync(draft, target)
    return 'written'
  } finally {
    rmSync(claim, { recursive: true, force: true })
  }
}

/** Only one can make a folder. */
function claimed(claim: string): boolean {
  try {
    mkdirSync(claim)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const since = statSync(claim, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > STALE) rmSync(claim, { recursive: true, force: true })
    return false
  }
}
