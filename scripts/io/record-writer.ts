import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { writeYaml } from './yaml-writer.ts'

/** Data and Markdown as the text of a file: YAML alone, or as front matter above the Markdown. */
export function recordText(data: object | null, body: string | null): string {
  if (body === null) return writeYaml(data ?? {})
  return data === null ? body : `---\n${writeYaml(data)}---\n${body}`
}

/**
 * - `written`
 * - `same`: it is there already, byte for byte
 * - `differs`: something else is there; it was left alone
 * - `outside`: the path leads out of the folder, by a link too
 */
export type Outcome = 'written' | 'same' | 'differs' | 'outside'

/** Writes a file that isn't there yet, whole or not at all. `root` must exist. */
export function writeRecord(root: string, path: string, text: string): Outcome {
  const target = place(root, path)
  if (target === null) return 'outside'
  if (lstatSync(target, { throwIfNoEntry: false }))
    return lstatSync(target).isFile() && readFileSync(target, 'utf8') === text ? 'same' : 'differs'
  replace(target, text)
  return 'written'
}

/** Writes a file anew, provided that it still reads as it did (`was`, its lines ended by `\n`). */
export function rewriteRecord(root: string, path: string, was: string, text: string): Outcome {
  const target = place(root, path)
  if (target === null) return 'outside'
  if (!lstatSync(target, { throwIfNoEntry: false })?.isFile()) return 'differs'
  const raw = readFileSync(target, 'utf8')
  const bom = raw.startsWith('\uFEFF') ? '\uFEFF' : ''
  const crlf = raw.includes('\r\n')
  if (raw.slice(bom.length).replaceAll('\r\n', '\n') !== was) return 'differs'
  replace(target, bom + (crlf ? text.replaceAll('\n', '\r\n') : text))
  return 'written'
}

/** The absolute path of a file, its folder made; null where that isn't inside of `root`. */
function place(root: string, path: string): string | null {
  const base = realpathSync(root)
  const target = resolve(base, path)
  if (!target.startsWith(base + sep)) return null
  let there = dirname(target)
  while (!existsSync(there)) there = dirname(there)
  const real = realpathSync(there)
  if (real !== base && !real.startsWith(base + sep)) return null
  mkdirSync(dirname(target), { recursive: true })
  return target
}

/** Beside it first, then in its place: a reader sees the old file or the new one, never half of it. */
function replace(target: string, text: string) {
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.draft`)
  try {
    writeFileSync(draft, text, { flag: 'wx' })
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
