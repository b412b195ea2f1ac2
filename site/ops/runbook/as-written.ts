import type { ElementContent, Root } from 'hast'
import { element, rootOf } from './nodes.ts'

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)/s
const FENCE = /^ {0,12}(`{3,}|~{3,})[ \t]*([^\s`]*)/
/** Of more than these each isn't looked at. */
const MOST_BLOCKS = 4000

/**
 * A text whose Markdown is too much work to read, as the tree of a page all the same: its headings, its blocks of code, and
 * the lines between them as they are written. Somebody follows it at night, and the commands are what they look for.
 */
export function treeAsWritten(markdown: string): Root {
  const blocks: ElementContent[] = []
  let words: string[] = []
  let fence: { mark: string; language: string; lines: string[] } | null = null
  const flush = () => {
    if (words.length > 0)
      blocks.push(element('p', {}, ...words.flatMap((line, i) => (i > 0 ? [element('br', {}), line] : [line]))))
    words = []
  }
  const close = (code: NonNullable<typeof fence>) => {
    const named = code.language === '' ? {} : { className: [`language-${code.language}`] }
    blocks.push(element('pre', {}, element('code', named, `${withoutIndent(code.lines).join('\n')}\n`)))
  }
  for (const line of markdown.split('\n')) {
    if (fence !== null) {
      if (line.trim().startsWith(fence.mark) && new Set(line.trim()).size === 1) {
        close(fence)
        fence = null
      } else fence.lines.push(line)
      continue
    }
    const [, mark, language = ''] = FENCE.exec(line) ?? []
    const [, marks, heading = ''] = HEADING.exec(line) ?? []
    if (mark === undefined && marks === undefined && line.trim() !== '') {
      words.push(line.trim())
      continue
    }
    flush()
    if (mark !== undefined) fence = { mark, language, lines: [] }
    else if (marks !== undefined) blocks.push(element(`h${Math.max(2, marks.length)}`, {}, heading.trim()))
  }
  flush()
  if (fence !== null) close(fence)
  return rootOf(blocks.length > MOST_BLOCKS ? [element('pre', {}, element('code', {}, markdown))] : blocks)
}

/** A block that stands in a list is as far to the right as that. */
function withoutIndent(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '')
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length), 12)
  return lines.map((line) => line.slice(indent))
}
