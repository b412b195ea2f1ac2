import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Span } from '#model/body'
import type { Path } from '#model/diagnostic'
import { lineSpan, parseYaml, spanAt, splitFrontMatter, type YamlDocument } from './document.ts'

/**
 * Where in a file the value at `path` stands; with `key`, its key. Where there is none, the nearest place above it
 * that is there: a missing key is found at the map that should have it.
 */
export function locate(file: string, text: string, path: Path, document = 0, key = false): Span {
  const split = file.endsWith('.md') ? splitFrontMatter(text) : { yaml: text, body: null }
  if ('error' in split) return lineSpan(text, 1)
  const above = split.body ? 1 : 0
  const parsed = parseYaml(split.yaml)[document]
  const range = parsed ? rangeOf(parsed, path, key) : null
  if (!range) return lineSpan(text, 1)
  const [from, to] = range
  return spanAt(split.yaml, from, from + split.yaml.slice(from, to).trimEnd().length, above)
}

type Range = readonly [number, number]

function rangeOf(document: YamlDocument, path: Path, key: boolean): Range | null {
  let node: Node | null = document.contents
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

function entryOf(node: Node | null | undefined, step: PropertyKey): { key: Node | null; value: Node | null } | null {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
    return pair ? { key: pair.key, value: pair.value } : null
  }
  if (isSeq<Node>(node)) {
    const value = node.items[Number(step)]
    return value ? { key: value, value } : null
  }
  return null
}
