import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, formatInstant, HOUR, MINUTE } from '#model/time'
import { axisOver, placeOn } from './axis.ts'

const at = (text: string) => Date.parse(text)

test('An hour is told in steps of the clock, by the clock of the zone.', () => {
  const { ticks, days } = axisOver([at('2026-11-23T08:12:00Z'), at('2026-11-23T09:25:00Z')], 'Europe/Amsterdam')
  expect(ticks.map(formatInstant)).toEqual([
    '2026-11-23T08:20:00Z',
    '2026-11-23T08:40:00Z',
    '2026-11-23T09:00:00Z',
    '2026-11-23T09:20:00Z',
  ])
  expect(days).toBe(false)
})

test('What lasts for days is told by days, which begin at midnight in the zone, over a change of the clocks too.', () => {
  const { ticks, days } = axisOver([at('2026-10-23T08:00:00Z'), at('2026-10-27T20:00:00Z')], 'Europe/Berlin')
  expect(ticks.map(formatInstant)).toEqual([
    '2026-10-23T22:00:00Z',
    '2026-10-24T22:00:00Z',
    '2026-10-25T23:00:00Z',
    '2026-10-26T23:00:00Z',
  ])
  expect(days).toBe(true)
})

test('Whatever is drawn lies on the axis, in its order, and few moments are named, none at an end.', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
      fc.array(fc.integer({ min: 1, max: 5 * 365 * DAY }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
      (start, lengths, zone) => {
        const moments = [start, ...lengths.map((length) => start + length)]
        const axis = axisOver(moments, zone)
        const places = [...moments].toSorted((a, b) => a - b).map((one) => placeOn(axis, one))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        expect(Math.min(...places)).toBeGreaterThan(0)
        expect(Math.max(...places)).toBeLessThan(100)
        expect(axis.ticks.length).toBeLessThanOrEqual(6)
        for (const tick of axis.ticks) {
          expect(placeOn(axis, tick)).toBeGreaterThan(5)
          expect(placeOn(axis, tick)).toBeLessThan(95)
        }
      },
    ),
  )
})

test('A moment beyond an end stands there.', () => {
  const axis = { from: 0, to: HOUR }
  expect([-MINUTE, 15 * MINUTE, 2 * HOUR].map((one) => placeOn(axis, one))).toEqual([0, 25, 100])
})
