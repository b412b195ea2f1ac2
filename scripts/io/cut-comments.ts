import type { Problem } from '#model/diagnostic'
import { isRead, slotAmong } from '#model/records/content-layout'
import { lineSpan } from './text-span.ts'
import { inQuotes } from './yaml-slips.ts'

/*
 * `title: Orders fail #shop` is valid YAML, and its title is "Orders fail": what follows ` #` is a comment. Where it
 * looks like a part of the text (nothing between the sign and the word), that is said.
 */

const SUSPECT = / #[^\s#]/
/** What a list or a map on one line, quotes, a block and the like begin with: there a comment is one. */
const NO_TEXT = /^["'[{|>&*!%@`#]/
/** Nobody writes a value into a longer line by hand. */
const LONGEST = 1000

/** Warnings about values that a comment cuts, in the files that our own schemas read. */
export function* cutByComments(paths: readonly string[], texts: ReadonlyMap<string, string>): Generator<Problem> {
  const slotAt = slotAmong(paths)
  for (const [file, text] of texts) {
    const slot = slotAt(file)
    if (
      !isRead(slot) ||
      slot.kind === 'note' ||
      slot.kind === 'slo' ||
      slot.kind === 'alert' ||
      slot.kind === 'measurement'
    )
      continue
    const yaml = file.endsWith('.md') ? /^---\n([^]*?)\n---/.exec(text)?.[1] : text
    if (yaml !== undefined && SUSPECT.test(yaml)) yield* inYaml(file, yaml, file.endsWith('.md') ? 1 : 0)
  }
}

function* inYaml(file: string, yaml: string, above: number): Generator<Problem> {
  const lines = yaml.split('\n')
  /** The column of the key whose text goes on below, as it stands: `|` and `>`. */
  let block: number | null = null
  for (const [index, line] of lines.entries()) {
    const indent = indentOf(line)
    if (block !== null && (line.trim() === '' || indent > block)) continue
    block = line.length <= LONGEST && /:\s*[|>][-+\d]*\s*(?:#.*)?$/.test(line) ? indent : null
    if (block !== null) continue
    const cut = cutIn(line)
    if (cut === null) continue
    const { key, value, comment } = cut
    const next = lines[index + 1] ?? ''
    const goesOn = next.trim() !== '' && indentOf(next) > indent
    // One word, and then a word about it: somebody's comment. A list or a map may follow a key with a comment.
    if (value === '' ? goesOn || /^\s*-/.test(next) : !/\s/.test(value.trim())) continue
    const whole = `${value} ${comment}`.trim()
    const span = lineSpan(yaml, index + 1)
    const column = line.length - comment.length + 1
    const name = key === undefined ? '- ' : `${key}: `
    yield {
      rule: 'yaml-syntax',
      severity: 'warning',
      at: { file, span: { line: span.line + above, column, end_line: span.line + above, end_column: span.end_column } },
      message: `Unexpected comment in \`${line.trim()}\`, expected the whole text in quotes: ${value === '' ? 'nothing of it' : `only "${value.trim()}"`} is read.`,
      help: `Write \`${name}${inQuotes(whole)}\`; for a comment, put a blank behind \`#\`.`,
    }
  }
}

/** A line with a comment behind its value, or in its place; null for others. Step by step: a pattern would try each blank. */
function cutIn(line: string): { key: string | undefined; value: string; comment: string } | null {
  if (line.length > LONGEST) return null
  let at = indentOf(line)
  const isEntry = line[at] === '-' && line[at + 1] === ' '
  while (line[at] === '-' && line[at + 1] === ' ') at += 1 + indentOf(line.slice(at + 1))
  const key = /^([\w-]+):/.exec(line.slice(at))?.[1]
  if (key === undefined && !isEntry) return null
  // The blank before it belongs to a value that is none.
  const rest = line.slice(key === undefined ? at - 1 : at + key.length + 1)
  const from = rest.search(SUSPECT)
  const told = rest.trimStart()
  if (from >= 0 && /^#[^\s#]/.test(told)) return { key, value: '', comment: told }
  if (from < 0 || NO_TEXT.test(told)) return null
  return { key, value: rest.slice(0, from).trim(), comment: rest.slice(from + 1) }
}

const indentOf = (text: string): number => text.length - text.trimStart().length
