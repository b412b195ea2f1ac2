import { withoutEndSlashes } from '#model/page-address'
import type { PublicSite } from '#model/publish/public'
import { SITE_LANGUAGES } from '#model/status/site-languages'
import { speaks } from '#model/status/wording'

/*
 * The headers of the public site, for hosts that read a `_headers` file. Where several rules match a path, Cloudflare
 * joins the values of a header and Netlify's own tools keep the last one: so no two rules that match one path set the
 * same header, by the matching of either. Netlify's is the wider one: the slash before a last `*` may be missing, so
 * that `/history/*` would match `/history.atom`, and the slash at the end always may.
 * https://developers.cloudflare.com/pages/configuration/headers/
 * https://docs.netlify.com/manage/routing/headers/
 */

/** Headers for the paths that a pattern matches: `*` is any text, `:name` one segment. */
export interface HeaderRule {
  path: string
  headers: Readonly<Record<string, string>>
}

/** Cloudflare reads no more rules than that. */
const MOST_RULES = 100

/**
 * What a page may load: its own stylesheet, script, images and data, nothing inline, nothing from elsewhere. For a
 * `<meta>`, too: who may frame a page can only be said in a header.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}
/** A year. It speaks for this host alone: what else there is in the domain is not known here. */
const HTTPS = { 'Strict-Transport-Security': 'max-age=31536000' }

/** Asked for anew each time, which costs an empty answer where nothing changed. */
const PAGE_CACHE = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const PAGE = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'X-Frame-Options': 'DENY',
  ...PAGE_CACHE,
}
const EMBED = { 'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors *`, ...PAGE_CACHE }

const ANY_ORIGIN = { 'Access-Control-Allow-Origin': '*' }
/** What programs and other sites ask for again and again: a minute old, and another one while it is fetched. */
const DATA = { ...ANY_ORIGIN, 'Cache-Control': 'public, max-age=60, stale-while-revalidate=60' }
/** A drawing that is opened by itself runs nothing. */
const DRAWING = { 'Content-Security-Policy': "default-src 'none'; sandbox" }
/**
 * A day, and not for ever: the version in their addresses is a query, and a host answers with today's file whatever it
 * says. A page of yesterday that asks for yesterday's version must not keep today's under that name.
 */
const VERSIONED = { 'Cache-Control': 'public, max-age=86400' }
const UNVERSIONED = { 'Cache-Control': 'public, max-age=3600' }

/** With the media types that not every host knows by itself. */
const FEEDS: Readonly<Record<string, string>> = {
  'history.atom': 'application/atom+xml',
  'history.rss': 'application/rss+xml',
  'feed.json': 'application/feed+json',
}
const CALENDAR = { ...DATA, 'Content-Type': 'text/calendar; charset=utf-8' }
const feeds = (folder: string): HeaderRule[] =>
  Object.entries(FEEDS).map(([name, type]) => ({
    path: `${folder}/${name}`,
    headers: { ...DATA, 'Content-Type': type },
  }))

/** The pages of a language that lies in a folder of its own. */
const translated = (folder: string): HeaderRule[] => [
  ...['/', '/history/*', '/incidents/*', '/maintenance/*', '/uptime/*', '/components/*'].map((page) => ({
    path: `${folder}${page}`,
    headers: PAGE,
  })),
  { path: `${folder}/embed/`, headers: EMBED },
]

/**
 * Every rule of a site, 100 at most: pages of the languages that have no room left get what holds everywhere. Paths
 * are those of the addresses in `site.url`, with the folder that it names. One of `site.locales` that none of the
 * languages with words will do for has no pages.
 */
export function headerRules(site: PublicSite, translations: readonly string[] = SITE_LANGUAGES): HeaderRule[] {
  const { pathname, protocol } = new URL(site.url)
  const base = withoutEndSlashes(pathname)
  const logo = /\.\w+$/.exec(site.brand.logo ?? '')?.[0].toLowerCase()
  const rules: HeaderRule[] = [
    { path: '/*', headers: protocol === 'https:' ? { ...EVERYWHERE, ...HTTPS } : EVERYWHERE },
    ...[
      '/',
      '/404.html',
      '/history/',
      '/history/:month/',
      '/history/:month/:page/',
      '/incidents/*',
      '/maintenance/*',
      '/uptime/*',
      '/components/:component/',
      '/components/:component/uptime/*',
    ].map((path) => ({ path, headers: PAGE })),
    { path: '/embed/', headers: EMBED },
    { path: '/api/*', headers: DATA },
    ...feeds(''),
    ...feeds('/components/:component'),
    { path: '/calendar.ics', headers: CALENDAR },
    { path: '/badge.svg', headers: { ...DATA, ...DRAWING } },
    { path: '/badges/*', headers: { ...DATA, ...DRAWING } },
    { path: '/embed.js', headers: { ...ANY_ORIGIN, ...UNVERSIONED } },
    { path: '/style.css', headers: VERSIONED },
    { path: '/status.js', headers: VERSIONED },
    { path: '/icon.svg', headers: { ...UNVERSIONED, ...DRAWING } },
    ...(logo === undefined ? [] : [{ path: `/logo${logo}`, headers: { ...UNVERSIONED, ...DRAWING } }]),
    { path: '/pictures/*', headers: { ...UNVERSIONED, ...DRAWING } },
    { path: '/sitemap.xml', headers: UNVERSIONED },
    { path: '/robots.txt', headers: UNVERSIONED },
  ]
  const further = [...new Set(site.locales)].filter(
    (locale) => locale !== site.locale && speaks(locale, translations) !== null,
  )
  for (const locale of further) {
    const more = translated(`/${locale}`)
    if (rules.length + more.length <= MOST_RULES) rules.push(...more)
  }
  return rules.map(({ path, headers }) => ({ path: `${base}${path}`, headers }))
}

/** The rules as Netlify and Cloudflare read them. */
export const headersFile = (rules: readonly HeaderRule[]): string =>
  rules
    .map(({ path, headers }) =>
      [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'),
    )
    .join('\n')
