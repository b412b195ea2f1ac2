import { extname } from 'node:path'
import { contentSecurityPolicy } from '#export/headers'
import type { SiteName } from '#site/engine/compile.ts'

/** Of every answer: kept nowhere, read by no other site, in no frame. */
export const COMMON = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * What a page may load is what it may load once it is published; the block has a form besides. `script` is the digest of
 * the one script that a page holds itself, as `ownScript` has it.
 */
export const pagePolicy = (site: SiteName, script = ''): string =>
  site === 'status'
    ? `${contentSecurityPolicy.replace("form-action 'none'", "form-action 'self'")}; frame-ancestors 'none'`
    : `script-src 'self'${script}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

/** The digest that a page's own policy names, in its head: of the page of all runbooks, which is read as a file too. */
export const ownScript = (page: string): string =>
  /^<!doctype html><html[^<>]*><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="[^"]*script-src 'self'( 'sha256-[\w+/=]+')/i.exec(
    page,
  )?.[1] ?? ''

/** Of everything else: what is opened by itself runs nothing. */
export const FILE_POLICY = "default-src 'none'; sandbox"

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.rss': 'application/rss+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
}

/** The media type of a page or a file; a page is called by its folder. */
export const typeOf = (path: string): string =>
  path.endsWith('/') ? 'text/html; charset=utf-8' : (TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream')
