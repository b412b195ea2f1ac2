import { describe, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { GOOD } from '../../fixtures/good-content.ts'
import { viewIncident } from './incident.ts'
import { publicCatalog, type PublicCatalog, type PublicIncident, type PublicIncidentUpdate } from '../publish/public.ts'
import { statusPage } from './page.ts'
import type { ComponentStatus } from '../records/update.ts'

/** 10:00 and so many minutes. */
const at = (minutes: number) => Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000

type Components = Record<string, ComponentStatus | { status: ComponentStatus; since: number }>
const update = (
  state: PublicIncidentUpdate['state'],
  minutes: number,
  components: Components = {},
  more: Partial<PublicIncidentUpdate> = {},
): PublicIncidentUpdate => ({
  state,
  time: at(minutes),
  title: undefined,
  settings: Object.entries(components).map(([component, setting]) =>
    typeof setting === 'string'
      ? { component, status: setting, since: at(minutes) }
      : { component, status: setting.status, since: at(setting.since) },
  ),
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: 'Words.',
  ...more,
})

const incident = (updates: PublicIncidentUpdate[], more: Partial<PublicIncident> = {}): PublicIncident => ({
  public_id: 'aaaaaaaaaaaa',
  updates,
  corrected: null,
  postmortem: null,
  duplicate_of: null,
  ...more,
})
const view = (updates: PublicIncidentUpdate[], more: Partial<PublicIncident> = {}) =>
  viewIncident(incident(updates, more), [])

/** The trouble of a component in minutes after ten, as `[state, from, to]`. */
const trouble = (updates: PublicIncidentUpdate[], component: string, more: Partial<PublicIncident> = {}) =>
  view(updates, more)
    .spans.filter((span) => span.component === component && span.status !== 'operational')
    .map(({ status, from, to }) => [status, (from - at(0)) / 60_000, (to - at(0)) / 60_000])

/** A page with these components. */
const pageOf = (
  components: string[],
  incidents: PublicIncident[],
  now = at(600),
  lives: Record<string, { since?: string; until?: string }> = {},
) => {
  const catalog: PublicCatalog = {
    site: {
      name: 'Acme',
      url: 'https://status.acme.example',
      time_zone: 'Etc/UTC',
      locale: 'en',
      locales: undefined,
      support_url: undefined,
      uptime: { days: 90, partial_weight: 0.3 },
      brand: { color: undefined, logo: undefined },
      sample: false,
    },
    now,
    components: components.map((id) => ({
      id,
      name: id,
      group: undefined,
      description: undefined,
      position: undefined,
      since: lives[id]?.since,
      until: lives[id]?.until,
    })),
    incidents,
    maintenances: [],
    slos: [],
  }
  return statusPage(catalog)
}

describe('The state of a component in an incident', () => {
  test('holds from the update that sets it until the next one that does.', () => {
    const updates = [
      update('investigating', 6, { checkout: 'partial_outage' }),
      update('identified', 20, { search: 'degraded_performance' }),
      update('monitoring', 40, { checkout: 'degraded_performance' }),
      update('resolved', 70),
    ]
    expect(trouble(updates, 'checkout')).toEqual([
      ['partial_outage', 6, 40],
      ['degraded_performance', 40, 70],
    ])
    expect(trouble(updates, 'search')).toEqual([['degraded_performance', 20, 70]])
  })

  test('goes on without an end while nothing ends it.', () => {
    expect(trouble([update('investigating', 6, { checkout: 'major_outage' })], 'checkout')).toEqual([
      ['major_outage', 6, Infinity],
    ])
  })

  test('begins at its `since`, which may lie before the update.', () => {
    const updates = [
      update('investigating', 6, { checkout: { status: 'major_outage', since: 0 } }),
      update('resolved', 70),
    ]
    expect(trouble(updates, 'checkout')).toEqual([['major_outage', 0, 70]])
    expect(view(updates).started).toBe(at(0))
  })

  test('follows the later update from its `since` on, where that is earlier than what was said before.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'partial_outage' }),
      update('identified', 20, { checkout: 'degraded_performance' }),
      update('monitoring', 30, { checkout: { status: 'major_outage', since: 15 } }),
      update('resolved', 60),
    ]
    expect(trouble(updates, 'checkout')).toEqual([
      ['partial_outage', 10, 15],
      ['major_outage', 15, 60],
    ])
  })

  test('ends where an update says operational, before the incident is resolved.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage' }),
      update('monitoring', 30, { checkout: 'operational' }),
      update('resolved', 60),
    ]
    expect(trouble(updates, 'checkout')).toEqual([['major_outage', 10, 30]])
  })

  test('goes on after `resolved` where that update mentions it.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage', search: 'major_outage' }),
      update('resolved', 60, { checkout: 'degraded_performance' }),
    ]
    expect(trouble(updates, 'checkout')).toEqual([
      ['major_outage', 10, 60],
      ['degraded_performance', 60, Infinity],
    ])
    expect(trouble(updates, 'search')).toEqual([['major_outage', 10, 60]])
  })

  test('can be said to have ended before `resolved` by that very update.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage' }),
      update('resolved', 60, { checkout: { status: 'operational', since: 45 } }),
    ]
    expect(trouble(updates, 'checkout')).toEqual([['major_outage', 10, 45]])
  })

  test('is replaced wholly by corrected intervals.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage', search: 'partial_outage' }),
      update('resolved', 60),
    ]
    const corrected = [{ component: 'checkout', status: 'partial_outage' as const, from: at(5), to: at(25) }]
    expect(trouble(updates, 'checkout', { corrected })).toEqual([['partial_outage', 5, 25]])
    expect(trouble(updates, 'search', { corrected })).toEqual([])
    expect(view(updates, { corrected }).components).toEqual(['checkout'])
    expect(view(updates, { corrected }).impact).toBe('minor')
    expect(trouble(updates, 'checkout', { corrected: [] })).toEqual([])
  })

  test('goes on where a corrected interval has no end.', () => {
    const corrected = [{ component: 'checkout', status: 'partial_outage' as const, from: at(5), to: undefined }]
    expect(trouble([update('monitoring', 10)], 'checkout', { corrected })).toEqual([['partial_outage', 5, Infinity]])
  })
})

