import { describe, expect, test } from 'vitest'
import { visible } from './visible.ts'
import { readTexts } from '#io/catalog-reader'
import type { Catalog } from '#model/catalog'
import { GOOD, incident } from '../fixtures/good-content.ts'
import { leakSearch, publishedWords, publicValues } from './search.ts'
import { publicCatalog } from '#model/publish/public'
import { writtenSamples } from './written-samples.ts'

const NOTHING = { texts: [], values: [], beginnings: [], names: [], sentences: [], written: [] }
const NOW = Date.parse('2026-11-23T09:00:00Z')

function catalogOf(changes: Record<string, string> = {}): Catalog {
  const files = { ...GOOD, ...changes }
  return readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, NOW, () => NOW).catalog
}

/** The leaks on a page, as `file field "phrase" page`. */
function leaks(
  source: string,
  options: {
    changes?: Record<string, string>
    words?: string[]
    beginnings?: string[]
    names?: string[]
    sentences?: string[]
    page?: string
  } = {},
) {
  const { changes = {}, words = [], beginnings = [], names = [], sentences = [], page = 'index.html' } = options
  const catalog = catalogOf(changes)
  const { search } = leakSearch(catalog, {
    texts: [publishedWords(publicCatalog(catalog)), ...words],
    values: publicValues(publicCatalog(catalog)),
    beginnings,
    names,
    sentences,
    written: writtenSamples('en', 'Europe/Berlin', catalog.now),
  })
  const extension = /\.\w+$/.exec(page)?.[0] ?? ''
  return [...search(page, visible(source, extension))].map(
    ({ file, field, phrase, page: where }) => `${file} ${field} "${phrase}" ${where}`,
  )
}
/** Good content with an incident that says this in its body. */
const writing = (text: string) => ({ [incident]: `${GOOD[incident]}\n${text}\n` })

const LEAK = 'teams/platform.yaml name "Platform Chapter" index.html'
const named = { 'teams/platform.yaml': 'name: Platform Chapter\nmembers: [ana, bo]\n' }

