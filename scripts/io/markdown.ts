import { toString } from 'mdast-util-to-string'
import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified, type Processor } from 'unified'
import { isModest, type Body, type Outline, type TextSpan } from '#model/records/body'
import { plainOutline, sections } from './plain-outline.ts'
import {
  hasTooManyParts,
  isOverBudget,
  isTooLarge,
  isTooMuchHtml,
  metering,
  type OverBudget,
} from './markdown-budget.ts'

/** One parser for the rules and for both sites, so that they see the same headings and links. */
const parser = unified().use(remarkParse).use(remarkGfm).use(withMeter).freeze()

function withMeter(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), metering]
}

/**
 * The Markdown tree of a text; positions count from its first line. Where the text asks for more than its budget there
 * is none, but the line (from 1) that it was given up at.
 */
export function parseMarkdown(markdown: string): Root | OverBudget {
  if (markdown.length < LONG) return parsed(markdown)
  const tree = kept.get(markdown) ?? parsed(markdown)
  kept.delete(markdown)
  kept.set(markdown, tree)
  let length = 0
  for (const text of [...kept.keys()].toReversed()) if ((length += text.length) > MOST_KEPT) kept.delete(text)
  return tree
}

/** The words of a tree, or of a part of it, without what marks them. */
export const wordsOf = (node: Nodes): string => toString(node)

/** The trees of the long texts that were read last: rules ask for them, and then each page that a text stands on. */
const kept = new Map<string, Root | OverBudget>()
const LONG = 4000
/** Characters of texts. */
const MOST_KEPT = 2 * 1024 * 1024

function parsed(markdown: string): Root | OverBudget {
  if (isTooLarge(markdown)) return { over: 1 }
  try {
    const tree = parser.parse(markdown)
    const [pieces, parts] = htmlIn(tree)
    return isTooMuchHtml(pieces, parts) || hasTooManyParts(parts) ? { over: 1 } : tree
  } catch (error) {
    if (isOverBudget(error)) return error
    throw error
  }
}

/** The pieces of HTML in a text, and how many parts the text has. */
function htmlIn(tree: Root): [pieces: string[], nodes: number] {
  const pieces: string[] = []
  let nodes = 0
  const walk = (node: Nodes) => {
    nodes++
    if (node.type === 'html') pieces.push(node.value)
    if ('children' in node) node.children.forEach(walk)
  }
  walk(tree)
  return [pieces, nodes]
}

/** The words of a part of a text, without what marks them. */
export const plainText = (node: Nodes): string => toString(node)

const EMPTY: Outline = { headings: [], links: [] }
const outlines = new WeakMap<Body, Outline>()

/** What rules ask of a body, with places in its file. Parsed on first use and kept with the body. */
export function outlineOf(body: Body): Outline {
  const known = outlines.get(body)
  if (known) return known
  const { markdown } = body
  const outline =
    markdown.trim() === '' ? EMPTY : ((isModest(markdown) ? plainOutline(body) : null) ?? fullOutline(body))
  outlines.set(body, outline)
  return outline
}

/** The outline of a body where somebody has asked for it already. */
export const knownOutline = (body: Body): Outline | undefined => outlines.get(body)

/** Tells the outline of a body that is known from before. */
export const rememberOutline = (body: Body, outline: Outline): unknown => outlines.set(body, outline)

/** The outline by the tree of the text: of any body. */
export function fullOutline(body: Body): Outline {
  const tree = parseMarkdown(body.markdown)
  return 'over' in tree ? { ...outlineAsWritten(body), over: body.line + tree.over - 1 } : outlineOfTree(tree, body)
}

/** The same of a tree that is at hand. */
export function outlineOfTree(tree: Root, body: Body): Outline {
  const headings = sections()
  for (const node of tree.children) {
    if (node.type === 'heading') headings.open(node.depth, toString(node), spanOf(node, body))
    else headings.fill()
  }
  const definitions = definitionsIn(tree, body)
  return { headings: headings.all, links: linksIn(tree, body), ...(definitions.length > 0 ? { definitions } : {}) }
}

function definitionsIn(tree: Root, body: Body): TextSpan[] {
  const found: TextSpan[] = []
  const walk = (node: Nodes) => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') found.push(spanOf(node, body))
    else if ('children' in node) node.children.forEach(walk)
  }
  walk(tree)
  return found
}

function linksIn(tree: Root, body: Body): Outline['links'] {
  const links: Outline['links'] = []
  const walk = (node: Nodes) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      links.push({ url: node.url, image: node.type === 'image', span: spanOf(node, body) })
    if ('children' in node) node.children.forEach(walk)
  }
  walk(tree)
  return links
}

function spanOf(node: Nodes, body: Body): TextSpan {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  const above = body.line - 1
  return { line: start.line + above, column: start.column, end_line: end.line + above, end_column: end.column }
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** The outline of a body whose Markdown isn't read: the lines that look like headings, for its sections are known by them. */
function outlineAsWritten({ markdown, line: first }: Body): Outline {
  const headings = sections()
  let fence: string | null = null
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, marks = '', text = ''] = (fence === null ? /^ {0,3}(#{1,6})[ \t]+(.*)/s.exec(line) : null) ?? []
    const at = { line: first + index, column: 1, end_line: first + index, end_column: line.length + 1 }
    if (marks !== '') headings.open(marks.length, text.trim(), at)
    else if (line.trim() !== '') headings.fill()
    const [, bar = ''] = FENCE.exec(line) ?? []
    if (fence === null) fence = bar === '' ? null : bar
    else if (bar.startsWith(fence) && line.trim() === bar) fence = null
  }
  return { headings: headings.all, links: [] }
}
