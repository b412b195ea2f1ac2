import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { component, during, incidentOf, maintenanceOf, pageOf } from '../../fixtures/public-page.ts'
import type { PublicMaintenance } from '../publish/public.ts'
import type { StatusSpan } from './overall.ts'
import { formatUptime, lastDays, meanUptime, timeIn, uptimeOf, worstOf, type TimeIn } from './uptime.ts'
import type { ComponentInterval, ComponentStatus } from '../records/update.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const NO_TIME: TimeIn = { major_outage: 0, partial_outage: 0, degraded_performance: 0, under_maintenance: 0 }
const span = (status: ComponentStatus, from: number, to: number): StatusSpan => ({
  component: 'checkout',
  status,
  from,
  to,
})

describe('The percentage', () => {
  // 90 days are 7,776,000 s; 43 m 12 s are 2,592 s of them: 1/3000. 1 − 1/3000 = 99.9666… %.
  test('of 90 days with one major outage of 43 m 12 s is 99.96.', () => {
    const uptime = uptimeOf({ ...NO_TIME, major_outage: 2592 * SECOND }, 90 * DAY, 0.3)
    expect(uptime).toBe(9996)
    expect(formatUptime(uptime ?? 0)).toBe('99.96')
  })

  // The same 2,592 s, of which three tenths count: 777.6 of 7,776,000 s are exactly 0.01 %.
  test('counts a partial outage by its weight: the same length at 0.3 is exactly 99.99.', () => {
    expect(uptimeOf({ ...NO_TIME, partial_outage: 2592 * SECOND }, 90 * DAY, 0.3)).toBe(9999)
    expect(uptimeOf({ ...NO_TIME, partial_outage: 2592 * SECOND + 1 }, 90 * DAY, 0.3)).toBe(9998)
  })

  test('counts a partial outage not at all at 0 and whole at 1.', () => {
    expect(uptimeOf({ ...NO_TIME, partial_outage: 9 * DAY }, 90 * DAY, 0)).toBe(10000)
    expect(uptimeOf({ ...NO_TIME, partial_outage: 9 * DAY }, 90 * DAY, 1)).toBe(9000)
  })

  test('counts neither degraded performance nor maintenance.', () => {
    const time = { ...NO_TIME, degraded_performance: 30 * DAY, under_maintenance: 30 * DAY }
    expect(uptimeOf(time, 90 * DAY, 0.3)).toBe(10000)
  })

  test('is rounded down: 99.999 shows 99.99, and one lost millisecond takes the 100 away.', () => {
    // 1/100,000 of 100 days is 86.4 s.
    expect(formatUptime(uptimeOf({ ...NO_TIME, major_outage: 86_400 }, 100 * DAY, 0.3) ?? 0)).toBe('99.99')
    expect(formatUptime(uptimeOf({ ...NO_TIME, major_outage: 1 }, 90 * DAY, 0.3) ?? 0)).toBe('99.99')
    expect(formatUptime(uptimeOf(NO_TIME, 90 * DAY, 0.3) ?? 0)).toBe('100')
  })

  test('is 0.00 where it was down all the time, and nothing where there was no time.', () => {
    expect(formatUptime(uptimeOf({ ...NO_TIME, major_outage: DAY }, DAY, 0.3) ?? -1)).toBe('0.00')
    expect(uptimeOf(NO_TIME, 0, 0.3)).toBeNull()
  })

  test('always has two digits behind the point.', () => {
    expect([9950, 9907, 9900, 5].map(formatUptime)).toEqual(['99.50', '99.07', '99.00', '0.05'])
  })

  test('of a group is the mean of its members, rounded down; those without one do not count.', () => {
    expect(meanUptime([10000, 9999])).toBe(9999)
    expect(meanUptime([10000, 9000])).toBe(9500)
    expect(meanUptime([10000, null, 9000])).toBe(9500)
    expect(meanUptime([null])).toBeNull()
  })
})

describe('Time in a state', () => {
  test('counts an overlap of two outages once, and the worse of two states.', () => {
    const spans = worstOf([
      span('major_outage', 0, 30 * MINUTE),
      span('major_outage', 20 * MINUTE, 50 * MINUTE),
      span('partial_outage', 40 * MINUTE, 70 * MINUTE),
    ])
    expect(timeIn(spans, { from: 0, to: DAY })).toEqual({
      ...NO_TIME,
      major_outage: 50 * MINUTE,
      partial_outage: 20 * MINUTE,
    })
  })

  test('is cut at both ends of the window, and an open outage counts to its end.', () => {
    const spans = worstOf([
      span('major_outage', -HOUR, HOUR),
      span('partial_outage', 23 * HOUR, Infinity),
      span('degraded_performance', 2 * DAY, 3 * DAY),
    ])
    expect(timeIn(spans, { from: 0, to: DAY })).toEqual({ ...NO_TIME, major_outage: HOUR, partial_outage: HOUR })
  })
})

