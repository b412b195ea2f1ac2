import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicComponent, PublicIncident, PublicMaintenance } from './public.ts'
import { statusPage } from './status-page.ts'
import type { ComponentStatus } from './update.ts'

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

  test('has been in trouble since the beginning of the stretch that reaches up to now, whatever it was called.', () => {
    const incidents = [
      incident('old', 'checkout', 'major_outage', -500, -400),
      incident('one', 'checkout', 'major_outage', -300, -200),
      incident('two', 'checkout', 'degraded_performance', -200, -100),
      incident('three', 'checkout', 'partial_outage', -100),
    ]
    expect(page({ incidents }).components[0]?.troubled_since).toBe(at(-300))
  })

  test('has been in trouble since a maintenance that it came out of broken.', () => {
    const seen = page({
      incidents: [incident('one', 'checkout', 'partial_outage', -30)],
      maintenances: [maintenance('two', 'checkout', -90, -30)],
    })
    expect(seen.components[0]?.troubled_since).toBe(at(-90))
  })

  test('is in no trouble while it is operational.', () => {
    const seen = page({ incidents: [incident('one', 'checkout', 'major_outage', -60, -30)] })
    expect(seen.components.map(({ troubled_since }) => troubled_since)).toEqual([null, null])
  })

  test('in trouble for longer than the bars show says since when all the same.', () => {
    const seen = page({ incidents: [incident('one', 'checkout', 'major_outage', -60 * 24 * 50)] })
    expect(seen.components[0]).toMatchObject({ troubled_since: at(-60 * 24 * 50), uptime: 0 })
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
