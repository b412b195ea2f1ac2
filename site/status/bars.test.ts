import { expect, test } from 'vitest'
import type { DayView } from '#model/status/component'
import type { ComponentStatus } from '#model/records/update'
import { drawDays } from './bars.ts'

const HOUR = 3_600_000
const NONE = { major_outage: 0, partial_outage: 0, degraded_performance: 0, under_maintenance: 0 }

const day = (worst: ComponentStatus | null, time: Partial<typeof NONE> = {}, length = 24 * HOUR): DayView => ({
  date: '2026-11-23',
  from: 0,
  to: length,
  worst,
  time: { ...NONE, ...time },
  events: [],
})
const FINE = day('operational')
/** How high what is drawn of a single day's troubles reaches, in units of 32. */
const heights = (one: DayView) =>
  drawDays([one]).paths.flatMap(({ look, d }) => {
    const [, height] = /^M0 32v-([\d.]+)$/.exec(d) ?? []
    return height === undefined || look === 'gap' ? [] : [[look, Number(height)]]
  })

test('Ninety good days are one dashed line.', () => {
  expect(drawDays(Array.from({ length: 90 }, () => FINE))).toEqual({
    left: -1.5,
    width: 359,
    paths: [{ look: 'day', d: 'M-1.5 16h359' }],
  })
})

// 8 + 24·√(share of the day), to halves: of 30 minutes √(1/48) is 0.144, of 4 hours √(1/6) 0.408, of 10 hours 0.6455.
test.each([
  [0.5, 11.5],
  [4, 18],
  [10, 23.5],
  [24, 32],
])('An outage of %f hours fills %f of 32 of its day.', (hours, height) => {
  expect(heights(day('major_outage', { major_outage: hours * HOUR }))).toEqual([['major_outage', height]])
})

test('Trouble too short to measure is seen all the same.', () => {
  expect(heights(day('partial_outage', { partial_outage: 1 }))).toEqual([['partial_outage', 8]])
  expect(heights(day('partial_outage'))).toEqual([['partial_outage', 8]])
})

test('Today is measured as a whole day, though it has only begun.', () => {
  // √(1/24) is 0.2041.
  expect(heights(day('major_outage', { major_outage: HOUR }, HOUR))).toEqual([['major_outage', 13]])
})

test('The worst of a day is at the bottom, and what was milder is drawn behind it.', () => {
  const mixed = day('major_outage', { major_outage: HOUR, degraded_performance: 5 * HOUR })
  // An hour reaches 13; the six hours together √(6/24), a half: 20. Paper above them, then what was good of the day.
  expect(drawDays([FINE, mixed]).paths).toEqual([
    { look: 'day', d: 'M-1.5 16h7' },
    { look: 'gap', d: 'M4 32v-21.5' },
    { look: 'degraded_performance', d: 'M4 32v-20' },
    { look: 'major_outage', d: 'M4 32v-13' },
  ])
})

test('Days that nobody measured are a foot without colour.', () => {
  expect(drawDays([day(null), day(null), FINE]).paths).toEqual([
    { look: 'day', d: 'M6.5 16h3' },
    { look: 'unknown', d: 'M-1.5 31h7' },
  ])
})

test('A day that was bad from end to end has no paper above it.', () => {
  const whole = day('under_maintenance', { under_maintenance: 24 * HOUR })
  expect(drawDays([whole]).paths.map(({ look }) => look)).toEqual(['day', 'under_maintenance'])
})
