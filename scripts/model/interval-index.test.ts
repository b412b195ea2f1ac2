import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexOf } from './interval-index.ts'
import { overlaps } from './interval.ts'

const interval = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([from, length]) => ({ from, to: from + length }))

test('It finds what looking at each one finds.', () => {
  fc.assert(
    fc.property(fc.array(interval), interval, (intervals, bounds) => {
      const found = new Set(indexOf(intervals)(bounds))
      expect(intervals.map((one) => found.has(one))).toEqual(intervals.map((one) => overlaps(one, bounds)))
    }),
  )
})

test('What touches does not overlap; what is found comes in order of its beginning.', () => {
  const find = indexOf([
    { from: 6, to: 9 },
    { from: 0, to: 20 },
    { from: 3, to: 5 },
    { from: 9, to: 10 },
  ])
  expect(find({ from: 5, to: 9 })).toEqual([
    { from: 0, to: 20 },
    { from: 6, to: 9 },
  ])
})

test('One that never ends makes looking for others no longer.', () => {
  let looks = 0
  const watched = (from: number, to: number) => ({
    get from() {
      looks++
      return from
    },
    to,
  })
  const find = indexOf([watched(0, Infinity), ...Array.from({ length: 4095 }, (_, i) => watched(i * 10, i * 10 + 5))])
  looks = 0
  expect(find({ from: 40_000, to: 40_001 })).toHaveLength(2)
  expect(looks).toBeLessThan(100)
})
