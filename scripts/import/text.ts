/** What may begin a block of Markdown by itself: a list, a heading, a quote, a fence, a table row, HTML. */
const BLOCK = /^\s*(?:[-*+>|#<]|\d+[.)]\s|```|~~~|$)/

/**
 * A text of Statuspage as Markdown that reads the same. Statuspage shows every line break, Markdown only those with two
 * spaces before them; links that would lead nowhere here lose their brackets' meaning, not their words.
 */
export function markdownOf(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').trim().split('\n')
  return lines
    .map((line, i) => (breaksAfter(line, lines[i + 1]) ? `${line.trimEnd()}  ` : line))
    .join('\n')
    .replaceAll(/(?<!\\)\[([^\][\n]*)\](\(\s*<?)([^\s)>]*)/g, escapeDeadLink)
    .replaceAll(/^( {0,3})\[(?=[^\][\n]*\]:\s+<?([^\s>]*))/gm, (whole, indent: string, url: string) =>
      leads(url) ? whole : `${indent}\\[`,
    )
}

const breaksAfter = (line: string, next: string | undefined): boolean =>
  next !== undefined && !BLOCK.test(line) && !BLOCK.test(next)

const escapeDeadLink = (whole: string, words: string, open: string, url: string) =>
  leads(url) ? whole : `\\[${words}]${open}${url}`

const leads = (url: string) => /^(?:https?:\/\/|mailto:|#|\/(?!\/))/i.test(url)

/** Names and titles are one line, without characters that would steer a terminal. */
export const oneLine = (text: string): string =>
  text
    .split(/[\u0000-\u001f\u007f]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
