import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announced, component, during, incidentOf, pageOf, SAID } from '../../fixtures/public-page.ts'
import type { PublicCatalog } from '../publish/public.ts'
import { groupMonths, monthsShown, uptimeMonths } from './uptime-months.ts'
import type { ComponentStatus } from '../records/update.ts'

const HOUR = 3_600_000
/** Noon of a Friday in Berlin, twelve days and a half into November. */
const NOW = Date.parse('2026-11-13T12:00:00+01:00')

const berlin = (parts: Partial<PublicCatalog>, now = NOW) => pageOf(now, { time_zone: 'Europe/Berlin', ...parts })
const outage = (from: string, hours: number, status: ComponentStatus = 'major_outage', id = 'checkout') =>
  incidentOf(`${id}${from}`, [during(status, Date.parse(from), Date.parse(from) + hours * HOUR, id)])
/** As `[month, percentage, hours]`. */
const monthsOf = (parts: Partial<PublicCatalog>, count: number, now = NOW) => {
  const page = berlin(parts, now)
  const [seen] = [...page.components, ...page.retired]
  return seen
    ? uptimeMonths(seen, page, count).map(({ month, uptime, total }) => [month, uptime, total / HOUR])
    : 'no component'
}

describe('A component month by month', () => {
  test('is newest first, the current month as far as it has come, each as long as the clocks of the zone make it.', () => {
    expect(monthsOf({}, 9)).toEqual([
      ['2026-11', 10000, 12 * 24 + 12],
      ['2026-10', 10000, 31 * 24 + 1],
      ['2026-09', 10000, 30 * 24],
      ['2026-08', 10000, 31 * 24],
      ['2026-07', 10000, 31 * 24],
      ['2026-06', 10000, 30 * 24],
      ['2026-05', 10000, 31 * 24],
      ['2026-04', 10000, 30 * 24],
      ['2026-03', 10000, 31 * 24 - 1],
    ])
  })

  // October has 745 hours there: 7.45 of them are exactly 1 %.
  test('counts over the change of the clocks: 7 h 27 m of October are exactly one per cent.', () => {
    expect(monthsOf({ incidents: [outage('2026-10-24T22:00:00Z', 7.45)] }, 2)[1]).toEqual(['2026-10', 9900, 745])
    const longer = outage('2026-10-24T22:00:00Z', 7.45 + 1 / HOUR)
    expect(monthsOf({ incidents: [longer] }, 2)[1]).toEqual(['2026-10', 9899, 745])
  })

  // From 23:00 of the 31st in Berlin: an hour of 745 is 0.134 %, two of 300 are 0.666 %.
  test('cuts an outage at the midnight of the zone between two months.', () => {
    expect(monthsOf({ incidents: [outage('2026-10-31T22:00:00Z', 3)] }, 2)).toEqual([
      ['2026-11', 9933, 300],
      ['2026-10', 9986, 745],
    ])
  })

  // 10 h · 0.3 of 300 h are exactly 1 %.
  test('weighs a partial outage as the page does, and counts neither degraded performance nor what is to come.', () => {
    const incidents = [
      outage('2026-11-02T00:00:00Z', 10, 'partial_outage'),
      outage('2026-11-04T00:00:00Z', 10, 'degraded_performance'),
      outage('2026-11-13T11:00:00Z', 10),
    ]
    expect(monthsOf({ incidents }, 1)).toEqual([['2026-11', 9900, 300]])
  })

  // October from the 31st on is 24 hours long; six of them are a quarter.
  test('has nothing to say of months before it began, and only a part of the one that it began in.', () => {
    const components = [component('checkout', { since: '2026-10-31' })]
    const incidents = [outage('2026-09-15T00:00:00Z', 10), outage('2026-10-31T06:00:00Z', 6)]
    expect(monthsOf({ components, incidents }, 3)).toEqual([
      ['2026-11', 10000, 300],
      ['2026-10', 7500, 24],
      ['2026-09', null, 0],
    ])
  })

  test('has nothing to say of months after it was retired.', () => {
    const components = [component('checkout', { until: '2026-10-02' })]
    expect(monthsOf({ components, incidents: [outage('2026-09-30T22:00:00Z', 240)] }, 3)).toEqual([
      ['2026-11', null, 0],
      ['2026-10', 0, 24],
      ['2026-09', 10000, 720],
    ])
  })

  test('has nothing to say of a month that begins at this moment.', () => {
    expect(monthsOf({}, 2, Date.parse('2026-11-01T00:00:00+01:00'))).toEqual([
      ['2026-11', null, 0],
      ['2026-10', 10000, 745],
    ])
  })

  test('runs over the turn of the year.', () => {
    const months = monthsOf({}, 3, Date.parse('2027-01-05T00:00:00+01:00'))
    expect(months).toEqual([
      ['2027-01', 10000, 96],
      ['2026-12', 10000, 744],
      ['2026-11', 10000, 720],
    ])
  })
})

