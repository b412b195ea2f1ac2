import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  addDays,
  compactInstant,
  dateIn,
  formatDuration,
  formatInstant,
  parseCompactInstant,
  parseDate,
  parseDuration,
  parseInstant,
  startOfDay,
} from './time.ts'

/** Years 1970 to 9999. */
const instants = fc.integer({ min: 0, max: 253_402_300_799_999 })

test('An instant that is written is read back, to the millisecond.', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant)
    }),
  )
})

test("The name of an update's file is read back, to the second.", () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(parseCompactInstant(compactInstant(instant))).toBe(instant - (instant % 1000))
    }),
  )
})

test('A time is moved by its offset, whatever the offset.', () => {
  const offset = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  fc.assert(
    fc.property(offset, ([sign, hours, minutes]) => {
      const two = (n: number) => String(n).padStart(2, '0')
      const moved = (sign === '+' ? -1 : 1) * (hours * 60 + minutes) * 60_000
      expect(parseInstant(`2026-03-01T10:00:00${sign}${two(hours)}:${two(minutes)}`)).toBe(1_772_359_200_000 + moved)
    }),
  )
})

test.each<[string, number]>([
  ['2026-03-01T10:00:00Z', 1_772_359_200_000],
  ['2026-03-01T11:00:00+01:00', 1_772_359_200_000],
  ['2026-03-01t10:00:00z', 1_772_359_200_000],
  ['2026-03-01T10:00:00.5Z', 1_772_359_200_500],
  ['2026-03-01T10:00:00.123456789Z', 1_772_359_200_123],
  ['2024-02-29T00:00:00Z', 1_709_164_800_000],
])('%s is a time.', (text, instant) => {
  expect(parseInstant(text)).toBe(instant)
})

test.each([
  '2026-02-30T10:00:00Z',
  '2025-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-00-10T10:00:00Z',
  '2026-03-01T24:00:00Z',
  '2026-03-01T10:60:00Z',
  '2026-03-01T10:00:60Z',
  '2026-03-01T10:00Z',
  '2026-03-01 10:00:00Z',
  '2026-03-01T10:00:00',
  '2026-03-01',
  '1772359200',
  '2026-03-01T10:00:00+1:00',
  '2026-03-01T10:00:00+25:00',
  '２０２６-03-01T10:00:00Z',
  '',
])('%j is none.', (text) => {
  expect(parseInstant(text)).toEqual(
    expect.objectContaining({ error: expect.stringMatching(/^Unexpected .+expected/) }),
  )
})

test('Only a time that lacks nothing but its offset is told so.', () => {
  expect(parseInstant('2026-03-01T10:00:00')).toMatchObject({ rule: 'time-has-offset' })
  expect(parseInstant('2026-02-30T10:00:00')).not.toMatchObject({ rule: 'time-has-offset' })
})

test.each(['2026-02-29', '2026-2-1', '2026-04-31', '20260301', '2026-03-01T10:00:00Z'])('%s is no date.', (text) => {
  expect(parseDate(text)).toHaveProperty('error')
})

test.each<[string, number]>([
  ['90s', 90_000],
  ['45m', 2_700_000],
  ['2h30m', 9_000_000],
  ['14d', 1_209_600_000],
  ['0m', 0],
])('%s is a duration.', (text, duration) => {
  expect(parseDuration(text)).toBe(duration)
})

test.each(['', '30m2h', '1.5h', '10', '-5m', '5 m', '2h2h', '99999999999999999999d'])('%j is no duration.', (text) => {
  expect(parseDuration(text)).toHaveProperty('error')
})

test.each<[number, string]>([
  [0, '0s'],
  [59_999, '59s'],
  [9_000_000, '2h 30m'],
  [93_784_000, '1d 2h'],
])('%d milliseconds read %s.', (duration, words) => {
  expect(formatDuration(duration)).toBe(words)
})

// Worked by hand from the tz database.
test.each<[string, string, string, number]>([
  ['the day on which New York loses an hour', '2026-03-08', 'America/New_York', Date.UTC(2026, 2, 8, 5)],
  ['the day after it', '2026-03-09', 'America/New_York', Date.UTC(2026, 2, 9, 4)],
  ['the day on which Lord Howe gains half an hour', '2026-04-05', 'Australia/Lord_Howe', Date.UTC(2026, 3, 4, 13)],
  ['the day after it', '2026-04-06', 'Australia/Lord_Howe', Date.UTC(2026, 3, 5, 13, 30)],
  ['a day of São Paulo without midnight', '2018-11-04', 'America/Sao_Paulo', Date.UTC(2018, 10, 4, 3)],
  ['the day that Samoa skipped: the one after it', '2011-12-31', 'Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
  ['a day in UTC', '2026-03-01', 'Etc/UTC', Date.UTC(2026, 2, 1)],
])('It knows when a day begins: %s.', (_, date, zone, start) => {
  expect(startOfDay(date, zone)).toBe(start)
  expect(dateIn(start, zone)).toBe(date)
  expect(dateIn(start - 1, zone)).not.toBe(date)
})

test('Days are counted by the calendar, over leap days and changes of the clock.', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(addDays('0000-03-01', -1)).toBe('0000-02-29')
  expect(addDays('9999-12-31', 1)).toBe('+010000-01-01')
  expect(addDays('0000-01-01', -1)).toBe('-000001-12-31')
})

test('A day is as far as the calendar of everybody else has it.', () => {
  const dates = fc.tuple(
    fc.integer({ min: 1, max: 9998 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  fc.assert(
    fc.property(dates, fc.integer({ min: -800, max: 800 }), ([year, month, day], days) => {
      const date = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
        '-',
      )
      const then = Temporal.PlainDate.from(date).add({ days }).toString()
      if (/^\d{4}-/.test(then)) expect(addDays(date, days)).toBe(then)
    }),
  )
})

test.each([
  ['20240229T100000Z', '2024-02-29T10:00:00Z'],
  ['20260131T235959Z', '2026-01-31T23:59:59Z'],
  ['20260301T100000.250Z', '2026-03-01T10:00:00.250Z'],
  ['20260229T100000Z', null],
  ['20260431T100000Z', null],
  ['20261301T100000Z', null],
  ['20260001T100000Z', null],
  ['20260300T100000Z', null],
  ['20260301T240000Z', null],
  ['20260301T106000Z', null],
  ['20260301T100060Z', null],
  ['20260301T100000', null],
])('The name %s says %s.', (name, time) => {
  expect(parseCompactInstant(name)).toBe(time === null ? null : parseInstant(time))
})
