import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PublicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { readAtom, readJsonFeed, readRss, type Read } from '../../fixtures/feed-reader.ts'
import { english } from '../../fixtures/feed-writing.ts'
import { EVERYTHING, incident, update, YEARS } from '../../fixtures/statuspage-catalog.ts'
import { atomFeed } from './atom.ts'
import { feedsOf, type Feed } from './feed.ts'
import { jsonFeed } from './json-feed.ts'
import { rssFeed } from './rss.ts'

const SITE = 'https://status.acme.example'
const ENGLISH = english()

const feedOf = (catalog: PublicCatalog): Feed =>
  feedsOf(statusPage(catalog), ENGLISH, (page) => `${SITE}${encodeURI(page)}`).site
/** The feed of a page on which one thing was said. */
const saying = (title: string | undefined, markdown = 'Words.', site = EVERYTHING.site): Feed =>
  feedOf({
    ...EVERYTHING,
    site,
    maintenances: [],
    incidents: [incident('oneincident0', [update(6, 'investigating', { title, markdown })])],
  })

const FORMATS: [string, (feed: Feed) => Read][] = [
  ['Atom', (feed) => readAtom(atomFeed(feed, `${SITE}/history.atom`))],
  ['RSS', (feed) => readRss(rssFeed(feed, `${SITE}/history.rss`))],
  ['JSON Feed', (feed) => readJsonFeed(jsonFeed(feed, `${SITE}/feed.json`))],
]

describe.each(FORMATS)('%s', (name, read) => {
  test('is valid, and says where it stands and what of.', () => {
    const feed = read(feedOf(YEARS))
    expect(feed).toMatchObject({
      title: 'Acme Status - Incident History',
      home: 'https://status.acme.example/',
      language: 'en',
      self: { Atom: `${SITE}/history.atom`, RSS: `${SITE}/history.rss` }[name] ?? `${SITE}/feed.json`,
    })
    expect(feed.entries).toHaveLength(17)
    expect(feed.entries[0]).toMatchObject({
      title: 'Slow mail',
      link: 'https://status.acme.example/incidents/bareincident/',
      published: '2026-03-01T10:08:00.000Z',
      html: '<p><small>1 March 2026 at 11:08 CET</small><br><strong>Investigating</strong> - Words.</p>',
    })
  })

  test('is valid with nothing in it.', () => {
    expect(read(feedOf({ ...EVERYTHING, incidents: [], maintenances: [] })).entries).toEqual([])
  })

  test.each([
    ['quotes', `"Ana's" ‘cache’ “is” full`],
    ['a script', '<script>alert(1)</script>'],
    ['an end of CDATA', 'a ]]> b <![CDATA[ c'],
    ['what looks like entities', '&apos; &amp; &lt;b&gt; &#x26; &nbsp; &'],
    ['emoji and what joins them', '🔥 payments 👩🏽‍🚒 down 🇩🇪'],
    ['words from right to left', 'انقطاع في المدفوعات \u202Eabc\u202C'],
    ['400 characters', 'Long '.repeat(79) + 'title'],
    ['a comment and an instruction', '<!-- a --> <?php b ?> <!DOCTYPE c>'],
    ['characters of icon fonts', 'Apple \uF8FF \uE000'],
  ])('has a title with %s as it was written.', (_, title) => {
    expect(read(saying(title)).entries[0]?.title).toBe(title)
    expect(read(saying('Slow', 'Words.', { ...EVERYTHING.site, name: title })).title).toBe(
      `${title} Status - Incident History`,
    )
  })

  test('calls by its kind what has a title of nothing but controls, and a site by its host.', () => {
    const feed = saying('\u0000\u0001', 'Words.', { ...EVERYTHING.site, name: '\u0007' })
    expect(read(feed).entries[0]?.title).toBe('Incident')
    expect(feed.author).toBe('status.acme.example')
  })

  test('has a title as it was written, whatever that is.', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => text.replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
    const marks = fc.constantFrom(
      '&',
      '<',
      '>',
      ']]>',
      '"',
      "'",
      '&apos;',
      '&#38;',
      '<![CDATA[',
      '<!--',
      '--',
      '\\',
      '%',
    )
    const title = fc.array(fc.oneof(words, marks), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(title, (one) => {
        expect(read(saying(one)).entries[0]?.title).toBe(one)
      }),
      { numRuns: 150 },
    )
  })

  test('holds a text of tables, pictures, frames and scripts as the page shows it.', () => {
    const text = `| a | b |\n| - | - |\n| 1 | 2 |\n\n![picture](https://img.example/x.png)\n\n<iframe src="https://evil.example"></iframe>\n\n[run](javascript:alert(1)) <b onclick="x()">bold</b> ]]> & <script>alert(1)</script>`
    const html = read(saying('Slow', text)).entries[0]?.html ?? ''
    expect(html).toContain('<td>1</td>')
    expect(html).toContain('<a href="https://img.example/x.png" rel="noopener noreferrer nofollow">picture</a>')
    expect(html).toContain('<b>bold</b> ]]> &#x26;')
    expect(html).not.toMatch(/iframe|script|onclick|<img/)
  })

  test('holds any text the same as the other formats.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        const feed = saying('Slow', text)
        const fits = feed.entries[0]?.html.replaceAll(/\r\n?/g, '\n').replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '')
        const html = read(feed).entries[0]?.html.replaceAll(/\r\n?/g, '\n')
        expect(html?.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '')).toBe(fits)
      }),
      { numRuns: 150 },
    )
  })
})

describe('Atom', () => {
  test('says when each was last told of, and is as new as the newest.', () => {
    const feed = readAtom(atomFeed(feedOf(YEARS), `${SITE}/history.atom`))
    expect(feed.updated).toBe('2026-03-01T10:50:00.000Z')
    expect(feed.id).toBe('tag:status.acme.example,2005:/history')
    expect(feed.ids.slice(0, 3)).toEqual([
      'tag:status.acme.example,2005:Incident/bareincident',
      'tag:status.acme.example,2005:Incident/duplicate000',
      'tag:status.acme.example,2005:Incident/openincident',
    ])
    expect(feed.updates[2]).toBe('2026-03-01T10:40:00.000Z')
  })
})

test.each([
  ['Atom', atomFeed],
  ['RSS', rssFeed],
])(
  '%s leaves out what XML can’t hold: controls, halves of characters, and characters that are none.',
  (name, write) => {
    const xml = write(saying('a\u0000b\u0008c\uFFFEd\uFFFFe\uFDD0f\uFDD1g\uD800h\r\u0085i'), 'https://a.example/')
    const [entry] = (name === 'Atom' ? readAtom : readRss)(xml).entries
    expect(entry?.title).toBe('abcdefg\uFFFDh \u0085i')
  },
)
