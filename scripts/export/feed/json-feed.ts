import type { JsonFeed } from 'feedsmith'
import type { Feed } from './feed.ts'

const time = (instant: number) => new Date(instant).toISOString()

/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); `self` is its own address. */
export function jsonFeed(feed: Feed, self: string): string {
  // Written by hand: the library leaves out the list of items, which is required, where it is empty.
  const document: JsonFeed.Feed<string, true> = {
    title: feed.title,
    home_page_url: feed.home,
    feed_url: self,
    description: feed.description,
    language: feed.language,
    authors: [{ name: feed.author }],
    items: feed.entries.map(({ id, title, link, published, updated, html }) => ({
      id,
      url: link,
      title,
      content_html: html,
      date_published: time(published),
      date_modified: time(updated),
    })),
  }
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', ...document })
}
