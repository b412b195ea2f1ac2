import { looksLikeFence } from './fence-slips.ts'
import { readYaml } from './yaml-reader.ts'

/*
 * What a map of YAML says where YAML can't be read: line by line, each key by itself. A key stands at the beginning of
 * its line; what is indented below it is its own, so what lies under one key is never taken for another's.
 */

/** What could be read of a map, and of which keys it says several things. */
export interface Rough {
  data: Record<string, unknown>
  /** Keys that stand there more than once with another value each: nobody knows which one is meant. */
  doubtful: ReadonlySet<string>
}

/**
 * Reads the keys `known` of the map that a text is; of a key that stands twice the first one. A value that is no YAML by
 * itself is taken as the plain text that it looks like, `Acme: status`; one that YAML would give a meaning is left out.
 * Of a value that is a map in pieces, `within` says which keys are read.
 */
export function roughMap(text: string, known: readonly string[], within: Nested = {}): Rough {
  const data: Record<string, unknown> = {}
  const written = new Map<string, string>()
  const doubtful = new Set<string>()
  for (const { key, head, lines } of entriesOf(text.split('\n'), known)) {
    const own = [head, ...lines].join('\n').trim()
    const before = written.get(key)
    if (before !== undefined) {
      if (before !== own) doubtful.add(key)
      continue
    }
    const value = valueOf(key, head, lines, within[key])
    if (value === undefined) continue
    written.set(key, own)
    data[key] = value
  }
  return { data, doubtful }
}

/** The keys of a map within, and of those that lie within that. */
export type Nested = { readonly [key: string]: readonly string[] | undefined }

interface Entry {
  key: string
  /** What stands behind the colon. */
  head: string
  /** The lines below that are indented. */
  lines: string[]
}

const KEY = /^(?:"([^"]+)"|'([^']+)'|([^\s"'#:[\]{}&*!|>%@`,?-][^\s:]*))[ \t]*:(?=[ \t]|$)[ \t]*(.*)/s

/** The keys that stand at the beginning of a line, each with what belongs to it. */
function entriesOf(lines: readonly string[], known: readonly string[]): Entry[] {
  const entries: Entry[] = []
  let open: Entry | null = null
  for (const line of lines) {
    if (/^[ \t]|^$/.test(line) || /^-(?:\s|$)/.test(line)) {
      open?.lines.push(line)
      continue
    }
    open = null
    const [, double, single, plain, head = ''] = KEY.exec(line) ?? []
    const key = double ?? single ?? plain
    if (key === undefined || !known.includes(key)) continue
    open = { key, head, lines: [] }
    entries.push(open)
  }
  return entries
}

function valueOf(key: string, head: string, lines: readonly string[], within: readonly string[] | undefined): unknown {
  const { data, problems } = readYaml('', [`${key}: ${head}`, ...lines].join('\n'))
  const [read] = data
  if (problems.length === 0 && data.length === 1 && isMap(read)) return read[key] ?? undefined
  const bare = head.trim()
  if (bare !== '' && !bare.startsWith('#'))
    return bare.startsWith('{') && within
      ? flowMap(bare, within)
      : bare.startsWith('[')
        ? flowList([bare, ...lines].join(' '))
        : plainText(bare)
  return within && nestedMap(lines, within)
}