describe('An internal string is found', () => {
  test.each<[string, string, string]>([
    ['in the text of a page', '<p>Ask Platform Chapter about it.</p>', 'index.html'],
    ['over a line break', '<p>Ask Platform\n        Chapter about it.</p>', 'index.html'],
    ['with a tag in it', '<p>Ask <em>Platform</em> Chapter.</p>', 'index.html'],
    ['in an attribute', '<a title="Platform Chapter" href="/">…</a>', 'index.html'],
    ['behind entities', '<p>Platform&#x20;&#67;hapter</p>', 'index.html'],
    ['in a comment', '<!-- Platform Chapter -->', 'index.html'],
    ['in JSON behind escapes', String.raw`{"team":"\u0050latform\u0020Chapter"}`, 'summary.json'],
    ['in a feed', '<content type="html">&lt;p>Platform&amp;#32;Chapter</content>', 'history.atom'],
    ['in a calendar', 'SUMMARY:Platform Ch\r\n apter', 'calendar.ics'],
  ])('%s, with its record, its field and the page.', (_, source, page) => {
    expect(leaks(source, { changes: named, page })).toEqual([LEAK.replace('index.html', page)])
  })

  test.each<[string, string, string]>([
    ['a title', 'Checkout 5xx after the deploy', 'title "Checkout 5xx after the deploy"'],
    ['words with an apostrophe and an &', "Ana's cache & Bo's queue", `title "Ana's cache & Bo's queue"`],
    ['words of another script', 'Отказ базы данных', 'title "Отказ базы данных"'],
  ])('where it is %s.', (_, title, found) => {
    const changes = {
      [incident]: (GOOD[incident] ?? '').replace('Checkout answers with errors', JSON.stringify(title)),
    }
    const escaped = title.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
    expect(leaks(`<p>Sorry: ${escaped}.</p>`, { changes })).toEqual([`${incident} ${found} index.html`])
  })

  test.each<[string, string, string]>([
    ['a line of a list', '- 10:04 The pool is exhausted', '10:04 The pool is exhausted'],
    ['a numbered line', '3. Empty the pool of bo', 'Empty the pool of bo'],
    ['a line with marks', 'See **the pool** in `pgbouncer-7`, ok?', 'See the pool in pgbouncer-7, ok?'],
    ['a heading', '### Pool exhausted again', 'Pool exhausted again'],
    ['a line with a link', 'Read [the pool board](https://git.acme.example/pool) (now).', 'Read the pool board (now).'],
    ['the target of a link', 'Read [this](https://git.acme.example/pool).', 'https://git.acme.example/pool'],
  ])('where it is %s of a text, as its reader sees it.', (_, markdown, rendered) => {
    expect(leaks(`<p>Sorry. ${rendered}</p>`, { changes: writing(markdown) })).toEqual([
      `${incident} body.markdown "${rendered}" index.html`,
    ])
  })

  test('where it has an underscore, as a metric has.', () => {
    const change = 'changes/2026/CHG-2026-0001-cache.md'
    expect(leaks('<p>redis_error_ratio is high</p>')).toEqual([
      `${change} rollback.criteria[0].metric "redis_error_ratio" index.html`,
    ])
  })

  test('as it was written, where a page prints Markdown without rendering it.', () => {
    const changes = writing('Restart `pgbouncer-7` **now**.')
    expect(leaks('{"body":"Restart `pgbouncer-7` **now**."}', { changes, page: 'summary.json' })).toEqual([
      `${incident} body.markdown "Restart \`pgbouncer-7\` **now**." summary.json`,
    ])
  })

  test('where it is the id of a record, or the name of its file.', () => {
    expect(leaks('<a href="/INC-2026-0001/">…</a>')).toEqual([`${incident} id "INC-2026-0001" index.html`])
    expect(leaks('<p>services/ledger-store.yaml</p>').join('\n')).toContain('file "services/ledger-store.yaml"')
  })

  test('where it is a key that its author chose.', () => {
    const changes = {
      'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\nlinks: {Vendor contract: "https://x.example"}\n',
    }
    expect(leaks('<p>Vendor contract</p>', { changes })).toEqual([
      'teams/platform.yaml links.Vendor contract "Vendor contract" index.html',
    ])
  })

  test('where it is a setting of the site that is not public.', () => {
    const changes = { 'site.yaml': `${GOOD['site.yaml']}ops_url: https://ops.acme.example\n` }
    expect(leaks('<a href="https://ops.acme.example">…</a>', { changes })).toEqual([
      'site.yaml ops_url "https://ops.acme.example" index.html',
    ])
  })

  test('where its record is left out of the sites because it is broken elsewhere.', () => {
    const catalog = catalogOf(named)
    const nothing = publicCatalog({ ...catalog, services: [], incidents: [] })
    const { search } = leakSearch(catalog, { ...NOTHING, texts: [publishedWords(nothing)] })
    expect([...search('index.html', 'Ask Platform Chapter.')].map(({ phrase }) => phrase)).toEqual(['Platform Chapter'])
  })

  test('once a page, however often it stands there, and on each page again.', () => {
    const catalog = catalogOf(named)
    const { search } = leakSearch(catalog, NOTHING)
    const twice = 'Platform Chapter and Platform Chapter'
    expect([...search('a.html', twice), ...search('b.html', twice)].map(({ page }) => page)).toEqual([
      'a.html',
      'b.html',
    ])
  })
})

