import { expect, test } from 'vitest'
import { momentWords, windowWords } from './moments.ts'

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
