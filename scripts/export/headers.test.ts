import { parseAllHeaders } from '@netlify/headers-parser'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readHeadersFile } from '#io/headers-file'
import type { PublicSite } from '#model/publish/public'
import { contentSecurityPolicy, headerRules, headersFile } from './headers.ts'

const ACME: PublicSite = {
  name: 'Acme',
  url: 'https://status.acme.example',
  time_zone: 'Etc/UTC',
  locale: 'en',
  locales: ['en', 'de', 'pt-BR'],
  support_url: undefined,
  uptime: { days: 90, partial_weight: 0.3 },
  brand: { color: undefined, logo: 'brand/Logo.SVG' },
  sample: false,
}

function written(site: Partial<PublicSite> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-headers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, '_headers')
  writeFileSync(file, headersFile(headerRules({ ...ACME, ...site }, site.locales ?? ['en', 'de', 'pt'])))
  return file
}

/** What Netlify's own parser makes of the file, for a path. */
const headersAt = async (path: string, site: Partial<PublicSite> = {}): Promise<Record<string, string>> =>
  Object.fromEntries((await readHeadersFile(written(site)))(path))

/** Matching as Cloudflare documents it: `*` is anything, `:name` one segment, the whole path and its case count. */
const cloudflareMatches = (pattern: string, path: string) =>
  new RegExp(
    `^${pattern
      .split(/(\*|:[A-Za-z]\w*)/)
      .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replaceAll('.', String.raw`\.`)))
      .join('')}$`,
  ).test(path)

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

const PAGES = [
  '/',
  '/404.html',
  '/history/',
  '/history/2026-03/',
  '/history/2026-03/2/',
  '/incidents/abcdefghijkl/',
  '/maintenance/',
  '/uptime/',
  '/uptime/2026-03/',
  '/components/checkout/',
  '/components/%E6%A4%9C%E7%B4%A2/',
  '/components/a%20b/',
  '/components/embed/',
  '/components/checkout/uptime/2/',
  '/components/history/',
  '/de/',
  '/de/history/',
  '/de/history/2026-03/',
  '/de/incidents/abcdefghijkl/',
  '/de/components/checkout/',
  '/pt-BR/',
  '/pt-BR/uptime/',
]
const EMBEDS = ['/embed/', '/de/embed/', '/pt-BR/embed/']
const DATA: [path: string, type: string | undefined][] = [
  ['/api/v2/summary.json', undefined],
  ['/api/v2/incidents/unresolved.json', undefined],
  ['/api/uptime.json', undefined],
  ['/history.atom', 'application/atom+xml'],
  ['/history.rss', 'application/rss+xml'],
  ['/feed.json', 'application/feed+json'],
  ['/calendar.ics', 'text/calendar; charset=utf-8'],
  ['/components/checkout/history.atom', 'application/atom+xml'],
  ['/components/checkout/history.rss', 'application/rss+xml'],
  ['/components/history/feed.json', 'application/feed+json'],
  ['/badge.svg', undefined],
  ['/badges/checkout.svg', undefined],
]
const DATA_PATHS = DATA.map(([path]) => path)
const FILES = ['/style.css', '/status.js', '/embed.js', '/icon.svg', '/logo.svg', '/sitemap.xml', '/robots.txt']

describe('The headers of a path', () => {
  test('are, for every file, safe and short-spoken about its reader.', async () => {
    for (const path of [...PAGES, ...EMBEDS, ...DATA_PATHS, ...FILES, '/no-such-page/'])
      expect(await headersAt(path), path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        'strict-transport-security': 'max-age=31536000',
      })
  })

  test.each(PAGES)(
    'of the page %s let nothing in from elsewhere, nobody frame it, and nobody keep it.',
    async (path) => {
      expect(await headersAt(path)).toMatchObject({
        'content-security-policy': `${POLICY}; frame-ancestors 'none'`,
        'x-frame-options': 'DENY',
        'cache-control': 'public, max-age=0, must-revalidate',
      })
    },
  )

  test.each(EMBEDS)('of %s let any site frame it.', async (path) => {
    const headers = await headersAt(path)
    expect(headers).toMatchObject({ 'content-security-policy': `${POLICY}; frame-ancestors *` })
    expect(headers).not.toHaveProperty('x-frame-options')
  })

  test.each(DATA)('of %s let any site read it, and keep it for a minute.', async (path, type) => {
    const headers = await headersAt(path)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=60, stale-while-revalidate=60',
    })
    expect(headers['content-type']).toBe(type)
  })

  test('let any site load the script that shows a banner, and keep files that rarely change.', async () => {
    expect(await headersAt('/embed.js')).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
    })
    expect(await headersAt('/style.css')).toMatchObject({ 'cache-control': 'public, max-age=86400' })
    expect(await headersAt('/logo.svg')).toMatchObject({ 'content-security-policy': "default-src 'none'; sandbox" })
    expect(await headersAt('/style.css')).not.toHaveProperty('access-control-allow-origin')
  })

  test('promise https only where the site has it.', async () => {
    expect(await headersAt('/', { url: 'http://status.acme.example' })).not.toHaveProperty('strict-transport-security')
  })

  test('are those of the address where the site lives in a folder of its host.', async () => {
    const url = 'https://acme.example/status'
    expect(await headersAt('/status/', { url })).toMatchObject({ 'x-frame-options': 'DENY' })
    expect(await headersAt('/status/history.atom', { url })).toMatchObject({ 'content-type': 'application/atom+xml' })
    expect(await headersAt('/history.atom', { url })).toEqual({})
  })
})

