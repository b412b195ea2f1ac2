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

function render({ words }: Language, text: string, headings: 3 | 4, prefix: string): string {
  const key = `${words.table}\0${headings}\0${prefix}\0${text}`
  const html =
    rendered.get(key) ??
    renderMarkdown(text, { headings, prefix, link: () => null, names: { table: words.table, image: words.image } })
  rendered.set(key, html)
  return html
}
