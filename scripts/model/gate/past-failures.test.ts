import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, rational } from '../rational.ts'
import { median } from './past-failures.ts'

const of = (...values: number[]) => median(values.map((value) => rational(BigInt(value))))

test('The median is the middle one, or half way between the two in the middle.', () => {
  expect(of(7)).toEqual(rational(7n))
  expect(of(9, 1, 5)).toEqual(rational(5n))
  expect(of(100, 0, 4, 3)).toEqual(rational(7n, 2n))
  expect(of()).toEqual(rational(0n))
})

test('As many lie above the median as below it, in whatever order they come.', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (values) => {
      const middle = of(...values)
      const count = (is: (order: number) => boolean) =>
        values.filter((value) => is(compare(rational(BigInt(value)), middle))).length
      expect(count((order) => order < 0)).toBeLessThanOrEqual(values.length / 2)
      expect(count((order) => order > 0)).toBeLessThanOrEqual(values.length / 2)
      expect(of(...values.toReversed())).toEqual(middle)
    }),
  )
})
