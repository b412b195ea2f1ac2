import { expect, test } from 'vitest'
import { parseHugoTime } from './time.ts'

test.each([
  ['2018-04-13 16:50:00', '2018-04-13T16:50:00.000Z', null],
  ['2019-10-05 16:24:00 ', '2019-10-05T16:24:00.000Z', null],
  ['2018-04-13', '2018-04-13T00:00:00.000Z', null],
  ['2018-4-3 9:05', '2018-04-03T09:05:00.000Z', null],
  ['2024-12-27T09:44:00.481Z', '2024-12-27T09:44:00.481Z', 'Z'],
  ['2021-02-24 12:35:00 +0200', '2021-02-24T10:35:00.000Z', '+0200'],
  ['2021-02-24T12:35:00-05:30', '2021-02-24T18:05:00.000Z', '-05:30'],
  ['2021-02-24 12:35:00 UTC', '2021-02-24T12:35:00.000Z', 'UTC'],
])('%s is read as %s', (text, time, offset) => {
  expect(parseHugoTime(text, 'Etc/UTC')).toEqual({ time: Date.parse(time), offset })
})

test.each([
  ['2026-01-15 12:00:00', '2026-01-15T11:00:00Z'],
  ['2026-07-15 12:00:00', '2026-07-15T10:00:00Z'],
  // The clocks go forward from 2:00 to 3:00 on this day.
  ['2026-03-29 01:30:00', '2026-03-29T00:30:00Z'],
  ['2026-03-29 03:30:00', '2026-03-29T01:30:00Z'],
])('In Berlin, %s is %s.', (text, time) => {
  expect(parseHugoTime(text, 'Europe/Berlin')).toEqual({ time: Date.parse(time), offset: null })
})

test.each(['yesterday', '2026-02-30', '2026-01-01 25:00', '', '24 Feb 21 12:35 +0200'])('%j is refused', (text) => {
  expect(parseHugoTime(text, 'Etc/UTC')).toHaveProperty('error')
})