test('A group month by month is the mean of its members that were there.', () => {
  const components = [
    component('checkout', { group: 'Shop' }),
    component('search', { group: 'Shop', since: '2026-11-01' }),
  ]
  // 3 h of 300 h are 1 %, 149 h of 745 h are 20 %.
  const incidents = [outage('2026-11-02T00:00:00Z', 3), outage('2026-10-02T00:00:00Z', 149)]
  const page = berlin({ components, incidents })
  const months = groupMonths(page.components, page, 3)
  expect(months.map(({ month, uptime, total }) => [month, uptime, total / HOUR])).toEqual([
    ['2026-11', 9950, 600],
    ['2026-10', 8000, 745],
    ['2026-09', 10000, 720],
  ])
  expect(months.map(({ time }) => time.major_outage / HOUR)).toEqual([3, 149, 0])
})

describe('The months shown', () => {
  const shown = (parts: Partial<PublicCatalog>, now = NOW) => monthsShown(berlin(parts, now))
  const posted = (time: string) => ({
    ...incidentOf('one', []),
    updates: [{ ...SAID, state: 'resolved' as const, time: Date.parse(time) }],
  })

  test('are the current one alone where nothing is known of any before.', () => {
    expect([shown({}), shown({ components: [] })]).toEqual([1, 1])
  })

  test('begin with the first component, also with one that is retired.', () => {
    expect(shown({ components: [component('a', { since: '2026-10-31' }), component('b')] })).toBe(2)
    expect(shown({ components: [component('a', { since: '2026-07-31', until: '2026-08-02' })] })).toBe(5)
  })

  test('begin with the first event, by the calendar of the zone, where that is earlier.', () => {
    const components = [component('a', { since: '2026-10-31' })]
    expect(shown({ components, incidents: [posted('2026-08-31T21:59:00Z')] })).toBe(4)
    expect(shown({ components, incidents: [posted('2026-08-31T22:00:00Z')] })).toBe(3)
    expect(shown({ maintenances: [announced('two', Date.parse('2026-09-01T00:00:00Z'), NOW)] })).toBe(3)
  })

  test('are a year at most, and know no maintenance that is still to come.', () => {
    expect(shown({ components: [component('a', { since: '2011-01-01' })] })).toBe(12)
    expect(shown({ maintenances: [announced('two', NOW + HOUR, NOW + 2 * HOUR)] })).toBe(1)
  })
})

test('For any history the months say what a look at every hour says.', () => {
  const JULY = Date.parse('2026-07-01T00:00:00+02:00')
  // Up to the 11th of August, 40 days and some hours: 744 hours of July and the rest.
  const rest = 10 * 24 + 7
  const span = fc.record({
    major: fc.boolean(),
    from: fc.integer({ min: -50, max: 744 + rest }),
    length: fc.integer({ min: 0, max: 200 }),
  })
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (list) => {
      const incidents = list.map(({ major, from, length }, i) =>
        incidentOf(`id${i}`, [
          during(major ? 'major_outage' : 'partial_outage', JULY + from * HOUR, JULY + (from + length) * HOUR),
        ]),
      )
      const expected = [
        [744, 744 + rest],
        [0, 744],
      ].map(([first = 0, end = 0]) => {
        let bad = 0
        for (let at = first; at < end; at++) {
          const holding = list.filter(({ from, length }) => from <= at && at < from + length)
          bad += holding.some(({ major }) => major) ? 10 : holding.length > 0 ? 3 : 0
        }
        return Math.floor(((10 * (end - first) - bad) * 10_000) / (10 * (end - first)))
      })
      const months = monthsOf({ incidents }, 2, JULY + (744 + rest) * HOUR)
      expect(Array.isArray(months) && months.map(([, uptime]) => uptime)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})