describe('Days', () => {
  test('are those of the zone, and the last one ends now.', () => {
    const now = Date.parse('2026-11-23T09:00:00+01:00')
    expect(lastDays(now, 2, 'Europe/Berlin')).toEqual([
      {
        date: '2026-11-22',
        from: Date.parse('2026-11-22T00:00:00+01:00'),
        to: Date.parse('2026-11-23T00:00:00+01:00'),
      },
      { date: '2026-11-23', from: Date.parse('2026-11-23T00:00:00+01:00'), to: now },
    ])
  })

  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-01', 24],
  ])('%s has %i hours in Berlin.', (date, hours) => {
    const now = Date.parse(`${date}T12:00:00Z`) + DAY
    const day = lastDays(now, 5, 'Europe/Berlin').find((one) => one.date === date)
    expect(((day?.to ?? 0) - (day?.from ?? 0)) / HOUR).toBe(hours)
  })
})

/** The end of a day, so that 90 days are 90 · 24 h. */
const MIDNIGHT = Date.parse('2026-03-02T00:00:00Z') - 1
const uptimeWith = (...intervals: ComponentInterval[][]) =>
  pageOf(MIDNIGHT, { incidents: intervals.map((list, i) => incidentOf(`id${i}`, list)) }).components[0]

describe('The uptime of a component', () => {
  test('publishes the milliseconds that its percentage comes from.', () => {
    const seen = uptimeWith([during('major_outage', MIDNIGHT - 10 * DAY, MIDNIGHT - 10 * DAY + 2592 * SECOND)])
    expect(seen).toMatchObject({ uptime: 9996, total: 90 * DAY - 1 })
    expect(seen?.time).toEqual({ ...NO_TIME, major_outage: 2592 * SECOND })
  })

  test('counts what overlaps in two incidents once.', () => {
    const start = MIDNIGHT - 10 * DAY
    const seen = uptimeWith(
      [during('major_outage', start, start + 30 * MINUTE)],
      [during('major_outage', start + 20 * MINUTE, start + 50 * MINUTE)],
    )
    expect(seen?.time.major_outage).toBe(50 * MINUTE)
  })

  test('counts an outage during maintenance, which hides nothing.', () => {
    const start = MIDNIGHT - 10 * DAY
    const page = pageOf(MIDNIGHT, {
      incidents: [incidentOf('one', [during('major_outage', start + HOUR, start + 3 * HOUR)])],
      maintenances: [maintenanceOf('two', [during('under_maintenance', start, start + 2 * HOUR)])],
    })
    expect(page.components[0]?.time).toEqual({ ...NO_TIME, major_outage: 2 * HOUR, under_maintenance: HOUR })
  })

  test('clips an outage at both ends of the window.', () => {
    const first = Date.parse('2025-12-02T00:00:00Z')
    expect(uptimeWith([during('major_outage', first - DAY, first + HOUR)])?.time.major_outage).toBe(HOUR)
    expect(uptimeWith([during('major_outage', first - DAY, first)])?.time.major_outage).toBe(0)
    expect(uptimeWith([during('major_outage', MIDNIGHT - HOUR, MIDNIGHT + HOUR)])?.time.major_outage).toBe(HOUR)
  })

  test('counts an open incident up to now.', () => {
    expect(uptimeWith([during('major_outage', MIDNIGHT - 2 * HOUR)])?.time.major_outage).toBe(2 * HOUR)
  })

  test('of 90 days over a change of the clocks has an hour less in spring, and one more in autumn.', () => {
    const total = (now: string) => pageOf(Date.parse(now), { time_zone: 'Europe/Berlin', days: 2 }).components[0]?.total
    // From midnight of the day before to noon: 36 hours and the clocks.
    expect(total('2026-03-30T12:00:00+02:00')).toBe(35 * HOUR)
    expect(total('2026-10-26T12:00:00+01:00')).toBe(37 * HOUR)
    expect(total('2026-06-02T12:00:00+02:00')).toBe(36 * HOUR)
  })

  // 23 hours of outage are all of 2026-03-29 in Berlin; the window holds 35 hours: 12/35 is 34.2857 %.
  test('is right over a day of 23 hours.', () => {
    const page = pageOf(Date.parse('2026-03-30T12:00:00+02:00'), {
      time_zone: 'Europe/Berlin',
      days: 2,
      incidents: [
        incidentOf('one', [
          during('major_outage', Date.parse('2026-03-29T00:00:00+01:00'), Date.parse('2026-03-30T00:00:00+02:00')),
        ]),
      ],
    })
    expect(page.components[0]).toMatchObject({ uptime: 3428 })
    expect(page.components[0]?.days.map(({ time }) => time.major_outage / HOUR)).toEqual([23, 0])
  })

  test('counts from its `since` on, in the zone of the site; the days before it have no state.', () => {
    const now = Date.parse('2026-03-05T00:00:00Z')
    const life = { components: [component('checkout', { since: '2026-03-03' })], days: 5 }
    const early = during('major_outage', Date.parse('2026-03-02T00:00:00Z'), Date.parse('2026-03-03T12:00:00Z'))
    const [seen] = pageOf(now, { ...life, incidents: [incidentOf('one', [early])] }).components
    // Two days, half of one of them down.
    expect(seen).toMatchObject({ total: 2 * DAY, uptime: 7500 })
    expect(seen?.days.map(({ date, worst }) => [date, worst])).toEqual([
      ['2026-03-01', null],
      ['2026-03-02', null],
      ['2026-03-03', 'major_outage'],
      ['2026-03-04', 'operational'],
      // Today has only just begun.
      ['2026-03-05', 'operational'],
    ])
  })

  test('ends with its `until`: at that midnight it is a component no more.', () => {
    const life = { components: [component('checkout', { until: '2026-03-05' })], days: 2 }
    const page = pageOf(Date.parse('2026-03-05T00:00:00Z'), life)
    expect([page.components.length, page.retired[0]?.days.map(({ worst }) => worst)]).toEqual([
      0,
      ['operational', null],
    ])
  })

  test('puts an outage over midnight on both days.', () => {
    const now = Date.parse('2026-03-05T12:00:00Z')
    const midnight = Date.parse('2026-03-05T00:00:00Z')
    const [seen] = pageOf(now, {
      days: 3,
      incidents: [incidentOf('one', [during('partial_outage', midnight - HOUR, midnight + 2 * HOUR)])],
    }).components
    expect(seen?.days.map(({ worst, time, events }) => [worst, time.partial_outage / HOUR, events])).toEqual([
      ['operational', 0, []],
      ['partial_outage', 1, ['one']],
      ['partial_outage', 2, ['one']],
    ])
  })

  test('of a group is the mean of its members.', () => {
    const now = Date.parse('2026-03-05T00:00:00Z') - 1
    const { groups } = pageOf(now, {
      days: 2,
      components: [component('checkout', { group: 'Shop' }), component('search', { group: 'Shop' })],
      // 1 of 2 days down, short of a millisecond: 49.99… % and 100 %.
      incidents: [incidentOf('one', [during('major_outage', now - DAY)])],
    })
    expect(groups).toMatchObject([{ name: 'Shop', uptime: 7499, status: 'major_outage' }])
  })
})

