import { XmlDocument } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicComponent, PublicIncident, PublicMaintenance } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { robotsFile, sitemapFile } from './sitemap.ts'

const NOW = Date.parse('2026-04-02T09:00:00Z')
const time = (text: string) => Date.parse(`2026-${text}Z`)

const said = {
  title: undefined,
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: 'Words.\n',
  settings: [],
}
const component = (id: string): PublicComponent => ({
  id,
  name: id,
  group: undefined,
  description: undefined,
  position: undefined,
  since: undefined,
  until: undefined,
})
const incident = (public_id: string, begun: number, resolved = begun): PublicIncident => ({
  public_id,
  updates: [
    { ...said, state: 'investigating', time: begun },
    { ...said, state: 'resolved', time: resolved },
  ],
  corrected: null,
  postmortem: null,
  duplicate_of: null,
})
const maintenance = (public_id: string, announced: number, start: number, end: number): PublicMaintenance => ({
  public_id,
  updates: [{ ...said, state: 'scheduled', auto: true, time: announced }],
  corrected: null,
  cancelled: false,
  aborted: false,
  window: { start, end },
  outcome: null,
})
const catalog = (more: Partial<PublicCatalog>): PublicCatalog => ({
  site: {
    name: 'Acme',
    url: 'https://status.acme.example',
    time_zone: 'Etc/UTC',
    locale: 'en',
    locales: undefined,
    support_url: undefined,
    uptime: { days: 1, partial_weight: 0.3 },
    brand: { color: undefined, logo: undefined },
    sample: false,
  },
  now: NOW,
  components: [],
  incidents: [],
  maintenances: [],
  slos: [],
  ...more,
})

const english = (path: string) => `https://status.acme.example${path}`
const german = (path: string) => `https://status.acme.example/de${path}`

/** The addresses and times of a sitemap, as a search engine's XML parser reads them. */
function listed(text: string): [address: string, changed: string | undefined][] {
  const document = XmlDocument.fromString(text)
  const names = { s: 'http://www.sitemaps.org/schemas/sitemap/0.9' }
  try {
    return document
      .find('/s:urlset/s:url', names)
      .map((url) => [url.get('s:loc', names)?.content ?? '', url.get('s:lastmod', names)?.content])
  } finally {
    document.dispose()
  }
}
const sitemap = (more: Partial<PublicCatalog>, addresses = [english]) =>
  listed(sitemapFile(statusPage(catalog(more)), addresses))

describe('The sitemap', () => {
  test('lists every page with its last change, the newest incidents first.', () => {
    const pages = sitemap({
      components: [component('checkout'), { ...component('fax'), until: '2026-01-01' }],
      incidents: [
        incident('newincident0', time('04-01T10:00:00'), time('04-02T08:30:00')),
        incident('oldincident0', time('03-03T10:00:00'), time('03-03T11:00:00')),
      ],
      maintenances: [
        maintenance('overbyclock0', time('03-20T10:00:00'), time('03-28T01:00:00'), time('03-28T03:00:00')),
        maintenance('stilltocome0', time('03-25T10:00:00'), time('04-20T01:00:00'), time('04-20T03:00:00')),
      ],
    })
    expect(pages.map(([address, changed]) => [address.replace('https://status.acme.example', ''), changed])).toEqual([
      ['/', '2026-04-02T09:00:00Z'],
      ['/maintenance/', '2026-04-02T09:00:00Z'],
      ['/uptime/', '2026-04-02T09:00:00Z'],
      ['/components/checkout/', '2026-04-02T09:00:00Z'],
      ['/components/fax/', '2026-04-02T09:00:00Z'],
      ['/history/', '2026-04-02T08:30:00Z'],
      ['/history/2026-04/', '2026-04-02T08:30:00Z'],
      // The maintenance of March ended there by the clock.
      ['/history/2026-03/', '2026-03-28T03:00:00Z'],
      ['/incidents/newincident0/', '2026-04-02T08:30:00Z'],
      ['/incidents/overbyclock0/', '2026-03-28T03:00:00Z'],
      ['/incidents/stilltocome0/', '2026-03-25T10:00:00Z'],
      ['/incidents/oldincident0/', '2026-03-03T11:00:00Z'],
    ])
  })

  test('leaves out what only repeats another incident.', () => {
    const original = incident('original0000', time('03-03T10:00:00'))
    const repeated = { ...incident('repeated0000', time('03-03T10:05:00')), duplicate_of: 'original0000' }
    const addresses = sitemap({ incidents: [repeated, original] }).map(([address]) => address)
    expect(addresses).toContain('https://status.acme.example/incidents/original0000/')
    expect(addresses).not.toContain('https://status.acme.example/incidents/repeated0000/')
  })

  test('of a site on which nothing ever happened has the pages that are always there, and no time for the history.', () => {
    expect(sitemap({})).toEqual([
      ['https://status.acme.example/', '2026-04-02T09:00:00Z'],
      ['https://status.acme.example/maintenance/', '2026-04-02T09:00:00Z'],
      ['https://status.acme.example/uptime/', '2026-04-02T09:00:00Z'],
      ['https://status.acme.example/history/', undefined],
    ])
  })

  test('has every page in every language.', () => {
    const addresses = sitemap({ incidents: [incident('incident0000', time('03-03T10:00:00'))] }, [english, german]).map(
      ([address]) => address,
    )
    expect(addresses).toContain('https://status.acme.example/incidents/incident0000/')
    expect(addresses).toContain('https://status.acme.example/de/incidents/incident0000/')
    expect(addresses).toContain('https://status.acme.example/de/')
    expect(addresses.length).toBe(12)
  })

  test('is XML whatever an address holds.', () => {
    const strange = `https://status.acme.example/a&b'c"d<e>]]>`
    expect(sitemap({}, [() => strange])[0]?.[0]).toBe(strange)
  })

  test('has the further pages of a month with many incidents.', () => {
    const incidents = Array.from({ length: 101 }, (_, i) =>
      incident(`i${String(i).padStart(11, '0')}`, time('03-03T10:00:00') - i * 60_000),
    )
    const addresses = sitemap({ incidents }).map(([address]) => address)
    expect(addresses).toContain('https://status.acme.example/history/2026-03/2/')
    expect(addresses).not.toContain('https://status.acme.example/history/2026-03/3/')
  })

  test('of 30,000 incidents in two languages lists 50,000 addresses: the oldest are left out.', () => {
    const incidents = Array.from({ length: 30_000 }, (_, i) =>
      incident(`i${String(i).padStart(11, '0')}`, NOW - (i + 1) * 60_000),
    )
    const text = sitemapFile(statusPage(catalog({ incidents })), [english, german])
    expect(text.match(/<url>/g)?.length).toBe(50_000)
    expect(text).toContain('/de/incidents/i00000000000/')
    expect(text).not.toContain('/incidents/i00000029999/')
    // Search engines read 50 MB of one file.
    expect(text.length).toBeLessThan(10_000_000)
  })
})

describe('What robots are told', () => {
  test('is where the sitemap is.', () => {
    expect(robotsFile('https://status.acme.example/sitemap.xml')).toBe(
      'User-agent: *\nAllow: /\n\nSitemap: https://status.acme.example/sitemap.xml\n',
    )
  })
})
