import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal, multiply, ONE, parseRational, rational, subtract, type Rational } from '../rational.ts'
import { DAY, HOUR } from '../time.ts'
import { burnFactor, canFire, largestFactor } from './burn-rate.ts'

const exactly = (text: string): Rational => parseRational(text) ?? rational(-1n)

test.each([
  ['0.93', '14.2857'],
  ['0.9306', '14.4092'],
  ['0.999', '1000.0000'],
  ['0.5', '2.0000'],
  ['0', '1.0000'],
])('At a target of %s nothing burns faster than %s times.', (target, expected) => {
  const largest = largestFactor(exactly(target))
  expect(largest && decimal(largest, 4)).toBe(expected)
})

test('A target of 100 % has no budget, and any failure burns it.', () => {
  expect(largestFactor(ONE)).toBeNull()
  expect(canFire(ONE, exactly('14.4'))).toBe(true)
})

test.each([
  ['0.93', '14.4', false],
  ['0.9306', '14.4', true],
  ['0.75', '4', false],
  ['0.75', '3.9999999999', true],
  ['0.8333', '6', false],
  ['0.8334', '6', true],
  ['0.6666', '3', false],
  ['0.6667', '3', true],
  ['0', '1', false],
])('At a target of %s an alert above %s times can fire: %s.', (target, factor, expected) => {
  expect(canFire(exactly(target), exactly(factor))).toBe(expected)
})

test.each([
  ['2', 30 * DAY, HOUR, '14.4'],
  ['5', 30 * DAY, 6 * HOUR, '6'],
  ['10', 30 * DAY, DAY, '3'],
  ['10', 30 * DAY, 3 * DAY, '1'],
  ['2', 28 * DAY, HOUR, '13.44'],
  ['42', 7 * DAY, 3 * DAY, '0.98'],
])('%s percent of a period in a window of it.', (percent, period, window, expected) => {
  expect(burnFactor(exactly(percent), period, window)).toEqual(exactly(expected))
})

test('An alert can fire exactly where its threshold lies below a ratio of one.', () => {
  const target = fc.integer({ min: 0, max: 99_999 }).map((part) => rational(BigInt(part), 100_000n))
  const factor = fc.integer({ min: 1, max: 10_000_000 }).map((part) => rational(BigInt(part), 100n))
  fc.assert(
    fc.property(target, factor, (share, times) => {
      const threshold = multiply(times, subtract(ONE, share))
      expect(canFire(share, times)).toBe(compare(threshold, ONE) < 0)
    }),
  )
})