describe('An incident', () => {
  test('is open until an update says resolved, and then was resolved at its time.', () => {
    const updates = [update('investigating', 6), update('monitoring', 30)]
    expect(view(updates)).toMatchObject({ open: true, state: 'monitoring', resolved: null, monitoring: at(30) })
    expect(view([...updates, update('resolved', 70)])).toMatchObject({
      open: false,
      state: 'resolved',
      resolved: at(70),
      monitoring: at(30),
    })
  })

  test('reopens with an update after `resolved`, and its components fail again only where that says so.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage', search: 'major_outage' }),
      update('resolved', 60),
      update('investigating', 80, { checkout: 'partial_outage' }),
    ]
    expect(view(updates)).toMatchObject({ open: true, state: 'investigating', resolved: null })
    expect(trouble(updates, 'checkout')).toEqual([
      ['major_outage', 10, 60],
      ['partial_outage', 80, Infinity],
    ])
    expect(trouble(updates, 'search')).toEqual([['major_outage', 10, 60]])
    expect(view([...updates, update('resolved', 90)])).toMatchObject({ open: false, resolved: at(90) })
  })

  test('is watched since the first update that says so, as on Statuspage.', () => {
    const updates = [update('investigating', 6), update('monitoring', 30), update('identified', 40)]
    expect(view([...updates, update('monitoring', 50), update('resolved', 60)]).monitoring).toBe(at(30))
  })

  test('is called what its last title says, and speaks of its next update until it is resolved.', () => {
    const updates = [
      update('investigating', 6, {}, { title: 'Payments delayed', next_update: at(30) }),
      update('identified', 20, {}, { title: 'Card payments delayed', next_update: at(50) }),
    ]
    expect(view(updates)).toMatchObject({ title: 'Card payments delayed', next_update: at(50) })
    expect(view([...updates, update('monitoring', 40)])).toMatchObject({
      title: 'Card payments delayed',
      next_update: null,
    })
    expect(view([...updates, update('resolved', 60, {}, { next_update: at(90) })]).next_update).toBeNull()
  })

  test('lists every component that it ever named, in the order of their first mention.', () => {
    const updates = [
      update('investigating', 6, { search: 'partial_outage' }),
      update('identified', 20, { checkout: 'degraded_performance', search: 'operational' }),
    ]
    expect(view(updates).components).toEqual(['search', 'checkout'])
  })

  test('runs updates of one second in the order of their names: -2 before -10.', () => {
    const folder = 'incidents/2026/INC-2026-0009-order'
    const said = (state: string, title: string, status: string) =>
      `---\nstate: ${state}\ntitle: ${title}\ncomponents: {checkout: ${status}}\n---\nWords.\n`
    const files = {
      ...GOOD,
      [`${folder}/index.md`]:
        '---\nid: INC-2026-0009\ntitle: Order\nseverity: SEV-3\nstarted: 2026-03-05T10:00:00Z\n---\n## Timeline\n\nNothing.\n',
      [`${folder}/public/20260305T100000Z-10.md`]: said('monitoring', 'Third', 'degraded_performance'),
      [`${folder}/public/20260305T100000Z-2.md`]: said('identified', 'Second', 'partial_outage'),
      [`${folder}/public/20260305T100000Z.md`]: said('investigating', 'First', 'major_outage'),
    }
    const { catalog } = readTexts(
      { paths: Object.keys(files), texts: new Map(Object.entries(files)) },
      Date.parse('2026-03-06T00:00:00Z'),
      () => 0,
    )
    const [newest] = publicCatalog(catalog).incidents
    expect(newest?.updates.map(({ title }) => title)).toEqual(['First', 'Second', 'Third'])
    const seen = viewIncident(newest ?? incident([]), [])
    expect(seen).toMatchObject({ title: 'Third', state: 'monitoring' })
    expect(seen.spans.map(({ status }) => status)).toEqual(['degraded_performance'])
  })
})

