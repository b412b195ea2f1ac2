import { afterEach, expect, test, vi } from 'vitest'
import { inUtc, momentWriter } from './moment.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const MOMENT = Date.parse('2026-11-23T08:12:00Z')
afterEach(() => vi.unstubAllEnvs())

test.each([
  ['short', '23 Nov, 09:12\u00A0CET'],
  ['long', '23 November 2026 at 09:12\u00A0CET'],
  ['clock', '09:12\u00A0CET'],
  ['something else', '23 Nov, 09:12\u00A0CET'],
  ['constructor', '23 Nov, 09:12\u00A0CET'],
])('A reader in Berlin sees a %s moment as %s.', (form, text) => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(momentWriter('en-GB')(MOMENT, form, NOW)).toBe(text)
})

test('Another day, and another year, is said where it is one for the reader.', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
  const write = momentWriter('en-GB')
  expect(write(Date.parse('2026-11-23T16:00:00Z'), 'short', NOW)).toBe('24 Nov, 01:00\u00A0GMT+9')
  expect(write(Date.parse('2026-12-31T14:59:00Z'), 'short', NOW)).toBe('31 Dec, 23:59\u00A0GMT+9')
  expect(write(Date.parse('2026-12-31T15:00:00Z'), 'short', NOW)).toBe('1 Jan 2027, 00:00\u00A0GMT+9')
})

test('The hours are counted as the language counts them.', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  const afternoon = Date.parse('2026-11-23T14:05:00Z')
  expect(momentWriter('de')(afternoon, 'clock', NOW)).toBe('15:05\u00A0MEZ')
  expect(momentWriter('en-US')(afternoon, 'clock', NOW)).toBe('03:05 PM\u00A0GMT+1')
})

test('In UTC it can be copied into a message.', () => {
  expect(inUtc(Date.parse('2026-11-23T10:12:59+01:00'))).toBe('2026-11-23 09:12 UTC')
})
