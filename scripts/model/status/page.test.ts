import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicComponent, PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { statusPage } from './page.ts'
import type { ComponentStatus } from '../records/update.ts'

/** Noon of a Sunday, and so many minutes. */
const at = (minutes: number) => Date.parse('2026-03-01T12:00:00Z') + minutes * 60_000
const NOW = at(0)

const component = (id: string, more: Partial<PublicComponent> = {}): PublicComponent => ({
  id,
  name: id,
  group: undefined,
  description: undefined,
  position: undefined,
  since: undefined,
  until: undefined,
  ...more,
})
const said = {
  title: undefined,
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: 'Words.',
}
const setting = (id: string, status: ComponentStatus, minutes: number) => ({
  component: id,
  status,
  since: at(minutes),
})

/** Open from some minute on, or resolved at another. */
const incident = (
  public_id: string,
  id: string,
  status: ComponentStatus,
  from: number,
  to?: number,
): PublicIncident => ({
  public_id,
  updates: [
    { ...said, state: 'investigating', time: at(from), settings: [setting(id, status, from)] },
    ...(to === undefined ? [] : [{ ...said, state: 'resolved' as const, time: at(to), settings: [] }]),
  ],
  corrected: null,
  postmortem: null,
  duplicate_of: null,
})
const maintenance = (public_id: string, id: string, from: number, to: number): PublicMaintenance => ({
  public_id,
  updates: [
    {
      ...said,
      state: 'scheduled',
      auto: true,
      time: at(from - 5000),
      settings: [setting(id, 'under_maintenance', from - 5000)],
    },
  ],
  corrected: null,
  cancelled: false,
  aborted: false,
  window: { start: at(from), end: at(to) },
  outcome: null,
})
const page = (parts: Partial<PublicCatalog>, time_zone = 'Etc/UTC') =>
  statusPage({
    site: {
      name: 'Acme',
      url: 'https://status.acme.example',
      time_zone,
      locale: 'en',
      locales: undefined,
      support_url: undefined,
      uptime: { days: 30, partial_weight: 0.3 },
      brand: { color: undefined, logo: undefined },
      sample: false,
    },
    now: NOW,
    components: [component('checkout'), component('search')],
    incidents: [],
    maintenances: [],
    slos: [],
    ...parts,
  })
const stateOf = (seen: ReturnType<typeof page>, id: string) => seen.components.find((one) => one.id === id)?.status

