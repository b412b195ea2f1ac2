import { generateAtomFeed } from 'feedsmith'
import type { Feed } from './feed.ts'
import { withMarkup, xmlText } from './xml-text.ts'

/** A feed as Atom (RFC 4287); `self` is its own address. */
export function atomFeed(feed: Feed, self: string): string {
  return withMarkup(
    generateAtomFeed({
      xml: { lang: feed.language },
      id: feed.id,
      title: { value: xmlText(feed.title) },
      subtitle: { value: xmlText(feed.description) },
      updated: new Date(feed.updated),
      authors: [{ name: xmlText(feed.author) }],
      links: [
        { rel: 'self', type: 'application/atom+xml', href: xmlText(self) },
        { rel: 'alternate', type: 'text/html', href: xmlText(feed.home) },
      ],
      entries: feed.entries.map(({ id, title, link, published, updated, html }) => ({
        id,
        title: { value: xmlText(title) },
        published: new Date(published),
        updated: new Date(updated),
        links: [{ rel: 'alternate', type: 'text/html', href: xmlText(link) }],
        content: { type: 'html', value: xmlText(html) },
      })),
    }),
  )
}