describe('The impact of an incident', () => {
  test.each<[ComponentStatus, string]>([
    ['operational', 'none'],
    ['under_maintenance', 'none'],
    ['degraded_performance', 'minor'],
    ['partial_outage', 'minor'],
    ['major_outage', 'major'],
  ])('with a component in %s is %s.', (status, impact) => {
    expect(view([update('investigating', 6, { checkout: status })]).impact).toBe(impact)
  })

  test('without components is none.', () => {
    expect(view([update('investigating', 6)]).impact).toBe('none')
  })

  test('never falls by itself.', () => {
    const updates = [
      update('investigating', 6, { checkout: 'partial_outage' }),
      update('identified', 20, { checkout: 'major_outage' }),
      update('monitoring', 40, { checkout: 'operational' }),
      update('resolved', 60),
    ]
    expect(view(updates.slice(0, 1)).impact).toBe('minor')
    for (const count of [2, 3, 4]) expect(view(updates.slice(0, count)).impact).toBe('major')
  })

  test('stays where a later update takes back what was said: people have read it.', () => {
    const updates = [
      update('investigating', 10, { checkout: 'major_outage' }),
      update('identified', 20, { checkout: { status: 'degraded_performance', since: 5 } }),
    ]
    expect(trouble(updates, 'checkout')).toEqual([['degraded_performance', 5, Infinity]])
    expect(view(updates).impact).toBe('major')
  })

  test('is what an update states, whatever the components do, until another one states something else.', () => {
    const updates = [
      update('investigating', 6, { checkout: 'degraded_performance' }, { impact: 'critical' }),
      update('identified', 20, { checkout: 'partial_outage' }),
      update('monitoring', 40, {}, { impact: 'none' }),
      update('resolved', 60, { checkout: 'major_outage' }),
    ]
    expect(view(updates.slice(0, 2)).impact).toBe('critical')
    expect(view(updates).impact).toBe('none')
  })

  test('is critical where every component of the page was in major outage at one instant.', () => {
    const one = incident([update('investigating', 0, { checkout: 'major_outage' }), update('resolved', 30)])
    const other = incident([update('investigating', 29, { search: 'major_outage' }), update('resolved', 60)], {
      public_id: 'bbbbbbbbbbbb',
    })
    const impacts = pageOf(['checkout', 'search'], [one, other]).incidents.map(({ impact }) => impact)
    expect(impacts).toEqual(['critical', 'critical'])
  })

  test('is major where one outage ended at the very instant that the other one began.', () => {
    const one = incident([update('investigating', 0, { checkout: 'major_outage' }), update('resolved', 30)])
    const other = incident([update('investigating', 30, { search: 'major_outage' }), update('resolved', 60)], {
      public_id: 'bbbbbbbbbbbb',
    })
    const impacts = pageOf(['checkout', 'search'], [one, other]).incidents.map(({ impact }) => impact)
    expect(impacts).toEqual(['major', 'major'])
  })

  test('counts the components that the page had then: neither one to come nor one that was gone.', () => {
    const down = incident([update('investigating', 0, { checkout: 'major_outage' }), update('resolved', 30)])
    const lives = { search: { since: '2026-03-02' }, export: { until: '2026-03-01' } }
    const [seen] = pageOf(['checkout', 'search', 'export'], [down], at(60 * 48), lives).incidents
    expect(seen?.impact).toBe('critical')
    const [partly] = pageOf(['checkout', 'search'], [down], at(60 * 48), { search: { since: '2026-03-01' } }).incidents
    expect(partly?.impact).toBe('major')
  })

  test('does not count an outage of a component that was retired in it.', () => {
    const down = incident([update('investigating', 0, { export: 'major_outage' })])
    const [seen] = pageOf(['search', 'export'], [down], at(60 * 48), { export: { until: '2026-03-02' } }).incidents
    expect(seen?.impact).toBe('major')
  })

  test('of one that had no part in the outage of everything stays what it was.', () => {
    const down = incident([
      update('investigating', 0, { checkout: 'major_outage', search: 'major_outage' }),
      update('resolved', 30),
    ])
    const before = incident([update('investigating', -50, { checkout: 'major_outage' }), update('resolved', -10)], {
      public_id: 'bbbbbbbbbbbb',
    })
    const [first, second] = pageOf(['checkout', 'search'], [down, before]).incidents
    expect([first?.impact, second?.impact]).toEqual(['critical', 'major'])
  })
})