describe('A component', () => {
  test('is in outage during maintenance that says nothing of it, now and in its days.', () => {
    const seen = page({
      incidents: [incident('one', 'checkout', 'partial_outage', -60)],
      maintenances: [maintenance('two', 'checkout', -90, 90)],
    })
    expect(stateOf(seen, 'checkout')).toBe('partial_outage')
    expect(seen.components[0]?.days.at(-1)).toMatchObject({ worst: 'partial_outage', events: ['one', 'two'] })
    expect(seen.overall).toEqual({ indicator: 'minor', description: 'Minor Service Outage' })
  })

  test('is under maintenance while that runs, and not before it or after it.', () => {
    const during = (from: number, to: number) =>
      stateOf(page({ maintenances: [maintenance('two', 'checkout', from, to)] }), 'checkout')
    expect([during(-60, 60), during(0, 60), during(1, 60), during(-60, 0)]).toEqual([
      'under_maintenance',
      'under_maintenance',
      'operational',
      'operational',
    ])
  })

  test('is in the worst of the states that open incidents say.', () => {
    const incidents = [
      incident('one', 'checkout', 'degraded_performance', -60),
      incident('two', 'checkout', 'major_outage', -50),
      incident('three', 'checkout', 'operational', -40),
    ]
    expect(stateOf(page({ incidents }), 'checkout')).toBe('major_outage')
  })

  test('whose service is retired is off the page from that day on, and so is its colour.', () => {
    const incidents = [incident('one', 'checkout', 'major_outage', -60)]
    const with_until = (until: string) =>
      page({ components: [component('checkout', { until }), component('search')], incidents })
    expect(stateOf(with_until('2026-03-02'), 'checkout')).toBe('major_outage')
    expect(stateOf(with_until('2026-03-01'), 'checkout')).toBeUndefined()
    expect(with_until('2026-03-01').overall.indicator).toBe('none')
  })

  test('that is still to come is not on the page yet; its day begins in the zone of the site.', () => {
    const components = [component('checkout', { since: '2026-03-02' })]
    expect(page({ components }).components).toEqual([])
    expect(page({ components }).overall.description).toBe('All Systems Operational')
    // Noon in London is a quarter to two in the night of the next day on the Chatham Islands.
    expect(page({ components }, 'Pacific/Chatham').components.map(({ id }) => id)).toEqual(['checkout'])
  })

  test('is in its state since that began, across incidents, however long other trouble went before it.', () => {
    const incidents = [
      incident('old', 'checkout', 'major_outage', -500, -400),
      incident('one', 'checkout', 'degraded_performance', -300, -200),
      incident('two', 'checkout', 'partial_outage', -200, -100),
      incident('three', 'checkout', 'partial_outage', -100),
    ]
    expect(page({ incidents }).components[0]?.status_since).toBe(at(-200))
  })

  test.each([
    ['an outage', 'a maintenance that it came out of broken', 'partial_outage', -30, undefined, -90, -30, -30],
    ['maintenance', 'an incident that was resolved as it began', 'degraded_performance', -90, -30, -30, 60, -30],
    ['an outage', 'a maintenance that it broke during', 'major_outage', -20, undefined, -90, 60, -20],
    ['maintenance', 'an outage that hid it', 'major_outage', -80, -10, -90, 60, -10],
  ] as const)('in %s has no start lent by %s.', (_, __, status, from, to, begins, ends, since) => {
    const seen = page({
      incidents: [incident('one', 'checkout', status, from, to)],
      maintenances: [maintenance('two', 'checkout', begins, ends)],
    })
    expect(seen.components[0]?.status_since).toBe(at(since))
  })

  test('is in no state since any time while it is operational.', () => {
    const seen = page({ incidents: [incident('one', 'checkout', 'major_outage', -60, -30)] })
    expect(seen.components.map(({ status_since }) => status_since)).toEqual([null, null])
  })

  test('in trouble for longer than the bars show says since when all the same.', () => {
    const seen = page({ incidents: [incident('one', 'checkout', 'major_outage', -60 * 24 * 50)] })
    expect(seen.components[0]).toMatchObject({ status_since: at(-60 * 24 * 50), uptime: 0 })
  })
})

describe('The page', () => {
  test('says "All Systems Operational" with an incident open, where every component is: components decide.', () => {
    const seen = page({ incidents: [incident('one', 'checkout', 'operational', -60)] })
    expect(seen.overall).toEqual({ indicator: 'none', description: 'All Systems Operational' })
    expect(seen.open.map(({ public_id }) => public_id)).toEqual(['one'])
  })

  test('lists the maintenance that runs, and what is to come, soonest first; neither what is over.', () => {
    const seen = page({
      maintenances: [
        maintenance('later', 'checkout', 500, 600),
        maintenance('over', 'checkout', -60, -30),
        maintenance('runs', 'checkout', -10, 10),
        maintenance('soon', 'checkout', 100, 200),
      ],
    })
    expect(seen.running.map(({ public_id }) => public_id)).toEqual(['runs'])
    expect(seen.upcoming.map(({ public_id }) => public_id)).toEqual(['soon', 'later'])
    expect(seen.maintenances.length).toBe(4)
  })

  test('puts components under their group where the first of it stands, and gives it the worst state of them.', () => {
    const components = [
      component('checkout', { group: 'Shop' }),
      component('api'),
      component('search', { group: 'Shop' }),
    ]
    const seen = page({ components, incidents: [incident('one', 'search', 'partial_outage', -60)] })
    expect(
      seen.groups.map(({ name, status, components: members }) => [name, status, members.map(({ id }) => id)]),
    ).toEqual([
      ['Shop', 'partial_outage', ['checkout', 'search']],
      [null, 'operational', ['api']],
    ])
  })

  test('comes out with nothing on it.', () => {
    expect(page({ components: [] })).toMatchObject({
      overall: { indicator: 'none', description: 'All Systems Operational' },
      components: [],
      groups: [],
      open: [],
    })
  })
})

