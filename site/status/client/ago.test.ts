import { afterEach, expect, test, vi } from 'vitest'
import { ago } from './ago.ts'

const NOW = '2026-11-23T09:00:00Z'
const english = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
const said = (moment: string, now = NOW, words = english) => ago(Date.parse(moment), Date.parse(now), words)
afterEach(() => vi.unstubAllEnvs())

test.each([
  ['2026-11-23T08:59:31Z', 'now'],
  ['2026-11-23T09:00:29Z', 'now'],
  ['2026-11-23T08:59:00Z', '1 minute ago'],
  ['2026-11-23T08:48:00Z', '12 minutes ago'],
  ['2026-11-23T08:00:20Z', '1 hour ago'],
  ['2026-11-23T11:00:00Z', 'in 2 hours'],
  ['2026-11-22T10:00:00Z', '23 hours ago'],
  ['2026-11-20T09:00:00Z', '3 days ago'],
  ['2026-12-01T09:00:00Z', 'in 8 days'],
  ['2026-08-23T09:00:00Z', '3 months ago'],
  ['2023-11-23T09:00:00Z', '3 years ago'],
])('%s is "%s" at nine on the 23rd of November.', (moment, words) => {
  vi.stubEnv('TZ', 'UTC')
  expect(said(moment)).toBe(words)
})

test('Yesterday is the day before on the calendar, not a day and a half ago.', () => {
  vi.stubEnv('TZ', 'UTC')
  expect(said('2026-11-22T01:00:00Z', '2026-11-23T02:00:00Z')).toBe('yesterday')
  expect(said('2026-11-21T23:00:00Z', '2026-11-23T02:00:00Z')).toBe('2 days ago')
  expect(said('2026-11-24T23:00:00Z', '2026-11-23T02:00:00Z')).toBe('tomorrow')
})

test('A day of 23 hours is a day.', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(said('2026-03-28T11:00:00Z', '2026-03-30T10:00:00Z')).toBe('2 days ago')
})

test('It is said in the language of the page.', () => {
  const words = new Intl.RelativeTimeFormat('de', { numeric: 'auto' })
  expect(said('2026-11-23T08:48:00Z', NOW, words)).toBe('vor 12 Minuten')
})
