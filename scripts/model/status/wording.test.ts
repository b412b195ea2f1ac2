import { expect, test } from 'vitest'
import { wording } from './wording.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const said = (tag: string) => wording(tag, 'Europe/Amsterdam', NOW)

test.each([
  [8 * MINUTE + 12_000, '8 minutes'],
  [MINUTE, '1 minute'],
  [45_900, '45 seconds'],
  [HOUR, '1 hour'],
  [HOUR + 59_000, '1 hour'],
  [2 * HOUR + 18 * MINUTE + 40_000, '2 hours, 18 minutes'],
  [DAY + 5 * MINUTE, '1 day'],
  [2 * DAY + 22 * HOUR + 30 * MINUTE, '2 days, 22 hours'],
  [999, '0 minutes'],
  [0, '0 minutes'],
])('A length of %i ms is said as exactly as anyone reads it: %s.', (length, words) => {
  expect(said('en').duration(length)).toBe(words)
})

test('A length is said in the words of its language.', () => {
  expect(said('de').duration(8 * MINUTE + 12_000)).toBe('8 Minuten')
  expect(said('fr').duration(2 * HOUR + 18 * MINUTE)).toMatch(/^2\sheures et 18\sminutes$/)
})

test('A day of this year is said with its weekday, one of another year with that.', () => {
  expect([said('en').weekDay('2026-11-17'), said('en').weekDay('2025-12-09')]).toEqual(['Tue 17 Nov', '9 Dec 2025'])
})

test('Days ago are counted, and today is today.', () => {
  expect([90, 1, 0].map((count) => said('en').daysAgo(count))).toEqual(['90 days ago', 'yesterday', 'today'])
})
