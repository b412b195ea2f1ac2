import type { Body, Outline, TextSpan } from '#model/records/body'

/** Collects headings; `fill` says that something stands below those that are open. */
export function sections() {
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

/** What a plain body holds nowhere, beside its links: of other Markdown, whatever hides or makes a heading or a link. */
const MORE = /[[\]<>~\\&\0]|``|[^\S\n ]|:\/\/|www\.|@|^ *(=+|-+) *$|^ {1,3}#/m

/** A link or a picture in plain words, to a plain address. */
const LINK = /!?\[[^[\]*_!|`\n]+\]\(([\w.:/#%-]+)\)/g
/** A line on which a link is one: no code by its indentation, no heading and no table. */
const IN_TEXT = /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)]) )?(?![ #]|[-*+] |\d+[.)] )[^|]*$/

/**
 * The outline of a body of headings, paragraphs and lists, with plain links and code within a line: most bodies, and
 * twenty times faster than the tree. Null where there may be more to see; a property test holds the two together.
 */
export function plainOutline({ markdown, line: first }: Body): Outline | null {
  const linked = markdown.includes('](')
  // Code may begin on one line and end on another, with what looks like a link in between.
  if ((linked && markdown.includes('`')) || MORE.test(linked ? markdown.replaceAll(LINK, '') : markdown)) return null
  const headings = sections()
  const links: Outline['links'] = []
  for (const [index, line] of markdown.split('\n').entries()) {
    if (/^ *$/.test(line)) continue
    const at = first + index
    const match = /^(#{1,6}) +(?=\S)([^*_#`[]*[^*_#`[ ]) *$/.exec(line)
    if (match) {
      const [, marks = '', text = ''] = match
      headings.open(marks.length, text, { line: at, column: 1, end_line: at, end_column: line.length + 1 })
      continue
    }
    if (line.startsWith('#')) return null
    headings.fill()
    if (!linked || !line.includes('](')) continue
    if (!IN_TEXT.test(line)) return null
    for (const { 0: whole, 1: url = '', index: from } of line.matchAll(LINK))
      links.push({ url, image: whole.startsWith('!'), span: onLine(at, from + 1, whole.length) })
  }
  return { headings: headings.all, links }
}

const onLine = (line: number, column: number, length: number): TextSpan => ({
  line,
  column,
  end_line: line,
  end_column: column + length,
})
