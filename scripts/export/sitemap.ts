import { months, pagesOf } from '#model/status/history'
import type { Event, StatusPage } from '#model/status/page'
import { formatInstant, type Instant } from '#model/time'

/*
 * Which pages a search engine should know, and which files it should leave alone.
 * https://www.sitemaps.org/protocol.html, https://www.rfc-editor.org/rfc/rfc9309
 */

/** A page of the site, `/history/2026-03/`, as it is called in each language. */
interface ListedPage {
  path: string
  /** When it last said something new; null where it never did. */
  changed: Instant | null
}

/** Search engines read no more of one file. */
const MOST_ADDRESSES = 50_000

/**
 * The sitemap: every page worth finding, in all languages, home first, incidents and maintenances last and the newest
 * of them first. Of more than 50,000 addresses the oldest are left out; history's own pages lead to those.
 * `addresses` makes the whole address of a page from its path, one function a language.
 */
export function sitemapFile(page: StatusPage, addresses: readonly ((path: string) => string)[]): string {
  const urls = listedPages(page).flatMap(({ path, changed }) =>
    addresses.map((address) => {
      const lastmod = changed === null ? '' : `<lastmod>${formatInstant(changed)}</lastmod>`
      return `  <url><loc>${escape(address(path))}</loc>${lastmod}</url>\n`
    }),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.slice(0, MOST_ADDRESSES).join('')}</urlset>
`
}

function listedPages(page: StatusPage): ListedPage[] {
  const { now, components, retired } = page
  // A duplicate has the address of the one that it repeats for its canonical one.
  const events = [...page.incidents.filter(({ duplicate_of }) => duplicate_of === null), ...page.maintenances]
    .map((event) => ({ path: `/incidents/${event.public_id}/`, changed: changedAt(event, now) }))
    .toSorted((a, b) => b.changed - a.changed)
  return [
    // Whatever happens, these count up to now. The further pages of a sum of outages are found from a component's.
    ...['/', '/maintenance/', '/uptime/', ...[...components, ...retired].map(({ id }) => `/components/${id}/`)].map(
      (path) => ({
        path,
        changed: now,
      }),
    ),
    { path: '/history/', changed: events[0]?.changed ?? null },
    ...months(page).flatMap((month) =>
      pagesOf(month).map((shown, i) => ({
        path: i === 0 ? `/history/${month.month}/` : `/history/${month.month}/${i + 1}/`,
        changed: shown.reduce((newest, event) => Math.max(newest, changedAt(event, now)), -Infinity),
      })),
    ),
    ...events,
  ]
}

/** Its last update; a maintenance changes by the clock, too. */
function changedAt(event: Event, now: Instant): Instant {
  const said = event.updates.at(-1)?.time ?? now
  if (event.kind === 'incident') return said
  return [event.begins, event.ends].reduce<Instant>(
    (latest, turn) => (turn !== null && turn <= now ? Math.max(latest, turn) : latest),
    said,
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)

/** `robots.txt`: everything may be read, and the sitemap says what there is. */
export const robotsFile = (sitemap: string): string => `User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n`