describe('A retired component', () => {
  const retired = (more: Partial<PublicComponent> = {}, parts: Partial<PublicCatalog> = {}) =>
    page({
      components: [component('checkout', { name: 'Old checkout', until: '2026-02-27', ...more }), component('search')],
      incidents: [incident('one', 'checkout', 'major_outage', -4 * 24 * 60)],
      ...parts,
    })

  test('is told apart from those of today, and is operational whatever is still open.', () => {
    const seen = retired()
    expect(seen.components.map(({ id }) => id)).toEqual(['search'])
    expect(seen.groups.map(({ components }) => components.map(({ id }) => id))).toEqual([['search']])
    expect(seen.retired.map(({ id, status, status_since }) => [id, status, status_since])).toEqual([
      ['checkout', 'operational', null],
    ])
  })

  // Of the 30 days from 2026-01-31 on it lived 27; down from noon of the 25th to its end, a day and a half.
  test('keeps its days and its percentage as far as it lived.', () => {
    const [seen] = retired().retired
    expect(seen?.total).toBe(27 * 24 * 3_600_000)
    expect(seen?.uptime).toBe(9444)
    expect(seen?.days.slice(-6).map(({ date, worst, events }) => [date, worst, events])).toEqual([
      ['2026-02-24', 'operational', []],
      ['2026-02-25', 'major_outage', ['one']],
      ['2026-02-26', 'major_outage', ['one']],
      ['2026-02-27', null, []],
      ['2026-02-28', null, []],
      ['2026-03-01', null, []],
    ])
    expect(seen?.intervals).toEqual([
      { from: at(-4 * 24 * 60), to: Date.parse('2026-02-27T00:00:00Z'), status: 'major_outage', events: ['one'] },
    ])
  })

  test('that lived before all the days shown has no percentage, and no day of it has a state.', () => {
    const [seen] = retired({ until: '2026-01-05' }).retired
    expect(seen).toMatchObject({ uptime: null, total: 0 })
    expect(seen?.days.filter(({ worst }) => worst !== null)).toEqual([])
  })

  test('that never lived, for it ends before it begins, is nowhere but among the names.', () => {
    const seen = retired({ since: '2026-02-28' })
    expect([seen.components.length, seen.retired.length]).toEqual([1, 0])
    expect(seen.names.get('checkout')).toBe('Old checkout')
  })

  test('has a name still, as has one that is to come.', () => {
    const components = [
      component('checkout', { name: 'Old checkout', until: '2026-02-27' }),
      component('search', { name: 'Search' }),
      component('api', { name: 'New API', since: '2027-01-01' }),
    ]
    expect([...page({ components }).names]).toEqual([
      ['checkout', 'Old checkout'],
      ['search', 'Search'],
      ['api', 'New API'],
    ])
  })
})

test('The troubles of a component reach back over its whole life, with who told of them.', () => {
  const [seen] = page({
    incidents: [
      incident('new', 'checkout', 'partial_outage', -60),
      incident('old', 'checkout', 'major_outage', -60 * 24 * 400, -60 * 24 * 400 + 5),
    ],
    maintenances: [maintenance('planned', 'checkout', 60, 90)],
  }).components
  expect(seen?.intervals).toEqual([
    { from: at(-60 * 24 * 400), to: at(-60 * 24 * 400 + 5), status: 'major_outage', events: ['old'] },
    { from: at(-60), to: NOW, status: 'partial_outage', events: ['new'] },
  ])
})

test('A component has been in trouble since it is one, where the incident is older.', () => {
  const components = [component('checkout', { since: '2026-03-01' })]
  const incidents = [incident('one', 'checkout', 'major_outage', -60 * 24 * 9)]
  expect(page({ components, incidents }).components[0]?.status_since).toBe(at(-12 * 60))
})

test('A component that breaks at this moment is in trouble since now.', () => {
  const [seen] = page({ incidents: [incident('one', 'checkout', 'major_outage', 0)] }).components
  expect(seen).toMatchObject({ status: 'major_outage', status_since: NOW, intervals: [] })
  const degraded = incident('two', 'checkout', 'degraded_performance', -60, 0)
  const [worse] = page({ incidents: [degraded, incident('one', 'checkout', 'major_outage', 0)] }).components
  expect(worse).toMatchObject({ status: 'major_outage', status_since: NOW })
})