/** A map that stands below its key: the lines that are indented as the first one is, whatever they are indented with. */
function nestedMap(lines: readonly string[], known: readonly string[]): Record<string, unknown> | undefined {
  const even = lines.map((line) => line.replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', '  ')))
  const indents = even.flatMap((line) => /^( +)[^\s#]/.exec(line)?.[1] ?? [])
  const [first] = indents
  if (first === undefined) return undefined
  const { data } = roughMap(even.map((line) => outdented(line, first.length)).join('\n'), known)
  return data
}

/** A line as it stands within a map whose keys are indented so far; one that is indented less is none of its lines. */
function outdented(line: string, by: number): string {
  const indent = /^ */.exec(line)?.[0].length ?? 0
  return line.trim() === '' ? '' : indent < by ? '' : line.slice(by)
}

/** A map on one line that is longer was written by no hand. */
const LONGEST_FLOW = 2000

/** What of `{key: value, …}` in pieces can be told apart: the values that no comma or bracket is in. */
function flowMap(flow: string, known: readonly string[]): Record<string, unknown> {
  if (flow.length > LONGEST_FLOW) return {}
  const pairs = [...flow.matchAll(/(?<=[{,]\s*)([\w-]+)\s*:\s*("[^"]*"|'[^']*'|[^,{}[\]"']+)(?=\s*(?:[,}]|$))/g)]
  const lines = pairs.map(([, key = '', value = '']) => `${key}: ${value.trim()}`)
  return roughMap(lines.join('\n'), known).data
}

/** What of `[a, b` can be told apart: the words that no bracket, colon or odd quote is in. */
function flowList(flow: string): string[] | undefined {
  if (flow.length > LONGEST_FLOW) return undefined
  const [inside = ''] = flow.slice(1).split(/\]|\s#/, 1)
  const words = inside.split(',').map((one) => /^(?:"([^"]*)"|'([^']*)'|([^"'{}[\]]+))$/.exec(one.trim()))
  const items = words.flatMap((found) => found?.[1] ?? found?.[2] ?? found?.[3] ?? [])
  return items.filter((one) => one.trim() !== '' && !/:(?:\s|$)|^[&*!|>%@`?]/.test(one))
}

/** Text that stands behind a key without being YAML; null where it would be an anchor, a tag, a block or a collection. */
function plainText(written: string): string | undefined {
  const text = written.replace(/\s#.*/s, '').trim()
  if (/^[&*!|>%@`[\]{},?]/.test(text)) return undefined
  const quoted = /^"([^"]*)"?$|^'([^']*)'?$/.exec(text)
  const inner = (quoted?.[1] ?? quoted?.[2] ?? text).trim()
  return inner === '' || /["']$/.test(inner) !== /^["']/.test(inner)
    ? inner.replaceAll(/^["']|["']$/g, '') || undefined
    : inner
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of a text that was merged half-way the side that was there. */
export function oneSide(text: string): string {
  let side: 'both' | 'ours' | 'theirs' = 'both'
  return text
    .split('\n')
    .filter((line) => {
      if (/^<{7}(?: |$)/.test(line)) side = 'ours'
      else if (/^(?:\|{7}|={7})(?: |$)/.test(line) && side !== 'both') side = 'theirs'
      else if (/^>{7}(?: |$)/.test(line) && side !== 'both') side = 'both'
      else return side !== 'theirs'
      return false
    })
    .join('\n')
}

/**
 * Front matter in pieces, and the text below it. It begins and ends with a line that was meant as `---`, whatever a phone
 * made of it. Where no line ends it, it ends before the first line that is none of its own: neither a key that is known,
 * nor what stands indented below one.
 */
export function roughFrontMatter(text: string, known: readonly string[]): { front: string; body: string } {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const own = (line: string | undefined) => {
    const [, double, single, plain] = KEY.exec(line ?? '') ?? []
    return known.includes(double ?? single ?? plain ?? '')
  }
  const first = lines.findIndex((line) => line.trim() !== '')
  const opening = lines[first] ?? ''
  const opened = /^---(?!-)/.test(opening) || (isFenceLike(opening) && own(lines[first + 1]))
  const from = opened ? first + 1 : 0
  const fence = lines.findIndex((line, i) => i >= from && isFence(line))
  const like = lines.findIndex((line, i) => i >= from && isFenceLike(line))
  const until = fence < 0 ? lines.length : fence
  const stray = lines.findIndex((line, i) => i >= from && i < until && !(own(line) || /^(?:\s+\S|#|-\s)/.test(line)))
  let end = fence
  if (like > 0 && like >= from && like < until && (stray < 0 || stray >= like)) end = like
  else if (!opened || fence < 0) {
    // Without an opening line, only keys that we know make front matter of what stands above a rule.
    end = stray < 0 ? until : stray
    if (!opened && !own(lines[0])) end = 0
  }
  const below = end > 0 && end >= from && isFenceLike(lines[end] ?? '') ? end + 1 : end
  return { front: lines.slice(from, end).join('\n'), body: lines.slice(below).join('\n') }
}

const isFence = (line: string) => /^---\s*$/.test(line)
/** One sign alone is an item of a list, but for the dash that a phone makes of two hyphens. */
const isFenceLike = (line: string) => looksLikeFence(line) && !/^\s*[-*+_=~]\s*$/.test(line)
