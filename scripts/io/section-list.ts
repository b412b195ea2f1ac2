import type { Definition, FootnoteDefinition, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast'
import { parseMarkdown, wordsOf } from './markdown.ts'

/** The list that stands under a heading, taken out of the text around it. */
export interface SectionList {
  /** What stands in the section beside its list, as words. */
  beside: string
  items: SectionItem[]
  /** The text without the heading and the list; what stands beside that in the section stays. */
  rest: string
  /** What links and footnotes of the items may refer to. */
  definitions: (Definition | FootnoteDefinition)[]
}

/** An item of a list: its words, and its tree. */
export interface SectionItem {
  text: string
  children: ListItem['children']
}

/**
 * The items of every list in the section that begins with a heading of these words, in any case, with a colon or
 * without; lists within its items are part of those. `without` says which lines beside them go as well. Null where there
 * is no such heading or no list under it. Of a text that asks for too much work to be read, the lines that look so are
 * the items, and their words are shown as they are written.
 */
export function listUnder(
  { markdown, heading }: { markdown: string; heading: string },
  without: (line: string) => boolean = () => false,
): SectionList | null {
  const wanted = heading.toLowerCase()
  // Most texts have no such heading, and needn't be read to know it.
  if (!markdown.toLowerCase().includes(wanted)) return null
  const tree = parseMarkdown(markdown)
  if ('over' in tree) return listAsWritten(markdown, wanted, without)
  const start = tree.children.findIndex(
    (node) => node.type === 'heading' && wordsOf(node).trim().replace(/:$/, '').toLowerCase() === wanted,
  )
  const opening = tree.children[start]
  if (opening?.type !== 'heading') return null
  const after = tree.children.slice(start + 1)
  const next = after.findIndex((node) => node.type === 'heading' && node.depth <= opening.depth)
  const section = next === -1 ? after : after.slice(0, next)
  const items = section.flatMap((node) => (node.type === 'list' ? node.children : []))
  if (items.length === 0) return null
  const words = (node: RootContent) => markdown.slice(node.position?.start.offset, node.position?.end.offset)
  const beside = section.filter(({ type }) => type !== 'list')
  const gone = new Set<RootContent>([
    opening,
    ...section.filter(
      (node) => node.type === 'list' || (node.type === 'paragraph' && words(node).split('\n').every(without)),
    ),
  ])
  return {
    beside: beside.map(words).join('\n\n'),
    items: items.map((item) => ({ text: firstWords(item), children: item.children })),
    rest: cutOut(markdown, [...gone]),
    definitions: tree.children.filter((node) => node.type === 'definition' || node.type === 'footnoteDefinition'),
  }
}

/** The words of the first block of an item. */
const firstWords = ({ children: [first] }: ListItem): string =>
  first === undefined || first.type === 'list' ? '' : wordsOf(first)

function cutOut(text: string, nodes: readonly Nodes[]): string {
  const kept: string[] = []
  let at = 0
  for (const { position } of nodes.toSorted(
    (a, b) => (a.position?.start.offset ?? 0) - (b.position?.start.offset ?? 0),
  )) {
    kept.push(text.slice(at, position?.start.offset ?? at))
    at = position?.end.offset ?? at
  }
  return [...kept, text.slice(at)].join('').trim()
}

/** The tree of an item without so many of its first characters, and without what parts them from the words behind. */
export function withoutBeginning(
  { children: [first, ...others] }: SectionItem,
  characters: number,
): ListItem['children'] {
  if (first?.type !== 'paragraph') return first === undefined ? others : [first, ...others]
  const left = { count: characters, parted: false }
  return [{ ...first, children: first.children.flatMap((node) => behind(node, left)) }, ...others]
}

/** A node without the characters that are still to go; `left` is what is left of them behind it. */
function behind(node: PhrasingContent, left: { count: number; parted: boolean }): PhrasingContent[] {
  if (left.parted) return [node]
  if ('children' in node) {
    const children = node.children.flatMap((child) => behind(child, left))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a node may hold, it may hold less of
    return children.length === 0 ? [] : [{ ...node, children } as PhrasingContent]
  }
  if (!('value' in node)) {
    left.parted = true
    return [node]
  }
  const value = node.value.slice(left.count)
  left.count = Math.max(0, left.count - node.value.length)
  const words = left.count > 0 ? '' : value.replace(/^[\s:–—-]+/, '')
  left.parted = words !== ''
  return words === '' ? [] : [{ ...node, value: words }]
}

const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+/
const HEADING = /^ {0,3}(#{1,6})[ \t]+/

function listAsWritten(markdown: string, wanted: string, without: (line: string) => boolean): SectionList | null {
  const items: string[][] = []
  const [beside, rest]: [string[], string[]] = [[], []]
  let depth = 0
  for (const line of markdown.split('\n')) {
    const marks = HEADING.exec(line)
    const level = marks?.[1]?.length ?? 0
    const opens = marks !== null && line.slice(marks[0].length).trim().replace(/:$/, '').toLowerCase() === wanted
    if (depth > 0 && level > 0 && level <= depth) depth = -1
    if (depth === 0 && opens) depth = level
    else if (depth <= 0) rest.push(line)
    else if (ITEM.test(line)) items.push([line.replace(ITEM, '')])
    else if (items.length > 0 && /^[ \t]+\S/.test(line)) items.at(-1)?.push(line.trim())
    else {
      beside.push(line)
      if (!without(line)) rest.push(line)
    }
  }
  if (items.length === 0) return null
  const words = items.map((lines) => lines.join('\n').trim())
  return {
    beside: beside.join('\n'),
    items: words.map((value) => ({
      text: value,
      children: [{ type: 'paragraph', children: [{ type: 'text', value }] }],
    })),
    rest: rest.join('\n').trim(),
    definitions: [],
  }
}
