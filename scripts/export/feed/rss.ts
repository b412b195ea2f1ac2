import { generateRssFeed } from 'feedsmith'
import type { Feed } from './feed.ts'
import { withMarkup, xmlText } from './xml-text.ts'

/** A feed as RSS 2.0 (https://www.rssboard.org/rss-specification); `self` is its own address. */
export function rssFeed(feed: Feed, self: string): string {
  return withMarkup(
    generateRssFeed({
      title: xmlText(feed.title),
      link: xmlText(feed.home),
      description: xmlText(feed.description),
      language: feed.language,
      lastBuildDate: new Date(feed.updated),
      atom: { links: [{ rel: 'self', type: 'application/rss+xml', href: xmlText(self) }] },
      items: feed.entries.map(({ title, link, published, updated, html }) => ({
        title: xmlText(title),
        link: xmlText(link),
        guid: { value: xmlText(link), isPermaLink: true },
        pubDate: new Date(published),
        description: xmlText(html),
        // RSS has no word for it.
        atom: { updated: new Date(updated) },
      })),
    }),
  )
}
