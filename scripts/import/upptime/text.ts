/** A text without its HTML comments: Upptime and issue templates keep data and advice in them. */
export function withoutComments(text: string): string {
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