describe('For any history', () => {
  const NOW = Date.parse('2026-03-02T12:00:00Z')
  const outage = fc
    .tuple(
      fc.constantFrom<ComponentStatus[]>('degraded_performance', 'partial_outage', 'major_outage'),
      fc.integer({ min: -5 * 24, max: 36 }),
      fc.integer({ min: 1, max: 40 }),
    )
    .map(([status, from, length]) => during(status, NOW + (from - 36) * HOUR, NOW + (from - 36 + length) * HOUR))
  const history = fc.array(outage, { maxLength: 8 })
  const seen = (intervals: ComponentInterval[], maintenances: PublicMaintenance[] = []) => {
    const incidents = intervals.map((one, i) => incidentOf(`id${i}`, [one]))
    const [found] = pageOf(NOW, { incidents, maintenances, days: 5 }).components
    return { uptime: found?.uptime, time: found?.time, days: found?.days.map(({ time, worst }) => ({ time, worst })) }
  }

  test('splitting an outage in two changes nothing.', () => {
    fc.assert(
      fc.property(history, outage, fc.double({ min: 0, max: 1, noNaN: true }), (list, one, share) => {
        const middle = one.from + Math.round(((one.to ?? NOW) - one.from) * share)
        expect(seen([...list, { ...one, to: middle }, { ...one, from: middle }])).toEqual(seen([...list, one]))
      }),
      { numRuns: 60 },
    )
  })

  test('the order of the incidents changes nothing.', () => {
    fc.assert(
      fc.property(history, (list) => {
        expect(seen(list.toReversed())).toEqual(seen(list))
      }),
      { numRuns: 60 },
    )
  })

  test('adding maintenance never changes the percentage.', () => {
    fc.assert(
      fc.property(history, outage, (list, { from, to }) => {
        const maintenance = maintenanceOf('two', [during('under_maintenance', from, to)])
        expect(seen(list, [maintenance]).uptime).toBe(seen(list).uptime)
      }),
      { numRuns: 60 },
    )
  })

  test('one more outage never betters the percentage.', () => {
    fc.assert(
      fc.property(history, outage, (list, one) => {
        expect(seen([...list, one]).uptime ?? 0).toBeLessThanOrEqual(seen(list).uptime ?? 0)
      }),
      { numRuns: 60 },
    )
  })

  test('the days add up to the whole.', () => {
    fc.assert(
      fc.property(history, (list) => {
        const { time, days } = seen(list)
        for (const state of ['major_outage', 'partial_outage', 'degraded_performance'] as const)
          expect(days?.reduce((sum, day) => sum + day.time[state], 0)).toBe(time?.[state])
      }),
      { numRuns: 60 },
    )
  })
})
