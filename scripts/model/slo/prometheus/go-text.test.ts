import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../time.ts'
import { goFloat, parsePrometheusDuration, prometheusDuration } from './go-text.ts'

test.each([
  [99.9 / 100, '0.9990000000000001'],
  [(100 - 99.9) / 100, '0.0009999999999999432'],
  [99.99 / 100, '0.9998999999999999'],
  [(100 - 99.99) / 100, '0.00010000000000005117'],
  [(100 - 99.999) / 100, '1.0000000000047748e-05'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [13.44, '13.44'],
  [28 / 30, '0.9333333333333333'],
  [1, '1'],
  [0, '0'],
  [123_456, '123456'],
  [1_000_000, '1e+06'],
])('Go prints %s as %s.', (value, expected) => {
  expect(goFloat(value)).toBe(expected)
})

test.each([
  [5 * MINUTE, '5m'],
  [90 * MINUTE, '1h30m'],
  [DAY, '1d'],
  [3 * DAY, '3d'],
  [7 * DAY, '1w'],
  [28 * DAY, '4w'],
  [30 * DAY, '30d'],
  [90 * DAY, '90d'],
  [365 * DAY, '1y'],
  [36 * HOUR, '1d12h'],
  [1500, '1s500ms'],
  [0, '0s'],
])('Prometheus prints %s ms as %s.', (duration, expected) => {
  expect(prometheusDuration(duration)).toBe(expected)
})

test('What is printed reads as what it was.', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 * DAY }), (duration) => {
      expect(parsePrometheusDuration(prometheusDuration(duration))).toBe(duration)
    }),
  )
})

test.each(['', '5', '5 m', '1.5h', '-5m', '5m1h', '1M', '99999999999999999y'])('%s is no duration.', (text) => {
  expect(parsePrometheusDuration(text)).toBeNull()
})