describe('A duplicate', () => {
  const original = incident([
    update('investigating', 0, { checkout: 'partial_outage' }),
    update('resolved', 30, { checkout: 'operational' }),
  ])
  const duplicate = incident([update('investigating', 10, { checkout: 'major_outage', search: 'major_outage' })], {
    public_id: 'bbbbbbbbbbbb',
    duplicate_of: 'aaaaaaaaaaaa',
  })

  test('says nothing of its own: no state, no time out of service, no place among the open ones.', () => {
    const page = pageOf(['checkout', 'search'], [duplicate, original], at(60))
    expect(page.components.map(({ status }) => status)).toEqual(['operational', 'operational'])
    expect(page.components.map(({ time }) => time.major_outage)).toEqual([0, 0])
    expect(page.components[0]?.time.partial_outage).toBe(30 * 60_000)
    expect(page.open).toEqual([])
    expect(page.incidents.map(({ impact }) => impact)).not.toContain('critical')
  })

  test('still has its page, which leads to the one that it repeats.', () => {
    const page = pageOf(['checkout', 'search'], [duplicate, original], at(60))
    expect(page.incidents.map(({ public_id, duplicate_of }) => [public_id, duplicate_of])).toContainEqual([
      'bbbbbbbbbbbb',
      'aaaaaaaaaaaa',
    ])
  })
})
