import { plainScalar } from './plain-scalar.ts'

/**
 * Reads the part of YAML that records are mostly written in, many times faster than the library does: maps and lists by
 * indentation, text plain or in simple quotes, `[…]` and `{…}` on one line, comments. Undefined for all else, for every
 * mistake and every doubt: then the library reads the text, and says what is wrong with it.
 *
 * A value read otherwise than by the library would go unnoticed, so `plain-yaml.test.ts` holds every answer to the
 * library's, over generated and mutated texts. Whatever isn't on the lists below is refused.
 */
export function readPlainYaml(text: string): unknown {
  if (UNUSUAL.test(text)) return undefined
  const lines = text.split('\n').map((line): Line => {
    let indent = 0
    while (line[indent] === ' ') indent++
    return { indent, text: line.slice(indent) }
  })
  const reader: Reader = { lines, at: 0 }
  try {
    const { indent } = next(reader)
    const value = block(reader, indent, 0)
    return next(reader) === END ? value : undefined
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

/** Tabs, carriage returns, what isn't printable, other spaces and ends of lines. */
const UNUSUAL = /[^\n -~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ufdff\uff01-\ufffd]/

interface Line {
  indent: number
  text: string
}
interface Reader {
  lines: Line[]
  /** The line that is read next. */
  at: number
}

const END: Line = { indent: -1, text: '' }
// Thrown often: one that was made before costs no stack trace.
const NOT_PLAIN = new Error('This is more than plain YAML.')
const refuse = (): never => {
  throw NOT_PLAIN
}

const MOST_LEVELS = 30
/** A key on its own, its colon, and either spaces or the end of the line. */
const KEY = /^([A-Za-z0-9_][A-Za-z0-9_./-]{0,99}):(?: +|$)/
const DASH = /^-(?: +|$)/
/** What may follow a value on its line. */
const REST = /^ *(?: #.*)?$/

/** The next line that isn't empty or a comment. */
function next(reader: Reader): Line {
  for (; reader.at < reader.lines.length; reader.at++) {
    const line = reader.lines[reader.at]
    if (line && line.text !== '' && !line.text.startsWith('#')) return line
    if (line?.text === '' && line.indent > 0) return refuse()
  }
  return END
}

/** A map or a list whose entries begin in column `indent`. */
function block(reader: Reader, indent: number, depth: number): unknown {
  if (depth > MOST_LEVELS) return refuse()
  return DASH.test(next(reader).text) ? blockList(reader, indent, depth) : blockMap(reader, indent, depth)
}

function blockMap(reader: Reader, indent: number, depth: number): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  for (let line = next(reader); line.indent >= indent; line = next(reader)) {
    const [begin, key] = KEY.exec(line.text) ?? refuse()
    if (line.indent > indent || key === undefined) return refuse()
    reader.at++
    const rest = line.text.slice(begin.length)
    set(map, key, isBare(rest) ? below(reader, indent, depth, true) : inline(rest))
  }
  return map
}

function blockList(reader: Reader, indent: number, depth: number): unknown[] {
  const list: unknown[] = []
  for (let line = next(reader); line.indent >= indent; line = next(reader)) {
    const [dash] = DASH.exec(line.text) ?? []
    if (line.indent > indent) return refuse()
    // A list may stand in the column of the map that it is in: the map goes on here.
    if (dash === undefined) break
    const rest = line.text.slice(dash.length)
    if (DASH.test(rest) || KEY.test(rest)) {
      const inner = indent + dash.length
      reader.lines[reader.at] = { indent: inner, text: rest }
      list.push(block(reader, inner, depth + 1))
    } else {
      reader.at++
      list.push(isBare(rest) ? below(reader, indent, depth, false) : inline(rest))
    }
  }
  return list
}

const isBare = (rest: string) => rest === '' || rest.startsWith('#')

/** What stands below a key or a dash with nothing behind it. */
function below(reader: Reader, indent: number, depth: number, inMap: boolean): unknown {
  const line = next(reader)
  if (line.indent > indent || (inMap && line.indent === indent && DASH.test(line.text)))
    return block(reader, line.indent, depth + 1)
  return null
}

/** The value that stands on the rest of a line; one that goes on below is refused where that line is read. */
function inline(rest: string): unknown {
  if (START.test(rest)) return plainScalar(plainIn(rest))
  const cursor = { text: rest, at: 0 }
  const value = flow(cursor, 0)
  return REST.test(rest.slice(cursor.at)) ? value : refuse()
}

/** Plain text up to a comment or the end of its line. */
function plainIn(rest: string): string {
  const comment = rest.indexOf(' #')
  const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd()
  return text.includes(': ') || text.endsWith(':') ? refuse() : text
}

/** What plain text may begin with. */
const START = /^(?:[A-Za-z0-9_.+/(~\u00a1-\uffff]|-[A-Za-z0-9.])/
/** Plain text within brackets: up to a comma or bracket. */
const FLOW_PLAIN = /(?:[A-Za-z0-9_.+/(~\u00a1-\uffff]|-[A-Za-z0-9.])[^:#,[\]{}]*(?::[^ :#,[\]{}][^:#,[\]{}]*)*/y
const QUOTED = /"([^"\\]*)"|'([^']*(?:''[^']*)*)'/y
const FLOW_KEY = /([A-Za-z0-9_][A-Za-z0-9_./-]{0,99}): +/y
const SPACES = / */y

interface Cursor {
  text: string
  at: number
}

/** Moves past what `pattern` matches here; null where it doesn't. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at
  const match = pattern.exec(cursor.text)
  if (match) cursor.at = pattern.lastIndex
  return match
}

/** A value in quotes or brackets, or within brackets. */
function flow(cursor: Cursor, depth: number): unknown {
  if (depth > MOST_LEVELS) return refuse()
  const first = cursor.text[cursor.at]
  if (first === '[') {
    const list: unknown[] = []
    entries(cursor, ']', () => list.push(flow(cursor, depth + 1)))
    return list
  }
  if (first === '{') {
    const map: Record<string, unknown> = {}
    entries(cursor, '}', () => {
      const [, key] = take(cursor, FLOW_KEY) ?? refuse()
      set(map, key ?? refuse(), flow(cursor, depth + 1))
    })
    return map
  }
  const quoted = take(cursor, QUOTED)
  if (quoted) return quoted[1] ?? quoted[2]?.replaceAll("''", "'")
  const [plain] = take(cursor, FLOW_PLAIN) ?? refuse()
  return plainScalar(plain.trimEnd())
}

/** What stands between brackets, with commas in between. */
function entries(cursor: Cursor, close: string, entry: () => void) {
  cursor.at++
  take(cursor, SPACES)
  while (cursor.text[cursor.at] !== close) {
    entry()
    take(cursor, SPACES)
    if (cursor.text[cursor.at] === close) break
    if (cursor.text[cursor.at] !== ',') refuse()
    cursor.at++
    take(cursor, SPACES)
    // Nothing between a comma and the end: the library's to judge.
    if (cursor.text[cursor.at] === close) refuse()
  }
  cursor.at++
}

function set(map: Record<string, unknown>, key: string, value: unknown) {
  if (key === '__proto__' || Object.hasOwn(map, key)) refuse()
  map[key] = value
}
