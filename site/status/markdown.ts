import { renderMarkdown } from '../shared/markdown'
import type { Language } from './language'

const rendered = new Map<string, string>()

/** A public text as HTML. The same texts stand on several pages, and in several languages. */
export function markdown({ words }: Language, text: string, headings: 3 | 4): string {
  const key = `${words.table}\0${headings}\0${text}`
  const html =
    rendered.get(key) ??
    renderMarkdown(text, { headings, link: () => null, names: { table: words.table, image: words.image } })
  rendered.set(key, html)
  return html
}
