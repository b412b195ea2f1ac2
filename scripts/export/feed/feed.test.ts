import { describe, expect, test } from 'vitest'
import type { PublicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { english } from '../../fixtures/feed-writing.ts'
import { at, component, EVERYTHING, incident, maintenance, step, update } from '../../fixtures/statuspage-catalog.ts'
import { feedsOf } from './feed.ts'
import type { FeedWriting } from './feed-entry.ts'

const SITE = EVERYTHING.site.url

const feeds = (parts: Partial<PublicCatalog>, writing: FeedWriting = english()) =>
  feedsOf(
    statusPage({ ...EVERYTHING, incidents: [], maintenances: [], ...parts }),
    writing,
    (page) => `${SITE}${encodeURI(page)}`,
  )
/** The content of the one entry that there is. */
const told = (parts: Partial<PublicCatalog>, writing?: FeedWriting) => {
  const { entries } = feeds(parts, writing).site
  expect(entries).toHaveLength(1)
  return entries[0]?.html
}
const ids = (entries: { link: string }[] | undefined) => entries?.map(({ link }) => link.slice(-13, -1))

const spoken = (public_id: string, minutes: number, components: string[] = ['checkout']) =>
  incident(public_id, [
    update(minutes, 'investigating', {
      title: 'Slow',
      set: Object.fromEntries(components.map((id) => [id, 'partial_outage' as const])),
    }),
  ])

describe('A feed', () => {
  test('lists incidents and maintenances together, those that were told of last first.', () => {
    const site = feeds({
      incidents: [spoken('secondinc000', 20), spoken('firstinc0000', 10)],
      maintenances: [
        maintenance('betweenworks', [100, 200], [], {
          updates: [step(15, 'scheduled', { title: 'Works', set: { search: 'under_maintenance' } })],
        }),
      ],
    }).site
    expect(ids(site.entries)).toEqual(['secondinc000', 'betweenworks', 'firstinc0000'])
  })

  test('goes by the first update of each, however late its last one is.', () => {
    const old = incident('oldincident0', [update(10, 'investigating', { title: 'Old' }), update(50, 'resolved')])
    const { entries } = feeds({ incidents: [spoken('newincident0', 20), old] }).site
    expect(ids(entries)).toEqual(['newincident0', 'oldincident0'])
    expect(entries[1]).toMatchObject({ published: at(10), updated: at(50) })
  })

  test('holds the 25 newest of five thousand.', () => {
    const incidents = Array.from({ length: 5000 }, (_, i) => spoken(`i${String(i).padStart(11, '0')}`, -i))
    const { site, components } = feeds({ incidents })
    expect(ids(site.entries)).toEqual(incidents.slice(0, 25).map(({ public_id }) => public_id))
    expect(components.get('checkout')?.entries).toHaveLength(25)
  })

  test('has the name that readers of Statuspage know, and ids that stay.', () => {
    const { site } = feeds({ incidents: [spoken('oneincident0', 10)] })
    expect(site).toMatchObject({
      id: 'tag:status.acme.example,2005:/history',
      title: 'Acme Status - Incident History',
      home: 'https://status.acme.example/',
      language: 'en',
    })
    expect(site.entries[0]).toMatchObject({
      id: 'tag:status.acme.example,2005:Incident/oneincident0',
      link: 'https://status.acme.example/incidents/oneincident0/',
      title: 'Slow',
    })
  })

  test('has an id of its own where two sites share a host.', () => {
    const url = 'https://acme.example/status'
    expect(feeds({ site: { ...EVERYTHING.site, url } }).site.id).toBe('tag:acme.example,2005:/status/history')
  })

  test('is as new as the newest word in it, not as the build.', () => {
    const parts = { incidents: [spoken('secondinc000', 20), spoken('firstinc0000', 10)] }
    expect(feeds(parts).site.updated).toBe(at(20))
    expect(feeds({ ...parts, now: at(9999) })).toEqual(feeds(parts))
  })

  test('says the same while maintenance begins and ends by the clock.', () => {
    const maintenances = [maintenance('clockedworks', [100, 200])]
    const before = feeds({ maintenances, now: at(0) })
    expect(feeds({ maintenances, now: at(150) })).toEqual(before)
    expect(feeds({ maintenances, now: at(250) })).toEqual(before)
  })

  test('without entries is as new as its data.', () => {
    expect(feeds({ now: at(7) }).site).toMatchObject({ entries: [], updated: at(7) })
  })
})

describe("A component's feed", () => {
  const components = [
    component('checkout', 'Checkout'),
    component('what? #1/ü', 'Odd one'),
    component('fax', 'Fax', { until: '2026-02-01' }),
  ]

  test('holds what names that component, and nothing else.', () => {
    const incidents = [spoken('bothincident', 20, ['checkout', 'fax']), spoken('faxincident0', 10, ['fax'])]
    const found = feeds({ components, incidents }).components
    expect(ids(found.get('checkout')?.entries)).toEqual(['bothincident'])
    expect(ids(found.get('fax')?.entries)).toEqual(['bothincident', 'faxincident0'])
    expect(found.get('what? #1/ü')?.entries).toEqual([])
  })

  test('is there for the retired, and for whatever a file may be called.', () => {
    const found = feeds({ components }).components
    expect([...found.keys()]).toEqual(['checkout', 'what? #1/ü', 'fax'])
    expect(found.get('fax')?.title).toBe('Acme Status - Fax - Incident History')
    expect(found.get('what? #1/ü')?.id).toBe('tag:status.acme.example,2005:/components/what%3F%20%231%2F%C3%BC/history')
  })
})

describe('An entry', () => {
  test('tells the updates newest first: small date, bold state, text.', () => {
    const one = incident('oneincident0', [
      update(6, 'investigating', { title: 'Slow', markdown: 'We are *looking*.\n\nMore at ten.' }),
      update(70, 'resolved', { markdown: 'It works & stays so.' }),
    ])
    expect(told({ incidents: [one] })).toBe(
      [
        '<p><small>1 March 2026 at 12:10 CET</small><br><strong>Resolved</strong> - It works &#x26; stays so.</p>',
        '<p><small>1 March 2026 at 11:06 CET</small><br><strong>Investigating</strong> - We are <em>looking</em>.</p>',
        '<p>More at ten.</p>',
      ].join('\n'),
    )
  })

  test('has a text that begins with something else than a paragraph under its state, and no text where there is none.', () => {
    const one = incident('oneincident0', [
      update(6, 'investigating', { title: 'Slow', markdown: '- one\n- two' }),
      update(70, 'resolved', { markdown: '' }),
    ])
    expect(told({ incidents: [one] })).toBe(
      `<p><small>1 March 2026 at 12:10 CET</small><br><strong>Resolved</strong></p>
<p><small>1 March 2026 at 11:06 CET</small><br><strong>Investigating</strong></p>
<ul>
<li>one</li>
<li>two</li>
</ul>`,
    )
  })

  test('says in which language a text is that has one of its own.', () => {
    const one = incident('oneincident0', [
      update(6, 'investigating', { title: 'Slow', lang: 'de', markdown: 'Wir sehen nach.' }),
    ])
    expect(told({ incidents: [one] })).toBe(
      '<p><small>1 March 2026 at 11:06 CET</small><br><strong>Investigating</strong></p>\n' +
        '<div lang="de" dir="auto"><p>Wir sehen nach.</p></div>',
    )
  })

  test('lets no language out of its attribute.', () => {
    const one = incident('oneincident0', [update(6, 'investigating', { title: 'Slow', lang: '"><script>&' })])
    expect(told({ incidents: [one] })).toContain('<div lang="&quot;&gt;&lt;script&gt;&amp;" dir="auto">')
  })

  test('runs from right to left where the site does.', () => {
    expect(told({ incidents: [spoken('oneincident0', 10)] }, { ...english(), dir: 'rtl' })).toMatch(
      /^<div dir="rtl">\n<p>.*<\/p>\n<\/div>$/s,
    )
  })

  test('keeps the newest fifty of many updates.', () => {
    const many = incident(
      'manyincident',
      Array.from({ length: 60 }, (_, i) => update(i, 'identified', { title: 'Slow', markdown: `Word ${i}.` })),
    )
    const html = told({ incidents: [many] }) ?? ''
    expect(html.match(/Word \d+\./g)?.slice(0, 2)).toEqual(['Word 59.', 'Word 58.'])
    expect(html.match(/Word \d+\./g)?.at(-1)).toBe('Word 10.')
  })

  test('that repeats another one ends with a link to it.', () => {
    const again = incident('againinciden', [update(10, 'investigating', { title: 'Again' })], {
      duplicate_of: 'firstinciden',
    })
    expect(told({ incidents: [again] })).toMatch(
      /<p>This is the same problem as another one\. <a href="https:\/\/status\.acme\.example\/incidents\/firstinciden\/">Follow it there<\/a><\/p>$/,
    )
  })

  test('without a title is called what it is.', () => {
    const untitled = incident('oneincident0', [update(10, 'investigating')])
    expect(feeds({ incidents: [untitled] }).site.entries[0]?.title).toBe('Incident')
  })

  test('has its title on one line.', () => {
    const one = incident('oneincident0', [update(10, 'investigating', { title: ' Two\n  lines\t' })])
    expect(feeds({ incidents: [one] }).site.entries[0]?.title).toBe('Two lines')
  })

  test('of maintenance says first when it is planned, in the zone of the site and in UTC.', () => {
    const works = maintenance('someworks000', [14 * 60, 16 * 60])
    expect(told({ maintenances: [works] })?.split('\n')[0]).toBe(
      '<p>Planned for 2 March 2026 at 01:00 CET – 2 March 2026 at 03:00 CET<br><small>00:00 UTC – 02:00 UTC</small></p>',
    )
  })

  test('of maintenance names the days of UTC where they are other ones.', () => {
    const works = maintenance('someworks000', [13.5 * 60, 16 * 60])
    expect(told({ maintenances: [works] })).toContain('<small>1 Mar, 23:30 UTC – 02:00 UTC</small>')
  })

  test('of maintenance says it once where the site goes by UTC.', () => {
    const works = maintenance('someworks000', [0, 60])
    expect(told({ maintenances: [works] }, english('Etc/UTC'))?.split('\n')[0]).toBe(
      '<p>Planned for 1 March 2026 at 10:00 UTC – 1 March 2026 at 11:00 UTC</p>',
    )
  })

  test('of maintenance without a window begins with what was said.', () => {
    const works = maintenance('someworks000', [0, 0], [], { window: null })
    expect(told({ maintenances: [works] })).toMatch(/^<p><small>/)
  })

  test('of maintenance that was called off without a word says so.', () => {
    const works = maintenance('someworks000', [0, 60], [], { cancelled: true })
    expect(told({ maintenances: [works] })).toMatch(/^<p><strong>Cancelled<\/strong><br>Planned for /)
  })
})
