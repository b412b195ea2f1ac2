import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Problem } from '#model/diagnostic'
import { fileInPlaceOf } from '#model/records/misplaced'
import { oneSide } from './rough-yaml.ts'

const LIMIT = 1024 * 1024

const START = { line: 1, column: 1, end_line: 1, end_column: 1 }
const refuse = (path: string, message: string, help: string): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file: path, span: START },
  message,
  help,
})

/** A link, wherever it leads: what it names may change without it, and git keeps only the name. */
export const aLink = (path: string): Problem =>
  refuse(path, 'Unexpected link, expected a file.', 'Copy the file to here instead of linking it.')

/** Files of another repository: git keeps nothing of them but a commit's name. */
export const aSubmodule = (path: string): Problem =>
  refuse(path, 'Unexpected submodule, expected the files themselves.', 'Copy its files to here, and remove it.')

/** What git would make other files of as it checks them out. */
export const attributes = (path: string): Problem =>
  refuse(
    path,
    'Unexpected `.gitattributes`, expected none among records: with it git may write other files than were approved.',
    'Remove it; what the rest of the repository needs, write into one above the content folder.',
  )

/** Of the files that start with a dot, which nobody reads, the one that says how the others are read. */
export const isAttributes = (path: string): boolean => /(?:^|\/)\.gitattributes$/i.test(path)

/** Whether a file, or a folder above it, starts with a dot: nobody reads it. One that keeps a file from being there counts all the same. */
export const isPassedOver = (path: string): boolean => /(?:^|\/)\./.test(path) && fileInPlaceOf(path) === null

/** Lists every file below a folder, sorted, without leaving it, and apart from them the links, which aren't followed. Folders and files that start with a dot are passed over. */
export function listFiles(root: string): { paths: string[]; links: string[]; problems: Problem[] } {
  const base = realpathSync(root)
  const paths: string[] = []
  const links: string[] = []
  const problems: Problem[] = []
  const walk = (folder: string) => {
    const entries = attempt(() => readdirSync(join(base, folder), { withFileTypes: true }))
    if ('code' in entries) return problems.push(unreadable(folder, 'folder', entries.code))
    if (folder !== '' && entries.value.some(({ name }) => name === '.git')) return problems.push(aSubmodule(folder))
    for (const entry of entries.value) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (isAttributes(entry.name)) problems.push(attributes(path))
      if (isPassedOver(path)) continue
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) paths.push(path)
      else if (entry.isSymbolicLink()) {
        links.push(path)
        problems.push(aLink(path))
      } else problems.push(refuse(path, 'Unexpected special file, expected a regular one.', 'Remove it.'))
    }
    return undefined
  }
  walk('')
  return { paths: paths.toSorted(), links, problems }
}

/** What file of the folder a link points at, from the folder; null where it leads nowhere, to a folder, or out. */
export function linkTarget(root: string, path: string): string | null {
  const base = realpathSync(root)
  const target = attempt(() => realpathSync(join(base, path)))
  if ('code' in target || !target.value.startsWith(base + sep) || !statSync(target.value).isFile()) return null
  return target.value.slice(base.length + 1).replaceAll(sep, '/')
}

/** What the system refuses, as a value. */
function attempt<T>(use: () => T): { value: T } | { code: string } {
  try {
    return { value: use() }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
    throw error
  }
}

const unreadable = (path: string, what: 'file' | 'folder', code: string): Problem =>
  refuse(
    path,
    `Unexpected ${what} that cannot be opened (${code}), expected one that can be read.`,
    path.includes('\uFFFD') ? 'Its name is no UTF-8; rename it.' : 'Check its permissions.',
  )

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The text of a file, or why it is refused: too large, not UTF-8, merged half-way. `rough` is then what can be made out of
 * it all the same, for what must not vanish with its file.
 */
export type ReadFile = { text: string } | { problem: Problem; rough?: string }

