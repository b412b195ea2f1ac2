import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant, HOUR, MINUTE } from '../time.ts'
import type { SloWindow } from '../records/objective.ts'
import { lookBack, windowAt } from './windows.ts'

type Calendar = Extract<SloWindow, { kind: 'calendar' }>
const monthly = (time_zone: string, start = '2026-01-01T00:00:00'): Calendar => ({
  kind: 'calendar',
  unit: 'month',
  count: 1,
  start,
  time_zone,
})
const at = (text: string) => Date.parse(text)
const said = ({ from, to }: { from: number; to: number }) => `${formatInstant(from)} ${formatInstant(to)}`
const length = (window: SloWindow, now: string) => {
  const { from, to } = windowAt(window, at(now))
  return to - from
}

test('A rolling window ends now.', () => {
  expect(said(windowAt({ kind: 'rolling', length: 30 * 24 * HOUR }, at('2026-11-23T09:00:00Z')))).toBe(
    '2026-10-24T09:00:00Z 2026-11-23T09:00:00Z',
  )
})

test.each([
  ['Europe/Berlin', '2026-10-15T00:00:00Z', 745 * HOUR],
  ['Europe/Berlin', '2026-03-15T00:00:00Z', 743 * HOUR],
  ['America/New_York', '2026-11-15T00:00:00Z', 721 * HOUR],
  ['America/New_York', '2026-03-15T00:00:00Z', 743 * HOUR],
  // It shifts by half an hour.
  ['Australia/Lord_Howe', '2026-04-15T00:00:00Z', 720 * HOUR + 30 * MINUTE],
  ['Australia/Lord_Howe', '2026-10-15T00:00:00Z', 744 * HOUR - 30 * MINUTE],
  ['Etc/UTC', '2028-02-15T00:00:00Z', 29 * 24 * HOUR],
])('A month of %s at %s is as long as its clocks ran.', (zone, now, hours) => {
  expect(length(monthly(zone), now)).toBe(hours)
})

test('Periods begin where the first one did: on the 31st, or on the last day of a shorter month.', () => {
  const window = monthly('Etc/UTC', '2026-01-31T12:00:00')
  expect(
    lookBack(window, at('2026-05-10T00:00:00Z'), 'Etc/UTC')
      .slice(0, 4)
      .map(({ from }) => formatInstant(from)),
  ).toEqual(['2026-04-30T12:00:00Z', '2026-03-31T12:00:00Z', '2026-02-28T12:00:00Z', '2026-01-31T12:00:00Z'])
})

test('The instant at which a period ends belongs to the next one.', () => {
  const window = monthly('Europe/Berlin')
  expect(said(windowAt(window, at('2026-10-31T22:59:59.999Z')))).toBe('2026-09-30T22:00:00Z 2026-10-31T23:00:00Z')
  expect(said(windowAt(window, at('2026-10-31T23:00:00Z')))).toBe('2026-10-31T23:00:00Z 2026-11-30T23:00:00Z')
})

test('A window that is to begin later has periods before that, too.', () => {
  expect(said(windowAt(monthly('Etc/UTC', '2027-01-01T00:00:00'), at('2026-11-23T09:00:00Z')))).toBe(
    '2026-11-01T00:00:00Z 2026-12-01T00:00:00Z',
  )
})

test('Of a rolling window the calendar months of the zone are looked back on, this one whole, newest first.', () => {
  const months = lookBack({ kind: 'rolling', length: 1 }, at('2026-11-23T09:00:00Z'), 'Europe/Berlin')
  expect(months.map(({ from }) => formatInstant(from).slice(0, 10))).toEqual([
    '2026-10-31',
    '2026-09-30',
    '2026-08-31',
    '2026-07-31',
    '2026-06-30',
    '2026-05-31',
    '2026-04-30',
    '2026-03-31',
    '2026-02-28',
    '2026-01-31',
    '2025-12-31',
    '2025-11-30',
  ])
  expect(formatInstant(months[0]?.to ?? 0)).toBe('2026-11-30T23:00:00Z')
})

test('In the first instant of a month there are twelve months, too.', () => {
  const months = lookBack({ kind: 'rolling', length: 1 }, at('2026-11-01T00:00:00Z'), 'Etc/UTC')
  expect(months.length).toBe(12)
  expect(formatInstant(months[0]?.from ?? 0)).toBe('2026-11-01T00:00:00Z')
})

