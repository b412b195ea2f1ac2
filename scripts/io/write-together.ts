import { randomBytes } from 'node:crypto'
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'

/** A file that is to be there, to read otherwise, or to go. */
export interface FileEdit {
  path: string
  /** Its text so far, lines ended by `\n`; null: it isn't there yet. */
  was: string | null
  /** Null: it goes. */
  text: string | null
}

/**
 * - `written`
 * - `differs`: one of the files has changed, or has come, since it was read
 * - `outside`: one of the paths leads out of the folder, by a link too
 */
export type Together = 'written' | 'differs' | 'outside'

interface Place extends FileEdit {
  target: string
  /** Byte for byte what stands there. */
  before: string | null
}

/**
 * Writes files together: all of them, or none. Each stands beside its place first, whole; a new one never replaces one
 * that came meanwhile. `root` must exist.
 */
export function writeTogether(root: string, edits: readonly FileEdit[]): Together {
  const base = realpathSync(root)
  const places = edits.map((edit) => placeOf(resolve(base, edit.path), edit))
  if (!places.every(({ target }) => isInside(base, target))) return 'outside'
  if (!places.every(isAsItWas)) return 'differs'
  const undo: (() => void)[] = []
  try {
    // New files first, what goes last: where the machine stops on the way nothing is lost, and the same command does the rest.
    const drafted = places
      .toSorted((a, b) => rank(a) - rank(b))
      .map((place) => ({ place, draft: draftFor(place, undo) }))
    for (const { place, draft } of drafted) settle(place, draft, undo)
    return 'written'
  } catch (error) {
    for (const step of undo.toReversed()) step()
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'differs'
    throw error
  }
}

const rank = ({ was, text }: FileEdit) => (was === null ? 0 : text === null ? 2 : 1)

const placeOf = (target: string, edit: FileEdit): Place => ({
  ...edit,
  target,
  before: lstatSync(target, { throwIfNoEntry: false })?.isFile() ? readFileSync(target, 'utf8') : null,
})

function isInside(base: string, target: string): boolean {
  if (!target.startsWith(base + sep)) return false
  let there = dirname(target)
  while (!existsSync(there)) there = dirname(there)
  const real = realpathSync(there)
  return real === base || real.startsWith(base + sep)
}

function isAsItWas({ target, was, before }: Place): boolean {
  if (was === null) return !lstatSync(target, { throwIfNoEntry: false })
  return before !== null && before.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') === was
}

/**
 * Writes the text beside its place; null where the file is to go. Of a file that is there only one can write the draft:
 * who comes second sees what the first has made of it.
 */
function draftFor(place: Place, undo: (() => void)[]): string | null {
  const { target, text, before } = place
  if (text === null) return null
  const folder = dirname(target)
  const made = mkdirSync(folder, { recursive: true })
  if (made !== undefined) undo.push(() => removeEmpty(folder, made))
  const suffix = before === null ? `.${process.pid}-${randomBytes(4).toString('hex')}` : ''
  const draft = join(folder, `.${basename(target)}${suffix}.draft`)
  removeStale(draft)
  writeFileSync(draft, '', { flag: 'wx' })
  undo.push(() => rmSync(draft, { force: true }))
  if (before !== null && !isAsItWas(placeOf(target, place))) throw changed()
  writeFileSync(draft, inItsManner(before, text))
  return draft
}

/** A file was written by somebody else between the look and the writing. */
const changed = () => Object.assign(new Error('The file has changed meanwhile.'), { code: 'EEXIST' })

/** Whoever has held a draft for so long, in milliseconds, was stopped on the way. */
const STALE = 10_000

function removeStale(draft: string) {
  const since = statSync(draft, { throwIfNoEntry: false })?.mtimeMs
  if (since !== undefined && Date.now() - since > STALE) rmSync(draft, { force: true })
}

/** Takes back folders that were made, as far as nobody else has put anything into them. */
function removeEmpty(folder: string, made: string) {
  try {
    for (let one = folder; one.startsWith(made); one = dirname(one)) rmdirSync(one)
  } catch {
    // It isn't empty: it is another's by now.
  }
}

/** With the mark of byte order and the ends of lines that the file has had. */
export function inItsManner(before: string | null, text: string): string {
  if (before === null) return text
  const bom = before.startsWith('\uFEFF') ? '\uFEFF' : ''
  return bom + (before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text)
}

function settle({ target, before }: Place, draft: string | null, undo: (() => void)[]) {
  if (draft === null || before !== null) {
    undo.push(() => writeFileSync(target, before ?? ''))
    if (draft === null) rmSync(target)
    else renameSync(draft, target)
    return
  }
  placeNew(draft, target)
  undo.push(() => rmSync(target, { force: true }))
  rmSync(draft)
}

/** Unlike a renaming, neither of the two replaces what is there. */
function placeNew(draft: string, target: string) {
  try {
    linkSync(draft, target)
  } catch (error) {
    // Some disks know no second name of a file.
    if (!(error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'ENOSYS'].includes(String(error.code))))
      throw error
    copyFileSync(draft, target, constants.COPYFILE_EXCL)
  }
}
