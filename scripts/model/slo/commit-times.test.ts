import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitTimes } from './commit-times.ts'

test('Commits whose dates agree were made when they say.', () => {
  expect(commitTimes([])).toEqual([])
  expect(commitTimes([10, 20, 20, 30])).toEqual([10, 20, 20, 30])
})

test('One that is dated back, or ahead, changes no other’s time, and has that of the one before it.', () => {
  expect(commitTimes([10, 20, 30, 40, 5])).toEqual([10, 20, 30, 40, 40])
  expect(commitTimes([10, 20, 9999, 30, 40])).toEqual([10, 20, 20, 30, 40])
  expect(commitTimes([9999, 10, 20, 30])).toEqual([10, 10, 20, 30])
})

test('Whatever one of them says, each has a time of those that it stands on and those that stand on it, two steps away at most.', () => {
  const dates = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 60 })
  fc.assert(
    fc.property(dates, fc.nat(), fc.integer({ min: -5000, max: 5000 }), (some, at, lie) => {
      const honest = some.toSorted((a, b) => a - b)
      const liar = at % honest.length
      const found = commitTimes(honest.with(liar, lie))
      for (const [i, time] of found.entries()) {
        // Of the first two, and of the last one, nobody knows which one it is.
        if (liar > 1 || i > liar) expect(time).toBeGreaterThanOrEqual(honest[Math.max(0, i - 2)] ?? 0)
        if (liar < honest.length - 1 && (liar > 0 || i > 0))
          expect(time).toBeLessThanOrEqual(honest[Math.min(honest.length - 1, i + 2)] ?? 0)
      }
    }),
  )
})

test('Many of them take no long time.', () => {
  const many = Array.from({ length: 200_000 }, (_, i) => (i % 3 === 0 ? i : i - 50))
  expect(commitTimes(many)).toHaveLength(many.length)
})
