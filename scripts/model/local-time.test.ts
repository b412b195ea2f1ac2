import { expect, test } from 'vitest'
import { aheadWords, isAheadOf, localTimeQuestion, whenClocksShow, withOffset } from './local-time.ts'
import { formatInstant } from './time.ts'

const at = (text: string) => Date.parse(text)

test.each([
  ['2026-03-01T10:06:00Z', 'Europe/Berlin', '2026-03-01T09:06:00Z'],
  ['2026-07-01T10:06:00Z', 'Europe/Berlin', '2026-07-01T08:06:00Z'],
  ['2026-07-01T10:06:00Z', 'Asia/Kolkata', '2026-07-01T04:36:00Z'],
  ['2026-03-01T10:06:00Z', 'America/New_York', '2026-03-01T15:06:00Z'],
  ['2026-03-01T10:06:00Z', 'Etc/UTC', '2026-03-01T10:06:00Z'],
  // Clocks there never showed 02:30 that night; an hour later they did again what they would have.
  ['2026-03-29T02:30:00Z', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  // Shown twice: the first time.
  ['2026-10-25T02:30:00Z', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
])('%s, read off a clock in %s, is %s.', (written, zone, instant) => {
  expect(formatInstant(whenClocksShow(at(written), zone))).toBe(instant)
})

test('An instant is written with the offset of a zone.', () => {
  expect(withOffset(at('2026-11-28T10:20:00Z'), 'Europe/Berlin')).toBe('2026-11-28T11:20:00+01:00')
  expect(withOffset(at('2026-11-28T10:20:00Z'), 'America/New_York')).toBe('2026-11-28T05:20:00-05:00')
  expect(withOffset(at('2026-11-28T10:20:00Z'), 'Etc/UTC')).toBe('2026-11-28T10:20:00Z')
  expect(withOffset(at('2026-11-28T10:20:00Z'), 'Europe/London')).toBe('2026-11-28T10:20:00Z')
})

test('Two minutes are the difference of clocks; more is ahead.', () => {
  expect(isAheadOf(120_000, 0)).toBe(false)
  expect(isAheadOf(120_001, 0)).toBe(true)
})

test.each([
  [2 * 60_000 + 59_000, '2 minutes'],
  [60_000, '1 minute'],
  [119 * 60_000, '119 minutes'],
  [2 * 3_600_000, '2 hours'],
  [48 * 3_600_000, '2 days'],
])('%d ms ahead are %s.', (ms, words) => {
  expect(aheadWords(ms)).toBe(words)
})

test('Whether it was local time is asked only where that could be.', () => {
  expect(localTimeQuestion(at('2026-03-01T10:06:00Z'), 'Europe/Berlin')?.question).toBe(
    'Local time? 10:06 in Europe/Berlin is 09:06Z.',
  )
  expect(localTimeQuestion(at('2026-03-01T00:06:30Z'), 'Europe/Berlin')?.question).toBe(
    'Local time? 00:06:30 in Europe/Berlin is 2026-02-28 23:06:30Z.',
  )
  expect(localTimeQuestion(at('2026-03-01T10:06:00Z'), 'America/New_York')).toBeNull()
  expect(localTimeQuestion(at('2026-03-01T10:06:00Z'), 'Etc/UTC')).toBeNull()
})
