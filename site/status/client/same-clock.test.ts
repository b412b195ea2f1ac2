import { expect, test } from 'vitest'
import { sameClock } from './same-clock.ts'

/* Clocks of the machine that the tests run on. */
const SUMMER = Date.parse('2026-06-10T12:00:00Z')
const WINTER = Date.parse('2026-01-10T12:00:00Z')
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone

test('A zone of the same clock is the same, whatever it is called.', () => {
  expect(sameClock(here, SUMMER)).toBe(true)
  expect(sameClock('Asia/Calcutta', SUMMER)).toBe(sameClock('Asia/Kolkata', SUMMER))
  expect(sameClock('Pacific/Kiritimati', SUMMER) && sameClock('Pacific/Pago_Pago', SUMMER)).toBe(false)
})

test('One that differs in a half of the year is another one.', () => {
  if (here !== 'UTC') return
  // London shows UTC in winter.
  expect(sameClock('Europe/London', WINTER)).toBe(false)
  expect(sameClock('Europe/London', SUMMER)).toBe(false)
  expect(sameClock('Atlantic/Reykjavik', SUMMER)).toBe(true)
})

test('A zone that this browser does not know is another one.', () => {
  expect(sameClock('Mars/Olympus', SUMMER)).toBe(false)
})
