import { toString } from 'mdast-util-to-string'
import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Body, Outline, TextSpan } from '#model/records/body'

/** One parser for the rules and for both sites, so that they see the same headings and links. */
const parser = unified().use(remarkParse).use(remarkGfm).freeze()

/** The Markdown tree of a text; positions count from its first line. */
export const parseMarkdown = (markdown: string): Root => parser.parse(markdown)

const EMPTY: Outline = { headings: [], links: [] }
const outlines = new WeakMap<Body, Outline>()

/** What rules ask of a body, with places in its file. Parsed on first use and kept with the body. */
export function outlineOf(body: Body): Outline {
  const known = outlines.get(body)
  if (known) return known
  const outline = body.markdown.trim() === '' ? EMPTY : (plainOutline(body) ?? fullOutline(body))
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
  const headings = sections()
  for (const node of tree.children) {
    if (node.type === 'heading') headings.open(node.depth, toString(node), spanOf(node, body))
    else headings.fill()
  }
  return { headings: headings.all, links: linksIn(tree, body) }
}

/** Collects headings; `fill` says that something stands below those that are open. */
function sections() {
  const all: Outline['headings'] = []
  let open: Outline['headings'] = []
  return {
    all,
    open(depth: number, text: string, span: TextSpan) {
      const heading = { depth, text, span, filled: false }
      open = [...open.filter((above) => above.depth < depth), heading]
      all.push(heading)
    },
    fill() {
      for (const heading of open) heading.filled = true
    },
  }
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

/**
 * The outline of a body without links, code fences, HTML, quotes or underlined headings: most bodies, and twenty
 * times faster than the tree. Null where there may be more to see; a property test holds the two together.
 */
export function plainOutline(body: Body): Outline | null {
  const { markdown, line: first } = body
  if (/[[\]<>`~\\&\0]|[^\S\n ]|:\/\/|www\.|@|^ *(=+|-+) *$|^ {1,3}#/m.test(markdown)) return null
  const lines = markdown.split('\n')
  const headings = sections()
  for (const [index, line] of lines.entries()) {
    if (/^ *$/.test(line)) continue
    const match = /^(#{1,6}) +(?=\S)([^*_#]*[^*_# ]) *$/.exec(line)
    if (!match) {
      if (line.startsWith('#')) return null
      headings.fill()
      continue
    }
    const [, marks = '', text = ''] = match
    const at = first + index
    headings.open(marks.length, text, { line: at, column: 1, end_line: at, end_column: line.length + 1 })
  }
  return { headings: headings.all, links: [] }
}
