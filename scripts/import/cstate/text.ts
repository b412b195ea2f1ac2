import { joinedParts, markdownParts } from '#model/publish/markdown-parts'

/**
 * A text of cState as Markdown that may be published here: without comments, which nobody was to read, and with links
 * that would lead nowhere, or where a browser would run them, turned into words.
 */
export function withoutComments(markdown: string): { text: string; comments: number } {
  const parts = markdownParts(markdown.replaceAll(/\r\n?/g, '\n'))
  const text = joinedParts(parts.filter(({ kind }) => kind !== 'comment'))
    .map(({ kind, text: one }) => (kind === 'prose' ? withLiveLinks(one) : one))
    .join('')
  return { text, comments: parts.filter(({ kind }) => kind === 'comment').length }
}

const withLiveLinks = (prose: string): string =>
  prose
    .replaceAll(/\](\([ \t]*\n?[ \t]*<?)([^\s)>]*)/g, (whole, open: string, url: string) =>
      leads(url) ? whole : `]\\${open}${url}`,
    )
    .replaceAll(
      /^( {0,3}\[(?!\^)[^\][\n]*)\](:[ \t]*\n?[ \t]*<?)([^\s>]*)/gm,
      (whole, words: string, colon: string, url: string) => (leads(url) ? whole : `${words}\\]${colon}${url}`),
    )
    .replaceAll(/<([a-z][a-z0-9+.-]{1,31}:)/gi, (whole, scheme: string) =>
      /^(?:https?|mailto):$/i.test(scheme) ? whole : `\\${whole}`,
    )

const leads = (url: string) => /^(?:https?:\/\/|mailto:|#|\/(?!\/))/i.test(url)
