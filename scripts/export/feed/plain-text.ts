import { decodeHTML } from 'entities'

const TAG = /<(\/?)([a-z][a-z0-9]*)(?![a-z0-9])(?:"[^"]*"|'[^']*'|[^<>"'])*>/gi
const BLOCK = /^(p|div|section|ul|ol|dl|dd|table|pre|blockquote|h[1-6]|hr)$/
const LINE = /^(br|\/tr|\/summary|\/dt)$/

/** HTML that a renderer of ours wrote, as its reader sees it: words, lines and an empty line between paragraphs. */
export const plainText = (html: string): string =>
  decodeHTML(
    withLines(html)
      .replaceAll(/<img (?:"[^"]*"|[^<>"])*>/g, (image) => / alt="([^"]*)"/.exec(image)?.[1] ?? '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(TAG, (_, end: string, name: string) => breakAt(end, name.toLowerCase())),
  )
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/^•\n+/gm, '• ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** With the ends of lines of code as they are seen. */
function withLines(html: string): string {
  let within = 0
  return html.replaceAll(/<(\/?)pre\b[^<>]*>|\n/g, (found, end: string | undefined) => {
    if (end === undefined) return within > 0 ? '<br>' : found
    within += end === '' ? 1 : -1
    return found
  })
}

function breakAt(end: string, name: string): string {
  if (BLOCK.test(name)) return '\n\n'
  if (LINE.test(end + name)) return '\n'
  if (name === 'li') return end === '' ? '\n• ' : ''
  return end !== '' && (name === 'td' || name === 'th') ? ' ' : ''
}
