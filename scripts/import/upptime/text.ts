import { fencedLines } from '#model/publish/markdown-parts'

/**
 * A text without its HTML comments: Upptime and issue templates keep data and advice in them. A block of code, or code
 * in a line, that held nothing else goes as well: people copy the comment from the manual with its fence.
 */
export function withoutComments(text: string): string {
  return cut(withoutDataBlocks(text).replaceAll(/(?<!`)(`{1,2})[ \t]*<!--(?:(?!-->)[^`\n])*-->[ \t]*\1(?!`)/g, ''))
}

function withoutDataBlocks(text: string): string {
  if (!text.includes('<!--')) return text
  const lines = text.split('\n')
  const fenced = fencedLines(lines.map((line) => line.replace(/\r$/, '')))
  const kept: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const end = fenced[i] ? endOfBlock(lines, i) : i
    const inside = lines.slice(i + 1, FENCE.test(lines[end] ?? '') ? end : end + 1).join('\n')
    const isData = end > i && inside.includes('<!--') && cut(inside) === ''
    kept.push(isData ? '' : lines.slice(i, end + 1).join('\n'))
    i = end
  }
  return kept.join('\n')
}

const FENCE = /^\s*(`{3,}|~{3,})\s*$/

/** The last line of the block of code that a fence opens. */
function endOfBlock(lines: readonly string[], from: number): number {
  const mark = /^\s*(`{3,}|~{3,})/.exec(lines[from] ?? '')?.[1] ?? ''
  for (let i = from + 1; i < lines.length; i++) if (FENCE.exec(lines[i] ?? '')?.[1]?.startsWith(mark)) return i
  return lines.length - 1
}

function cut(text: string): string {
  const kept: string[] = []
  for (let from = 0; ;) {
    const open = text.indexOf('<!--', from)
    kept.push(text.slice(from, open === -1 ? undefined : open))
    const close = open === -1 ? -1 : text.indexOf('-->', open + 4)
    if (close === -1) return kept.join('').trim()
    from = close + 3
  }
}

/** The first HTML comment of a text; null where there is none. */
export function firstComment(text: string): string | null {
  const open = text.indexOf('<!--')
  const close = open === -1 ? -1 : text.indexOf('-->', open + 4)
  return close === -1 ? null : text.slice(open + 4, close)
}

/** A name in a sentence of Markdown. */
export const inMarkdown = (name: string): string => name.replaceAll(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`)