describe('The file', () => {
  const many = Array.from({ length: 26 }, (_, i) => `a${String.fromCodePoint(97 + i)}`)

  test.each([
    ['one language', undefined],
    ['three languages', ACME.locales],
    ['27 languages', ['en', ...many]],
  ])('sets no header twice for one path, on Netlify or on Cloudflare, with %s.', async (_, locales) => {
    const rules = headerRules({ ...ACME, locales }, locales ?? [])
    const { headers: read } = await parseAllHeaders({
      headersFiles: [written({ locales })],
      configHeaders: [],
      minimal: false,
    })
    expect(read.length).toBe(rules.length)
    const twice: string[] = []
    for (const path of [...PAGES, ...EMBEDS, ...DATA_PATHS, ...FILES, '/aa/', '/az/embed/']) {
      const netlify = read.flatMap((rule) =>
        'forRegExp' in rule && rule.forRegExp.test(path) ? Object.keys(rule.values) : [],
      )
      const cloudflare = rules.flatMap((rule) => (cloudflareMatches(rule.path, path) ? Object.keys(rule.headers) : []))
      for (const names of [netlify, cloudflare])
        if (new Set(names).size < names.length) twice.push(`${path} ${names.join(' ')}`)
    }
    expect(twice).toEqual([])
  })

  test('means the same on Cloudflare, which is the stricter one.', async () => {
    const rules = headerRules(ACME, ['en', 'de', 'pt'])
    for (const path of [...PAGES, ...EMBEDS, ...DATA_PATHS, ...FILES]) {
      const names = rules.flatMap((rule) => (cloudflareMatches(rule.path, path) ? Object.keys(rule.headers) : []))
      expect(names.map((name) => name.toLowerCase()).toSorted(), path).toEqual(
        Object.keys(await headersAt(path)).toSorted(),
      )
    }
  })

  test("keeps to Cloudflare's limits, in however many languages: 100 rules, 2,000 characters a line, one * a path.", () => {
    const rules = headerRules({ ...ACME, locales: many }, many)
    expect(rules.length).toBeLessThanOrEqual(100)
    expect(rules.map(({ path }) => path)).toContain('/ai/embed/')
    expect(rules.filter(({ path }) => path.split('*').length > 2)).toEqual([])
    for (const line of headersFile(rules).split('\n')) expect(line.length).toBeLessThan(2000)
  })

  test('has no rules for languages without words: those have no pages.', () => {
    const paths = headerRules({ ...ACME, locales: ['en', 'nl', 'de'] }, ['en', 'de']).map(({ path }) => path)
    expect(paths).toContain('/de/embed/')
    expect(paths.filter((path) => path.startsWith('/nl'))).toEqual([])
  })

  test('reads as both hosts document it.', () => {
    expect(
      headersFile([
        { path: '/*', headers: { 'X-One': '1', 'X-Two': '2' } },
        { path: '/a', headers: { B: 'c' } },
      ]),
    ).toBe('/*\n  X-One: 1\n  X-Two: 2\n\n/a\n  B: c\n')
  })
})

test('The policy for a <meta> holds nothing that browsers refuse there.', () => {
  expect(contentSecurityPolicy).toBe(POLICY)
  expect(contentSecurityPolicy).not.toMatch(/frame-ancestors|report-uri|sandbox|unsafe/)
})
