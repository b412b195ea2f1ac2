import type { Body, Outline, TextSpan } from '../records/body.ts'
import { sectionsOf } from '../records/runbook.ts'

/** Lines of a runbook that belong together: a paragraph, a list, a block of code. */
export interface Passage {
  /** The sections that it stands in, by their own names. */
  sections: readonly string[]
  /** The language of a block of code, empty where it says none; null for prose. */
  code: string | null
  text: string
  /** The line of the file that it begins on. */
  line: number
}

const FENCE = /^ {0,12}(`{3,}|~{3,})\s*([\w+-]*)/

/**
 * The passages of a runbook in their order, headings left out. What stands in comments and behind `<details>` is passed
 * over: it is an aside.
 */
export function passagesOf({ markdown, line: first }: Body, { headings }: Outline): Passage[] {
  const headingAt = new Map(headings.map((heading) => [heading.span.line, heading]))
  const found: Passage[] = []
  let sections: { depth: number; names: string[] } = { depth: 7, names: [] }
  let open: (Omit<Passage, 'text'> & { lines: string[] }) | null = null
  let fence: string | null = null
  let aside: RegExp | null = null
  const close = (): void => {
    if (open) {
      const { lines, ...rest } = open
      found.push({ ...rest, text: lines.join('\n') })
    }
    open = null
  }
  for (const [index, written] of markdown.split('\n').entries()) {
    const line = first + index
    const text: string = fence === null && written.includes('<!--') ? withoutComments(written) : written
    if (fence !== null && open) {
      const [, mark = ''] = FENCE.exec(text) ?? []
      if (mark.startsWith(fence) && text.trim() === mark) {
        close()
        fence = null
      } else open.lines.push(text)
      continue
    }
    if (aside) {
      if (aside.test(text)) aside = null
      continue
    }
    const begun = ASIDES.find(([start, end]) => start.test(text) && !end.test(text))
    if (begun) {
      close()
      aside = begun[1]
      continue
    }
    const heading = headingAt.get(line)
    const [, mark, language = ''] = FENCE.exec(text) ?? []
    if (mark !== undefined) {
      close()
      fence = mark
      open = { sections: sections.names, code: language, lines: [], line: line + 1 }
    } else if (heading) {
      close()
      const names = sectionsOf(heading.text)
      if (names.length > 0 || heading.depth <= sections.depth) sections = { depth: heading.depth, names }
    } else if (text.trim() === '') close()
    else if (open) open.lines.push(text)
    else open = { sections: sections.names, code: null, lines: [text], line }
  }
  close()
  return found
}

/** Where an aside begins, and where it ends. */
const ASIDES: readonly (readonly [RegExp, RegExp])[] = [
  [/<details\b/i, /<\/details>/i],
  [/<!--/, /-->/],
]

/** A line with blanks in the place of what nobody sees. */
const withoutComments = (line: string): string =>
  line.replaceAll(/<!--.{0,500}?-->/g, (comment) => ' '.repeat(comment.length))

/** Where a part of a passage stands in its file, by its offsets in the passage. */
export function spanIn({ text, line }: Passage, from: number, to: number): TextSpan {
  const placeOf = (offset: number) => {
    const before = text.slice(0, offset)
    const lineBreak = before.lastIndexOf('\n')
    return { line: line + before.split('\n').length - 1, column: offset - lineBreak }
  }
  const [start, end] = [placeOf(from), placeOf(to)]
  return { ...start, end_line: end.line, end_column: end.column }
}
