import { atomFeed } from '#export/feed/atom'
import { feedsOf, type Feed, type Feeds } from '#export/feed/feed'
import { jsonFeed } from '#export/feed/json-feed'
import { rssFeed } from '#export/feed/rss'
import { current } from './here'
import { markdownElsewhere } from './markdown'
import type { StatusPage } from '#model/status/page'

const FORMATS = {
  atom: { file: 'history.atom', write: atomFeed, type: 'application/atom+xml' },
  rss: { file: 'history.rss', write: rssFeed, type: 'application/rss+xml' },
  json: { file: 'feed.json', write: jsonFeed, type: 'application/feed+json' },
} as const

/** The feeds of a page, made once however many formats they are written in. */
const made = new WeakMap<StatusPage, Feeds>()

/** The feeds of the site and of each component, in the site's own language. */
function feedsFor(locals: App.Locals): Feeds {
  const { status } = current(locals)
  const { language, site } = locals.status
  const writing = { ...language, html: (text: string, id: string) => markdownElsewhere(language, site, text, id) }
  const feeds = made.get(status) ?? feedsOf(status, writing, (page) => new URL(language.href(page), site.url).href)
  made.set(status, feeds)
  return feeds
}

/** What stands at the address of the site's feed, `/history.atom`. */
export const siteFeed = (format: keyof typeof FORMATS, locals: App.Locals): Response =>
  written(format, feedsFor(locals).site, '/', locals)

/** What stands at the address of a component's feed, `/components/<id>/history.atom`. */
export function componentFeed(format: keyof typeof FORMATS, component: string, locals: App.Locals): Response {
  const feed = feedsFor(locals).components.get(component)
  if (!feed) throw new Error(`No feed of a component ${component}.`)
  return written(format, feed, `/components/${component}/`, locals)
}

function written(format: keyof typeof FORMATS, feed: Feed, folder: string, { status }: App.Locals): Response {
  const { file, write, type } = FORMATS[format]
  const address = new URL(status.language.href(`${folder}${file}`), status.site.url).href
  return new Response(write(feed, address), { headers: { 'content-type': `${type}; charset=utf-8` } })
}