test.each([
  ['quarter', 4, '2026-10-01T00:00:00Z'],
  ['year', 1, '2026-01-01T00:00:00Z'],
  ['week', 52, '2026-11-19T00:00:00Z'],
  ['day', 365, '2026-11-23T00:00:00Z'],
] as const)('A calendar window by the %s has %i periods in twelve months.', (unit, count, first) => {
  const periods = lookBack({ ...monthly('Etc/UTC'), unit }, at('2026-11-23T09:00:00Z'), 'Europe/Berlin')
  expect(periods.length).toBe(count)
  expect(formatInstant(periods[0]?.from ?? 0)).toBe(first)
})

test('Periods follow each other without a gap, and the newest holds now.', () => {
  const calendar = fc.record({
    kind: fc.constant('calendar' as const),
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
    count: fc.integer({ min: 1, max: 5 }),
    start: fc.constantFrom('2024-02-29T00:00:00', '2026-01-31T02:30:00', '2027-10-25T23:59:59'),
    time_zone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  })
  const instant = fc.integer({ min: at('2023-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
  fc.assert(
    fc.property(calendar, instant, (window, now) => {
      const periods = lookBack(window, now, 'Etc/UTC')
      const current = windowAt(window, now)
      expect(current.from <= now && now < current.to).toBe(true)
      expect(periods[0]).toEqual(current)
      for (const [i, { from }] of periods.entries()) expect(periods[i + 1]?.to ?? from).toBe(from)
    }),
    { numRuns: 40 },
  )
})

const daily = (time_zone: string, start: string): Calendar => ({ ...monthly(time_zone, start), unit: 'day' })

test.each([
  // Clocks go from 02:00 to 03:00 at 01:00 UTC: half past two is half past three by those of after.
  ['skip', '2026-03-29T12:00:00Z', '2026-03-29T01:30:00Z 2026-03-30T00:30:00Z'],
  ['skip, and the day before', '2026-03-29T01:29:59.999Z', '2026-03-28T01:30:00Z 2026-03-29T01:30:00Z'],
  // From 03:00 back to 02:00 at 01:00 UTC: half past two is at 00:30 and at 01:30.
  ['show twice', '2026-10-25T12:00:00Z', '2026-10-25T00:30:00Z 2026-10-26T01:30:00Z'],
  ['show twice, between the two', '2026-10-25T01:15:00Z', '2026-10-25T00:30:00Z 2026-10-26T01:30:00Z'],
])('A day of Berlin that begins at a time which clocks %s.', (_, now, period) => {
  expect(said(windowAt(daily('Europe/Berlin', '2026-01-01T02:30:00'), at(now)))).toBe(period)
})

test('A day that a zone left out has no length, and the days around it touch.', () => {
  // Apia went from 29 to 31 December 2011.
  const [today, none, before] = lookBack(
    daily('Pacific/Apia', '2011-01-01T00:00:00'),
    at('2011-12-30T12:00:00Z'),
    'Etc/UTC',
  )
  expect([today, none, before].map((one) => one && said(one))).toEqual([
    '2011-12-30T10:00:00Z 2011-12-31T10:00:00Z',
    '2011-12-30T10:00:00Z 2011-12-30T10:00:00Z',
    '2011-12-29T10:00:00Z 2011-12-30T10:00:00Z',
  ])
})

test('Whatever clocks do around the time at which periods begin, every instant is in one of them and in no other.', () => {
  const changes = fc.constantFrom(
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  )
  const minutes = (most: number) => fc.integer({ min: 0, max: most })
  fc.assert(
    fc.property(
      changes,
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      minutes(24 * 60 - 1),
      minutes(27),
      fc.integer({ min: -72 * 60, max: 72 * 60 }),
      ([zone = '', change = ''], unit, clock, day, around) => {
        const time = `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}:00`
        const window = { ...monthly(zone, `2010-06-${String(day + 1).padStart(2, '0')}T${time}`), unit }
        const now = at(change) + around * MINUTE
        const current = windowAt(window, now)
        expect(current.from <= now && now < current.to).toBe(true)
        // Each instant within it has the same period, and those beside it the ones that touch it.
        expect(windowAt(window, current.from)).toEqual(current)
        expect(windowAt(window, current.to - 1)).toEqual(current)
        expect(windowAt(window, current.to).from).toBe(current.to)
        expect(windowAt(window, current.from - 1).to).toBe(current.from)
      },
    ),
    { numRuns: 150 },
  )
})
