import { expect, test } from 'vitest'
import { momentWords, windowWords, shortSpan, slotWords } from './moments.ts'

const window = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) })

test('A window is told in UTC and by the clock of the site, with its weekday and how long it is.', () => {
  expect(windowWords(window('2026-02-25T02:00:00Z', '2026-02-25T04:00:00Z'), 'Europe/Berlin')).toBe(
    'Wednesday 25 February 2026, 02:00 to 04:00 UTC, 2h (03:00 to 05:00 in Europe/Berlin)',
  )
})

test('The day is said again where it is another one, here or there.', () => {
  expect(windowWords(window('2026-02-25T23:00:00Z', '2026-02-26T01:30:00Z'), 'Europe/Berlin')).toBe(
    'Wednesday 25 February 2026, 23:00 to Thursday 26 February 2026, 01:30 UTC, 2h 30m (Thursday 26 February 2026, 00:00 to 02:30 in Europe/Berlin)',
  )
})

test('The hour that a clock goes through twice is as long as it is.', () => {
  expect(windowWords(window('2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z'), 'Europe/Berlin')).toBe(
    'Sunday 25 October 2026, 00:30 to 02:30 UTC, 2h (02:30 to 03:30 in Europe/Berlin)',
  )
})

test('Where the site goes by UTC, that is enough.', () => {
  expect(windowWords(window('2026-02-25T02:00:00Z', '2026-02-25T02:00:00Z'), 'Etc/UTC')).toBe(
    'Wednesday 25 February 2026, 02:00 to 02:00 UTC',
  )
  expect(momentWords(Date.parse('2026-02-25T00:05:00Z'))).toBe('Wednesday 25 February 2026, 00:05 UTC')
})

test.each([
  [
    '2027-01-05T01:00:00Z',
    '2027-01-05T02:30:00Z',
    'Europe/Stockholm',
    'Tue 5 Jan, 01:00–02:30 UTC (02:00 in Europe/Stockholm)',
  ],
  [
    '2027-01-06T23:00:00Z',
    '2027-01-07T00:30:00Z',
    'Europe/Stockholm',
    'Wed 6 Jan, 23:00 – Thu 7 Jan, 00:30 UTC (Thu 7 Jan, 00:00 in Europe/Stockholm)',
  ],
  ['2027-01-05T01:00:00Z', '2027-01-05T02:30:00Z', 'Europe/London', 'Tue 5 Jan, 01:00–02:30 UTC'],
])('A free time from %s to %s, as read in %s.', (start, end, zone, told) => {
  expect(slotWords({ start: Date.parse(start), end: Date.parse(end) }, zone)).toBe(told)
})

test('A window in a table names its year, and its second day where there is one.', () => {
  const span = (start: string, end: string) => shortSpan({ start: Date.parse(start), end: Date.parse(end) }, 'UTC')
  expect(span('2027-01-05T01:00:00Z', '2027-01-05T02:30:00Z')).toBe('Tue 5 Jan 2027, 01:00–02:30')
  expect(span('2026-12-31T23:00:00Z', '2027-01-01T02:30:00Z')).toBe('Thu 31 Dec 2026, 23:00 – Fri 1 Jan 2027, 02:30')
})