describe('Nothing is reported', () => {
  test('on a page that says what is public.', () => {
    expect(leaks('<h1>Card payments delayed</h1><p>We are looking into delayed payments.</p>')).toEqual([])
  })

  test('where an internal string is also a public one.', () => {
    const changes = { 'teams/platform.yaml': 'name: Card payments delayed\nmembers: [ana]\n' }
    expect(leaks('<h1>Card payments delayed</h1>', { changes })).toEqual([])
  })

  test('where an internal string is a part of a public sentence.', () => {
    const changes = { 'teams/platform.yaml': 'name: delayed payments\nmembers: [ana]\n' }
    expect(leaks('<p>We are looking into delayed payments.</p>', { changes })).toEqual([])
  })

  test('where public words are rendered: their marks are gone, as those of the internal ones are.', () => {
    const update = 'incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md'
    const text = 'Payments **work** as `before`, see the [guide](https://acme.example/guide).'
    const changes = {
      [update]: `---\nstate: resolved\n---\n${text}\n`,
      ...writing(`${text}`),
    }
    const html =
      '<p>Payments <strong>work</strong> as <code>before</code>, see the <a href="https://acme.example/guide">guide</a>.</p>'
    expect(leaks(html, { changes })).toEqual([])
  })

  test('of times, dates and numbers: they occur by chance.', () => {
    const changes = writing(
      '- 2026-11-23\n- 10:04:30 +01:00\n- 23 November 2026\n- 123 456 789\n- 2026-03-01T10:00:00Z',
    )
    expect(
      leaks('<p>2026-11-23, 10:04:30 +01:00, 23 November 2026, 123 456 789, 2026-03-01T10:00:00Z</p>', { changes }),
    ).toEqual([])
  })

  test('of the words that the templates and formats are written in, such as states.', () => {
    const words = ['<p>All systems operational</p>', "'degraded_performance', 'in_progress'"]
    const changes = {
      'incident-templates/slow.md':
        '---\ntitle: Slow\ncomponents: {checkout: degraded_performance}\n---\n## investigating\n\nWe look.\n',
    }
    expect(leaks('{"status":"degraded_performance"}', { changes, words, page: 'summary.json' })).toEqual([])
    expect(leaks('{"status":"degraded_performance"}', { changes, page: 'summary.json' }).length).toBe(1)
  })

  test('of an address of the site, or of a folder of it; what stands further on in one is not allowed by that.', () => {
    const site = 'https://status.acme.example/badges/ledger-store.svg'
    const given = { beginnings: [site], names: ['ledger-store.svg'] }
    const page = `<a href="${site}">ledger-store.svg</a>`
    const addresses = writing(`\n- ${site}\n- https://status.acme.example/badges/\n- ledger-store.svg\n`)
    expect(leaks('<p>https://status.acme.example/badges/</p>', { ...given, changes: addresses })).toEqual([])
    // It is the id of an internal service.
    expect(leaks(page, { ...given, changes: addresses })).toEqual([
      'services/checkout.yaml depends_on[0] "ledger-store" index.html',
    ])
  })

  test.each([
    'Checkout partial outage since 1 Mar, 10:06 CET',
    'Sun 22 Nov',
    '89 days ago',
    '### 09:55 CET',
    '99.98 % uptime in 90 days',
    'Identified · 1 March 2026 at 10:06 CET',
    'Card payments delayed · Acme status',
    'Next update by 1 Mar, 10:25 UTC',
    'Ausfälle zählen 0,3-fach; Wartung zählt nicht.',
  ])('of what the page puts together from public values and its own words: %s', (line) => {
    const sentences = [
      'since {time}',
      'Partial outage',
      '{percent} % uptime in {days} days',
      '{name} status',
      'Identified',
      'Next update by {time}',
      'Ausfälle zählen {weight}-fach; Wartung zählt nicht.',
    ]
    expect(leaks(`<p>${line}</p>`, { changes: writing(`\n${line}\n`), sentences })).toEqual([])
  })

  test('but a single word more that is neither is a leak.', () => {
    const line = 'Checkout partial outage since the pooler deploy'
    const sentences = ['since {time}', 'Partial outage']
    expect(leaks(`<p>${line}</p>`, { changes: writing(`\n${line}\n`), sentences }).length).toBe(1)
  })

  test('of strings too short to tell anything: seven characters.', () => {
    const changes = { 'teams/platform.yaml': 'name: Chapter\nmembers: [ana, bo]\n' }
    expect(leaks('<p>Chapter one</p>', { changes })).toEqual([])
    const longer = { 'teams/platform.yaml': 'name: Chapters\nmembers: [ana, bo]\n' }
    expect(leaks('<p>Chapters one</p>', { changes: longer }).length).toBe(1)
  })

  test('where an internal string is a part of a longer word.', () => {
    const changes = { 'teams/platform.yaml': 'name: platform\nmembers: [ana, bo]\n' }
    expect(leaks('<p>crossplatforms</p>', { changes })).toEqual([])
  })
})
