import { hasIds, renderMarkdown } from '../shared/markdown'
import type { Language } from './language'

const rendered = new Map<string, string>()

/**
 * A public text as HTML. The same texts stand on several pages, and in several languages. `id` tells it from the other
 * texts of its page; few texts have anything in them that depends on it.
 */
export function markdown(language: Language, text: string, headings: 3 | 4, id = ''): string {
  const html = render(language, text, headings, '')
  return hasIds(html) ? render(language, text, headings, id) : html
}

function render({ words, picture, href }: Language, text: string, headings: 3 | 4, prefix: string): string {
  const key = `${href('/')}\0${words.table}\0${headings}\0${prefix}\0${text}`
  const html =
    rendered.get(key) ??
    renderMarkdown(text, {
      headings,
      prefix,
      link: () => null,
      image: picture,
      names: { table: words.table, image: words.image },
    })
  rendered.set(key, html)
  return html
}

/** The same for a feed, which is read elsewhere: pictures by their full addresses. */
export const markdownElsewhere = (language: Language, site: { url: string }, text: string, id: string): string =>
  markdown(language, text, 3, id).replaceAll(
    `<img src="${language.href('/pictures/')}`,
    `<img src="${site.url}/pictures/`,
  )
