import { withoutEndSlashes } from '#model/page-address'
import type { HeaderRule } from './headers.ts'

/*
 * The headers of the ops site, for hosts that read a `_headers` file. As on the status page no two rules that match one
 * path set the same header: hosts differ in what comes of that.
 */

/**
 * What a page may load: its own style, scripts, pictures and data. Nothing inline, nothing from elsewhere, nothing that
 * compiles code while it runs.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * For everything: nobody frames it, finds it by searching, or learns from whoever follows a link which incident they come
 * from; and no cache between keeps it, the browser's own asks each time whether it still holds.
 */
const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-cache',
}
/** A year. It speaks for this host alone. */
const HTTPS = { 'Strict-Transport-Security': 'max-age=31536000' }

/** What pages lie at, all but `/print/`: the style and the script of that one are within it, and so is its policy. */
const PAGES = [
  '/',
  '/404.html',
  ...[
    'actions',
    'alerts',
    'calendar',
    'changes',
    'freezes',
    'handover',
    'incidents',
    'metrics',
    'postmortems',
    'runbooks',
    'search',
    'services',
    'slos',
    'teams',
  ].map((folder) => `/${folder}/*`),
]
/** A drawing that is opened by itself runs nothing. */
const DRAWINGS = ['/favicon.svg', '/pictures/*']

/** Every rule. Paths are those of the addresses in `ops_url`, with the folder that it names; without one, of a host of its own. */
export function opsHeaderRules(ops_url: string | undefined): HeaderRule[] {
  const { pathname = '/', protocol = 'http:' } = ops_url === undefined ? {} : new URL(ops_url)
  const base = withoutEndSlashes(pathname)
  const rules: HeaderRule[] = [
    { path: '/*', headers: protocol === 'https:' ? { ...EVERYWHERE, ...HTTPS } : EVERYWHERE },
    ...PAGES.map((path) => ({ path, headers: { 'Content-Security-Policy': POLICY } })),
    {
      path: '/print/',
      headers: { 'Content-Security-Policy': "base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
    },
    ...DRAWINGS.map((path) => ({ path, headers: { 'Content-Security-Policy': "default-src 'none'; sandbox" } })),
  ]
  return rules.map(({ path, headers }) => ({ path: `${base}${path}`, headers }))
}