describe('A pinned notice', () => {
  const pin = <T extends PublicIncident | PublicMaintenance>(event: T): T => ({
    ...event,
    updates: event.updates.map((update, i) => ({ ...update, pinned: i === event.updates.length - 1 })),
  })
  const pinned = (parts: Partial<PublicCatalog>) => page(parts).pinned.map(({ public_id }) => public_id)

  test('stays once its incident or its maintenance is over, the one with the newest word first.', () => {
    const incidents = [
      pin(incident('late', 'checkout', 'operational', -500, -10)),
      pin(incident('early', 'checkout', 'operational', -400, -300)),
      incident('unpinned', 'checkout', 'operational', -400, -300),
    ]
    const maintenances = [{ ...pin(maintenance('off', 'checkout', 4900, 5000)), cancelled: true }]
    // The maintenance was announced 100 minutes ago.
    expect(pinned({ incidents, maintenances })).toEqual(['late', 'off', 'early'])
  })

  test('is not said twice: what is open, running or to come is on the page anyway.', () => {
    const incidents = [pin(incident('open', 'checkout', 'operational', -400))]
    const maintenances = [
      pin(maintenance('runs', 'checkout', -10, 10)),
      pin(maintenance('soon', 'checkout', 100, 200)),
      pin(maintenance('over', 'checkout', -60, -30)),
    ]
    expect(pinned({ incidents, maintenances })).toEqual(['over'])
  })

  test('is taken down by an update that is not pinned, and a duplicate has none.', () => {
    const first = incident('one', 'checkout', 'operational', -400, -300)
    const taken = { ...first, updates: first.updates.map((update, i) => ({ ...update, pinned: i === 0 })) }
    const duplicate = { ...pin(incident('two', 'checkout', 'operational', -400, -300)), duplicate_of: 'one' }
    expect(pinned({ incidents: [taken, duplicate] })).toEqual([])
  })
})

describe('The page survives', () => {
  test('an old incident that names a component which is no longer public.', () => {
    const seen = page({
      incidents: [
        incident('one', 'unpublished', 'major_outage', -60),
        incident('two', 'unpublished', 'major_outage', -90, -80),
      ],
    })
    expect(seen.overall.description).toBe('All Systems Operational')
    expect(seen.incidents.map(({ public_id }) => public_id)).toEqual(['one', 'two'])
    expect(seen.names.has('unpublished')).toBe(false)
  })

  test('an incident that is resolved twice: it ends with the first time, for nothing broke in between.', () => {
    const once = incident('one', 'checkout', 'major_outage', -60, -30)
    const twice = {
      ...once,
      updates: [...once.updates, { ...said, state: 'resolved' as const, time: at(-10), settings: [] }],
    }
    const seen = page({ incidents: [twice] })
    expect(seen.components[0]?.intervals).toEqual([
      { from: at(-60), to: at(-30), status: 'major_outage', events: ['one'] },
    ])
    expect(seen.open).toEqual([])
  })

  test('maintenance of zero minutes: it never runs, and is over once its moment has come.', () => {
    const stateAt = (minutes: number) => {
      const seen = page({ maintenances: [maintenance('zero', 'checkout', minutes, minutes)] })
      return [
        seen.maintenances[0]?.state,
        seen.running.length,
        stateOf(seen, 'checkout'),
        seen.components[0]?.intervals,
      ]
    }
    expect([stateAt(1), stateAt(0), stateAt(-1)]).toEqual([
      ['scheduled', 0, 'operational', []],
      ['completed', 0, 'operational', []],
      ['completed', 0, 'operational', []],
    ])
  })

  test('300 components, one of them down.', () => {
    const components = Array.from({ length: 300 }, (_, i) => component(`c${i}`, { group: `Group ${i % 20}` }))
    const seen = page({ components, incidents: [incident('one', 'c7', 'major_outage', -60)] })
    expect(
      seen.groups.map(({ name, status }) => [name, status]).filter(([, status]) => status !== 'operational'),
    ).toEqual([['Group 7', 'major_outage']])
    expect([seen.components.length, seen.groups.length, seen.overall.description]).toEqual([
      300,
      20,
      'Partial System Outage',
    ])
  })

  test('no component at all, with an incident open and maintenance running.', () => {
    const seen = page({
      components: [],
      incidents: [incident('one', 'gone', 'major_outage', -60)],
      maintenances: [maintenance('two', 'gone', -10, 10)],
    })
    expect(seen).toMatchObject({ components: [], groups: [], retired: [], pinned: [] })
    expect([seen.open.length, seen.running.length, seen.names.size]).toEqual([1, 1, 0])
    expect(seen.outlook.map(({ overall, running }) => [overall.description, running])).toEqual([
      ['All Systems Operational', ['two']],
      ['All Systems Operational', []],
    ])
  })
})
