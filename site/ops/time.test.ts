import { expect, test } from 'vitest'
import { dayText, durationText, whenBeside, when } from './time.ts'

const at = (text: string) => Date.parse(text)
/** As a page shows it, in one line. */
function shown(from: string, to: string | null, timeZone: string): string {
  const { from: start, to: end, zone, utc } = when(at(from), to === null ? null : at(to), timeZone)
  return `${start.text}${end ? `–${end.text}` : ''} ${zone}${utc === null ? '' : ` (${utc})`}`
}

test('a window on one day names the day once, in the zone of the site first', () => {
  expect(shown('2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z', 'Europe/Berlin')).toBe(
    '25 Feb 2026, 03:00–05:00 CET (02:00–04:00 UTC)',
  )
})

test('midnight is 00:00, never 24:00', () => {
  expect(shown('2026-02-25T00:00:00Z', null, 'Etc/UTC')).toBe('25 Feb 2026, 00:00 UTC')
  expect(shown('2026-07-01T22:00:00Z', '2026-07-01T23:00:00Z', 'Europe/Berlin')).toBe(
    '2 Jul 2026, 00:00–01:00 CEST (1 Jul 2026, 22:00–23:00 UTC)',
  )
})

test('another day is named where it begins, in the zone and in UTC', () => {
  expect(shown('2026-02-25T22:30:00Z', '2026-02-26T01:00:00Z', 'Europe/Berlin')).toBe(
    '25 Feb 2026, 23:30–26 Feb 2026, 02:00 CET (25 Feb 2026, 22:30–26 Feb 2026, 01:00 UTC)',
  )
})

test('a span that is over midnight in the zone alone says which day it is in UTC', () => {
  expect(shown('2026-02-25T22:30:00Z', '2026-02-25T23:30:00Z', 'Europe/Berlin')).toBe(
    '25 Feb 2026, 23:30–26 Feb 2026, 00:30 CET (25 Feb 2026, 22:30–23:30 UTC)',
  )
})

test('clocks that change in between show both', () => {
  expect(shown('2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', 'Europe/Berlin')).toBe(
    '25 Oct 2026, 02:00 CEST–04:00 CET (00:00–03:00 UTC)',
  )
})

test('a site in UTC says it once, and a zone without letters shows its offset', () => {
  expect(shown('2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z', 'Etc/UTC')).toBe('25 Feb 2026, 02:00–04:00 UTC')
  expect(shown('2026-02-25T02:00:00Z', null, 'Asia/Tokyo')).toBe('25 Feb 2026, 11:00 GMT+9 (02:00 UTC)')
})

test('a year apart, both are named; September has three letters', () => {
  expect(shown('2026-09-18T00:00:00Z', '2027-01-04T00:00:00Z', 'Etc/UTC')).toBe(
    '18 Sep 2026, 00:00–4 Jan 2027, 00:00 UTC',
  )
})

test('the machine reads RFC 3339', () => {
  expect(when(at('2026-02-25T03:00:00+01:00'), null, 'Europe/Berlin').from.datetime).toBe('2026-02-25T02:00:00Z')
})

test('days and durations', () => {
  expect(dayText('2026-08-01')).toBe('1 Aug 2026')
  expect(durationText(4_200_000)).toBe('1\u00a0h\u00a010\u00a0min')
})

/** As the agenda shows it beside a day, in one line. */
function beside(day: string, from: string, to: string | null, timeZone = 'Europe/Berlin'): string {
  const { from: start, to: end, zone, utc } = whenBeside(at(from), to === null ? null : at(to), timeZone, day)
  return `${start.text}${end ? `–${end.text}` : ''} ${zone}${utc === null ? '' : ` (${utc})`}`
}

test("beside its day a span has the zone's time first, and names other days alone", () => {
  expect(beside('2026-02-25', '2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z')).toBe('03:00–05:00 CET (02:00–04:00 UTC)')
  expect(beside('2026-02-25', '2026-02-25T02:00:00Z', null, 'Etc/UTC')).toBe('02:00 UTC')
  expect(beside('2026-12-14', '2026-12-13T23:00:00Z', '2027-01-04T05:00:00Z')).toBe(
    '00:00–4 Jan 2027, 06:00 CET (13 Dec, 23:00–4 Jan 2027, 05:00 UTC)',
  )
  expect(beside('2026-03-02', '2026-02-26T10:00:00Z', '2026-03-05T10:00:00Z', 'Etc/UTC')).toBe(
    '26 Feb, 10:00–5 Mar, 10:00 UTC',
  )
  expect(beside('2026-02-25', '2026-02-25T02:00:00Z', '2026-02-25T02:00:00Z', 'Etc/UTC')).toBe('02:00 UTC')
})

test('half past two comes twice in the night that the clocks go back', () => {
  expect(beside('2026-10-25', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toBe(
    '02:30 CEST–02:30 CET (00:30–01:30 UTC)',
  )
  // In London the winter is UTC, the summer is not.
  expect(beside('2026-10-25', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/London')).toBe(
    '01:30 BST–01:30 GMT (00:30–01:30 UTC)',
  )
})
