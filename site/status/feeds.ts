import { atomFeed } from '#export/feed/atom'
import { feedsOf, type Feed } from '#export/feed/feed'
import { jsonFeed } from '#export/feed/json-feed'
import { rssFeed } from '#export/feed/rss'
import { href } from '../shared/address'
import { status } from './data'
import { home } from './language'
import { markdown } from './markdown'

const address = (page: string) => new URL(href(page), status.site.url).href

/** The feeds of the site and of each component, in the site's own language. */
export const feeds = feedsOf(status, { ...home, html: (text, id) => markdown(home, text, 3, id) }, address)

const FORMATS = {
  atom: { write: atomFeed, type: 'application/atom+xml' },
  rss: { write: rssFeed, type: 'application/rss+xml' },
  json: { write: jsonFeed, type: 'application/feed+json' },
} as const

/** What stands at the address of a feed, `/history.atom`. */
export function feedAt(path: string, format: keyof typeof FORMATS, feed: Feed): Response {
  const { write, type } = FORMATS[format]
  return new Response(write(feed, address(path)), { headers: { 'content-type': `${type}; charset=utf-8` } })
}

/** One a component: what `getStaticPaths` of a component's feed returns. */
export const componentFeeds = () =>
  [...feeds.components].map(([service, feed]) => ({ params: { service }, props: { feed } }))
