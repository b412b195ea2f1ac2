import { describe, expect, test } from 'vitest'
import { statusPage } from '#model/status/page'
import { at, component, EVERYTHING, incident, maintenance, step, update } from '../fixtures/statuspage-catalog.ts'
import { uptimeDocument } from './uptime-json.ts'

/*
 * Eleven o'clock UTC on 1 March 2026 is noon in Berlin, so today has 12 hours and two days are 36 hours: 129,600
 * seconds. One hour of major outage and two of partial outage at 0.3 are 1.6 hours down: 1 − 1.6 / 36 = 95.555 %.
 */
const page = statusPage({
  ...EVERYTHING,
  site: { ...EVERYTHING.site, uptime: { days: 2, partial_weight: 0.3 } },
  components: [
    component('checkout', 'Checkout', { group: 'Shop' }),
    component('search', 'Search', { group: 'Shop', since: '2026-03-01' }),
    component('api', 'API'),
    component('next', 'Next year', { since: '2027-01-01' }),
  ],
  incidents: [
    incident('overincident', [
      update(-240, 'investigating', { title: 'Down', set: { checkout: 'partial_outage' } }),
      update(-180, 'identified', { set: { checkout: 'major_outage' } }),
      update(-120, 'identified', { set: { checkout: 'partial_outage' } }),
      update(-60, 'resolved'),
    ]),
    incident('lastmonth000', [
      update(-3 * 24 * 60, 'investigating', { title: 'Down in February', set: { api: 'major_outage' } }),
      update(-3 * 24 * 60 + 0.5, 'resolved'),
    ]),
  ],
  maintenances: [maintenance('overworks000', [-60, -30], [step(-60, 'in_progress'), step(-30, 'completed')])],
  slos: [
    { name: 'Orders taken', component: 'checkout', target: '99.9' },
    { name: 'Quick answers', component: 'checkout', target: '99.95' },
  ],
})
const document = uptimeDocument(page)
/** Three hours out of the twelve of March so far; all 743 may have 44 minutes of them, or 22. */
const THREE_OF_TWELVE = [
  { month: '2026-03', kept: false, availability: '75.00' },
  { month: '2026-02', kept: true, availability: '100' },
]
const none = { major_outage: 0, partial_outage: 0, degraded_performance: 0, under_maintenance: 0, weighted_down: 0 }

describe('The uptime document', () => {
  test('says what it is as of, which days it counts, and what a partial outage weighs.', () => {
    expect(document.page).toEqual({
      name: 'Acme',
      url: 'https://status.acme.example',
      updated_at: '2026-03-01T11:00:00.000Z',
    })
    expect(document.window).toEqual({
      from: '2026-02-27T23:00:00.000Z',
      to: '2026-03-01T11:00:00.000Z',
      days: 2,
      time_zone: 'Europe/Berlin',
    })
    expect(document.partial_weight).toBe(0.3)
  })

  test('gives each component of today its percentage, rounded down, and the seconds that it comes from.', () => {
    expect(document.components).toEqual([
      {
        id: 'checkout',
        name: 'Checkout',
        group: 'Shop',
        uptime: '95.55',
        seconds: {
          total: 129_600,
          major_outage: 3600,
          partial_outage: 7200,
          degraded_performance: 0,
          under_maintenance: 0,
          weighted_down: 5760,
        },
        since: null,
        targets: [
          { name: 'Orders taken', target: '99.9', months: THREE_OF_TWELVE },
          { name: 'Quick answers', target: '99.95', months: THREE_OF_TWELVE },
        ],
        months: expect.any(Array),
      },
      {
        id: 'search',
        name: 'Search',
        group: 'Shop',
        uptime: '100',
        seconds: { ...none, total: 43_200, under_maintenance: 1800 },
        since: '2026-03-01',
        targets: [],
        months: expect.any(Array),
      },
      {
        id: 'api',
        name: 'API',
        group: null,
        uptime: '100',
        seconds: { ...none, total: 129_600 },
        since: null,
        targets: [],
        months: expect.any(Array),
      },
    ])
  })

  test('gives each month its own, newest first, the current one as far as it has come.', () => {
    const api = document.components.find(({ id }) => id === 'api')
    // February 2026 has 28 days, 2,419,200 seconds; 30 of them are 0.00124 %, and what remains is rounded down.
    expect(api?.months).toEqual([
      { month: '2026-03', uptime: '100', seconds: { ...none, total: 43_200 } },
      {
        month: '2026-02',
        uptime: '99.99',
        seconds: { ...none, total: 2_419_200, major_outage: 30, weighted_down: 30 },
      },
    ])
    const search = document.components.find(({ id }) => id === 'search')
    expect(search?.months[1]).toEqual({ month: '2026-02', uptime: null, seconds: { ...none, total: 0 } })
  })

  test('gives a group the mean of its members, rounded down, and the sums of their seconds, in each month too.', () => {
    // 129,600 s of checkout and 43,200 s of search, which is one since today.
    const seconds = { total: 172_800, major_outage: 3600, partial_outage: 7200, degraded_performance: 0 }
    const today = { ...seconds, under_maintenance: 1800, weighted_down: 5760 }
    expect(document.groups).toEqual([
      {
        name: 'Shop',
        uptime: '97.77',
        seconds: today,
        months: [
          // Twelve hours of each. Of checkout's 1.6 h were lost, 86.666… %; (86.66 + 100) / 2.
          { month: '2026-03', uptime: '93.33', seconds: { ...today, total: 86_400 } },
          { month: '2026-02', uptime: '100', seconds: { ...none, total: 2_419_200 } },
        ],
      },
    ])
  })

  test('of a page without components still says which days it would count.', () => {
    const empty = uptimeDocument(statusPage({ ...EVERYTHING, components: [], incidents: [], maintenances: [] }))
    expect(empty).toMatchObject({ components: [], groups: [], window: { days: 90, to: '2026-03-01T11:00:00.000Z' } })
    expect(at(60)).toBe(Date.parse(empty.window.to))
  })
})
