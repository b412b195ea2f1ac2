import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml'
import type { TextSpan } from '#model/records/body'
import type { Path } from '#model/diagnostic'
import { splitFrontMatter } from './front-matter.ts'
import { intactYaml } from './intact-yaml.ts'
import { lineSpan } from './text-span.ts'
import { isTooMuch, parseYaml, partsOf, type Part } from './yaml-parser.ts'

/** Finds places in one file. It is read once, however many findings there are in it. */
export type Locate = (path: Path, document?: number, key?: boolean) => TextSpan

/**
 * Where in a file the value at `path` stands; with `key`, its key. Where there is none, the nearest place above it
 * that is there: a missing key is found at the map that should have it.
 */
export function locator(file: string, text: string): Locate {
  const split = file.endsWith('.md') ? splitFrontMatter(text) : { yaml: text, body: null }
  const start = lineSpan(text, 1)
  if ('error' in split) return () => start
  const { yaml, body } = split
  // What the reader of plain YAML alone reads: its places aren't worth the wait.
  const written = isTooMuch(yaml) ? [] : parseYaml(yaml)
  // The parser reads on from where it slipped as if all that follows belonged there.
  const intact = written.some(({ errors }) => errors.length > 0) ? intactYaml(yaml) : null
  const writtenParts = partsOf(written)
  const left = intact ? partsOf(parseYaml(intact.text)) : writtenParts
  const entryOf = entries()
  const position = positions(yaml, body ? 1 : 0)
  return (path, document = 0, key = false) => {
    const parsed = (intact?.gone.has(String(path[0])) ? writtenParts : left)[document]
    const range = parsed ? rangeOf(parsed, path, key, entryOf) : null
    if (!range) return start
    const [from, to] = range
    const begin = position(from)
    const end = position(from + yaml.slice(from, to).trimEnd().length)
    return { ...begin, end_line: end.line, end_column: end.column }
  }
}

/** Line and column of an offset, for many offsets of one text. */
function positions(text: string, above: number): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1 + above, column: offset - (starts[low] ?? 0) + 1 }
  }
}

type Range = readonly [number, number]
interface Entry {
  key: Node | null
  value: Node | null
}
type EntryOf = (node: Node | null | undefined, step: PropertyKey) => Entry | null

function rangeOf({ document, contents }: Part, path: Path, key: boolean, entryOf: EntryOf): Range | null {
  let node: Node | null = contents
  let range: Range | null = node?.range ? [node.range[0], node.range[1]] : null
  for (const [depth, step] of path.entries()) {
    const here: Node | undefined | null = isAlias(node) ? node.resolve(document) : node
    const found = entryOf(here, step)
    if (!found) return range
    const wanted: Node | null = key && depth === path.length - 1 ? found.key : (found.value ?? found.key)
    if (wanted?.range) range = [wanted.range[0], wanted.range[1]]
    node = found.value
  }
  return range
}

/** Steps into maps and lists. The keys of a map are indexed on first use: it may have very many. */
function entries(): EntryOf {
  const indexes = new WeakMap<Node, Map<string, Entry>>()
  return (node, step) => {
    if (isSeq<Node>(node)) {
      const value = node.items[Number(step)]
      return value ? { key: value, value } : null
    }
    if (!isMap<Node, Node | null>(node)) return null
    const index =
      indexes.get(node) ??
      new Map(node.items.flatMap(({ key, value }) => (isScalar(key) ? [[String(key.value), { key, value }]] : [])))
    indexes.set(node, index)
    return index.get(String(step)) ?? null
  }
}
