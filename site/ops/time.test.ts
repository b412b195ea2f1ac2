import { expect, test } from 'vitest'
import { dayText, durationText, when } from './time.ts'

const at = (text: string) => Date.parse(text)
/** As a page shows it, in one line. */
function shown(from: string, to: string | null, timeZone: string): string {
  const { from: start, to: end, zone, local } = when(at(from), to === null ? null : at(to), timeZone)
  return `${start.text}${end ? `–${end.text}` : ''} ${zone}${local === null ? '' : ` (${local})`}`
}

test('a window on one day names the day once', () => {
  expect(shown('2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z', 'Europe/Berlin')).toBe(
    '25 Feb 2026, 02:00–04:00 UTC (03:00–05:00 CET)',
  )
})

test('midnight is 00:00, never 24:00', () => {
  expect(shown('2026-02-25T00:00:00Z', null, 'Etc/UTC')).toBe('25 Feb 2026, 00:00 UTC')
  expect(shown('2026-07-01T22:00:00Z', '2026-07-01T23:00:00Z', 'Europe/Berlin')).toBe(
    '1 Jul 2026, 22:00–23:00 UTC (2 Jul 2026, 00:00–01:00 CEST)',
  )
})

test('another day is named where it begins, in UTC and in the zone', () => {
  expect(shown('2026-02-25T22:30:00Z', '2026-02-26T01:00:00Z', 'Europe/Berlin')).toBe(
    '25 Feb 2026, 22:30–26 Feb 2026, 01:00 UTC (23:30–26 Feb 2026, 02:00 CET)',
  )
})

test('clocks that change in between show both', () => {
  expect(shown('2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', 'Europe/Berlin')).toBe(
    '25 Oct 2026, 00:00–03:00 UTC (02:00 CEST–04:00 CET)',
  )
})

test('a site in UTC says it once, and a zone without letters shows its offset', () => {
  expect(shown('2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z', 'Etc/UTC')).toBe('25 Feb 2026, 02:00–04:00 UTC')
  expect(shown('2026-02-25T02:00:00Z', null, 'Asia/Tokyo')).toBe('25 Feb 2026, 02:00 UTC (11:00 GMT+9)')
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
  expect(durationText(4_200_000)).toBe('1h\u00a010m')
})
