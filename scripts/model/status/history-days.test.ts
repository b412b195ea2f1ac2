import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announced, during, pageOf, SAID } from '../../fixtures/public-page.ts'
import { months, recentDays } from './history.ts'
import type { PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { lastDays } from './uptime.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What each day of the last `count` tells, days that stand together one by one. */
function told(page: ReturnType<typeof pageOf>, count: number): [string, string[]][] {
  return recentDays(page, count).flatMap(({ first, last, events }) =>
    lastDays(page.now, count, page.site.time_zone)
      .filter(({ date }) => first <= date && date <= last)
      .map(({ date }): [string, string[]] => [date, events.map(({ public_id }) => public_id)])
      .toReversed(),
  )
}

const incident = (public_id: string, from: number, to: number | null, more: Partial<PublicIncident> = {}) => {
  const settings = [{ component: 'checkout', status: 'major_outage' as const, since: from }]
  return {
    public_id,
    updates: [
      { ...SAID, state: 'investigating' as const, time: from, settings },
      ...(to === null ? [] : [{ ...SAID, state: 'resolved' as const, time: to }]),
    ],
    corrected: null,
    postmortem: null,
    duplicate_of: null,
    ...more,
  } satisfies PublicIncident
}

test('An open outage of three days is told on each of them.', () => {
  const now = Date.parse('2026-06-17T07:00:00Z')
  const page = pageOf(now, {
    time_zone: 'Europe/Berlin',
    incidents: [incident('one', Date.parse('2026-06-15T20:00:00Z'), null)],
  })
  expect(told(page, 4)).toEqual([
    ['2026-06-17', ['one']],
    ['2026-06-16', ['one']],
    ['2026-06-15', ['one']],
    ['2026-06-14', []],
  ])
})

test('An outage that ends with a day is not told on the next one, of the zone of the site.', () => {
  const now = Date.parse('2026-06-17T07:00:00Z')
  const midnight = Date.parse('2026-06-16T22:00:00Z')
  const page = (to: number) =>
    pageOf(now, { time_zone: 'Europe/Berlin', incidents: [incident('one', midnight - HOUR, to)] })
  expect(told(page(midnight), 2)).toEqual([
    ['2026-06-17', []],
    ['2026-06-16', ['one']],
  ])
  expect(told(page(midnight + 1), 2)).toEqual([
    ['2026-06-17', ['one']],
    ['2026-06-16', ['one']],
  ])
})

test('A month that an outage only ran into has a page, and so has each that it ran through.', () => {
  const page = pageOf(Date.parse('2026-06-17T07:00:00Z'), {
    incidents: [
      incident('long', Date.parse('2026-03-31T20:00:00Z'), Date.parse('2026-06-01T00:00:00Z')),
      incident('short', Date.parse('2026-05-02T20:00:00Z'), Date.parse('2026-05-02T21:00:00Z')),
    ],
  })
  expect(months(page).map(({ month, events }) => [month, events.map(({ public_id }) => public_id)])).toEqual([
    ['2026-05', ['short', 'long']],
    ['2026-04', ['long']],
    ['2026-03', ['long']],
  ])
})

test('A slip in a year makes no thousand pages: the newest ten years are told, and the month of the beginning.', () => {
  const page = pageOf(Date.parse('2026-06-17T07:00:00Z'), {
    incidents: [incident('slip', Date.parse('0206-06-15T20:00:00Z'), null)],
  })
  const all = months(page).map(({ month }) => month)
  expect([all.length, all[0], all[119], all[120]]).toEqual([121, '2026-06', '2016-07', '0206-06'])
})

test('What began at this very moment is told today, at midnight too.', () => {
  const midnight = Date.parse('2026-06-17T00:00:00Z')
  expect(told(pageOf(midnight, { incidents: [incident('one', midnight, null)] }), 2)).toEqual([
    ['2026-06-17', ['one']],
    ['2026-06-16', []],
  ])
})

test('Apia had no 30 December 2011: it is no day, and an outage over it is told on the days around it.', () => {
  const now = Date.parse('2012-01-01T08:00:00+14:00')
  const page = pageOf(now, {
    time_zone: 'Pacific/Apia',
    incidents: [incident('one', Date.parse('2011-12-29T20:00:00-10:00'), Date.parse('2011-12-31T02:00:00+14:00'))],
  })
  expect(told(page, 4)).toEqual([
    ['2012-01-01', []],
    ['2011-12-31', ['one']],
    ['2011-12-29', ['one']],
    ['2011-12-28', []],
  ])
  expect(page.components[0]?.days.slice(-4).map(({ date, from, to }) => [date, (to - from) / HOUR])).toEqual([
    ['2011-12-28', 24],
    ['2011-12-29', 24],
    ['2011-12-31', 24],
    ['2012-01-01', 8],
  ])
})

/** Midnights that a naive count gets wrong: clocks put on and back, at midnight too; a day left out; odd offsets. */
const MOMENTS = [
  ['Etc/UTC', '2026-06-10T12:00:00Z'],
  ['Europe/Berlin', '2026-03-30T01:00:00Z'],
  ['Europe/Berlin', '2026-10-26T00:00:00Z'],
  ['America/Santiago', '2026-09-07T02:00:00Z'],
  ['Asia/Kolkata', '2026-03-02T18:30:00Z'],
  ['Pacific/Apia', '2012-01-02T10:00:00Z'],
  ['America/New_York', '2026-11-03T05:00:00Z'],
] as const

test('For any history a day and a month tell what a look at every quarter of an hour finds going on in them.', () => {
  const QUARTER = 15 * MINUTE
  const BACK = 8 * 96
  const stretch = fc.record({ from: fc.integer({ min: 0, max: BACK - 1 }), length: fc.integer({ min: 1, max: 400 }) })
  const happening = fc.record({
    kind: fc.constantFrom('states', 'plain', 'open', 'maintenance'),
    stretches: fc.array(stretch, { minLength: 1, maxLength: 2 }),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...MOMENTS),
      fc.integer({ min: -60, max: 60 }),
      fc.array(happening, { maxLength: 4 }),
      ([time_zone, moment], shift, happenings) => {
        const now = Date.parse(moment) + shift * QUARTER
        const start = now - BACK * QUARTER
        const spans = happenings.map(({ stretches }) =>
          stretches.map(({ from, length }) => ({
            from: start + from * QUARTER,
            to: Math.min(now, start + (from + length) * QUARTER),
          })),
        )
        const first = (i: number) => spans[i]?.[0] ?? { from: now, to: now }
        const incidents = happenings.flatMap(({ kind }, i): PublicIncident[] => {
          const { from, to } = first(i)
          if (kind === 'maintenance') return []
          if (kind === 'plain')
            return [incident(`id${i}`, from, to, { updates: incident('', from, to).updates.map(silent) })]
          if (kind === 'open') return [incident(`id${i}`, from, null)]
          // Said when all of it was over: the corrected intervals alone say when it was.
          const corrected = (spans[i] ?? []).map((one) => during('partial_outage', one.from, one.to))
          return [incident(`id${i}`, now, now, { corrected })]
        })
        const maintenances = happenings.flatMap(({ kind }, i): PublicMaintenance[] =>
          kind === 'maintenance' ? [announced(`id${i}`, first(i).from, first(i).to)] : [],
        )
        const page = pageOf(now, { time_zone, incidents, maintenances })
        const localDate = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short' })
        const dateOf = (instant: number) => localDate.format(instant)

        const onDay = new Map<string, Set<string>>()
        const inMonth = new Map<string, Set<string>>()
        for (let instant = start; instant <= now; instant += QUARTER) {
          const date = dateOf(instant)
          const going = happenings.flatMap(({ kind }, i) => {
            const goes = (spans[i] ?? []).slice(0, kind === 'states' ? 2 : 1)
            return goes.some(({ from, to }) => from <= instant && (instant < to || kind === 'open')) ? [`id${i}`] : []
          })
          for (const [map, key] of [
            [onDay, date],
            [inMonth, date.slice(0, 7)],
          ] as const)
            map.set(key, (map.get(key) ?? new Set()).union(new Set(going)))
        }
        const days = [...onDay.keys()].toReversed()
        expect(told(page, days.length).map(([date, ids]) => [date, ids.toSorted()])).toEqual(
          days.map((date) => [date, [...(onDay.get(date) ?? [])].toSorted()]),
        )
        expect(
          months(page).map(({ month, events }) => [month, events.map(({ public_id }) => public_id).toSorted()]),
        ).toEqual(
          [...inMonth]
            .toReversed()
            .filter(([, ids]) => ids.size > 0)
            .map(([month, ids]) => [month, [...ids].toSorted()]),
        )
      },
    ),
    { numRuns: 200 },
  )
})

const silent = <T extends { settings: unknown[] }>(update: T): T => ({ ...update, settings: [] })