/** Whether a path names a folder that is there, by a link too. */
export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Reads a file as text. */
export function readText(root: string, path: string): ReadFile {
  const read = attempt(() => beginningOf(join(root, path)))
  if ('code' in read) return { problem: unreadable(path, 'file', read.code) }
  return textOf(path, read.value.bytes, read.value.size)
}

/** The content of a file, whatever it is; nothing of one that can't be opened. */
export function readBytes(root: string, path: string): Uint8Array {
  const read = attempt(() => readFileSync(join(root, path)))
  return 'code' in read ? new Uint8Array() : read.value
}

/** The text of a file whose bytes were read, or the first of them where it is too large. */
export function textOf(path: string, bytes: Uint8Array, size = bytes.length): ReadFile {
  if (size > LIMIT) return { problem: tooLarge(path, size), rough: roughText(bytes.subarray(0, BEGINNING)) }
  const text = decode(bytes)
  if (text !== null) return withoutConflict(path, text.includes('\r') ? text.replaceAll('\r\n', '\n') : text)
  const problem = refuse(path, 'Unexpected bytes, expected UTF-8.', 'Save the file as UTF-8.')
  return { problem: { ...problem, at: { file: path, span: badByte(bytes) } }, rough: roughText(bytes) }
}

/** Bytes of a file too large that are looked at: its first lines say what it is. */
const BEGINNING = 64 * 1024

/**
 * What a file begins with, up to one byte more than is read of any, and its size. The bytes hold until the next file: ten
 * thousand small ones are read into one place, each without asking first how large it is.
 */
function beginningOf(file: string): { bytes: Uint8Array; size: number } {
  const handle = openSync(file, 'r')
  try {
    let length = 0
    for (let more = -1; more !== 0 && length < PLACE.length; length += more)
      more = readSync(handle, PLACE, length, PLACE.length - length, null)
    return { bytes: PLACE.subarray(0, length), size: length > LIMIT ? fstatSync(handle).size : length }
  } finally {
    closeSync(handle)
  }
}
const PLACE = new Uint8Array(LIMIT + 1)

/** Some bytes as text: as UTF-16 where their mark says so, as some editors save; else what isn't UTF-8 left out. */
function roughText(bytes: Uint8Array): string {
  const [one, two] = bytes
  const encoding = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes).replaceAll('\uFFFD', '')
  return oneSide(text.replaceAll('\r\n', '\n'))
}

const tooLarge = (path: string, size: number): Problem =>
  refuse(
    path,
    `Unexpected size of ${(size / LIMIT).toFixed(1)} MiB, expected at most 1 MiB.`,
    'Split the record, or keep the bulk elsewhere and link to it.',
  )

/** A merge that was committed half-way reads as many odd errors; this is the one to tell. */
function withoutConflict(path: string, text: string): ReadFile {
  const start = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ') + 1
  const conflict =
    text.startsWith('<<<<<<< ', start) && text.includes('\n=======\n', start) && text.includes('\n>>>>>>> ', start)
  if (!conflict) return { text }
  const line = text.slice(0, start).split('\n').length
  return {
    problem: {
      ...refuse(
        path,
        'Unexpected merge conflict, expected one version.',
        'Keep one side, or join both, and remove the marks.',
      ),
      at: { file: path, span: { line, column: 1, end_line: line, end_column: 8 } },
    },
    rough: oneSide(text),
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** How long a text is without what it ends in. */
function lengthWithout(text: string, end: string): number {
  let length = text.length
  while (length > 0 && text[length - 1] === end) length--
  return length
}

/** The line and column of the first byte that isn't UTF-8. */
function badByte(bytes: Uint8Array) {
  let [good, bad] = [0, bytes.length]
  // A prefix that ends within a character is cut as well, so look for the longest one that a streaming decoder takes.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (takes(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  const before = new TextDecoder().decode(bytes.subarray(0, good)).split('\n')
  const at = { line: before.length, column: lengthWithout(before.at(-1) ?? '', '\uFFFD') + 1 }
  return { ...at, end_line: at.line, end_column: at.column + 1 }
}

function takes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
