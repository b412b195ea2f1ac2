import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame, LENGTH, lengthOf, NUMBER, numberOf } from './quantity.ts'

test.each([
  ['five minutes', 300],
  ['5 min', 300],
  ['5m', 300],
  ['300s', 300],
  ['300 seconds', 300],
  ['5-minute', 300],
  ['1h30m', 5400],
  ['2m30s', 150],
  ['an hour', 3600],
  ['half an hour', 1800],
  ['a quarter of an hour', 900],
  ['a minute', 60],
  ['twenty-five minutes', 1500],
  ['0.5 hours', 1800],
  ['250ms', 0.25],
  ['7 days', 604_800],
  ['two\nweeks', 1_209_600],
])('%s is %d seconds.', (text, seconds) => {
  expect(lengthOf(text)).toBe(seconds * 1000)
  expect(new RegExp(`^${LENGTH}$`, 'iu').test(text)).toBe(true)
})

test.each([
  ['20,000', 20_000],
  ['1,234,567', 1_234_567],
  ['0.5', 0.5],
  ['2,5', 2.5],
  ['ninety-nine', 99],
  ['ten', 10],
  ['a hundred', 100],
])('%s is %d.', (text, number) => {
  expect(numberOf(text)).toBe(number)
  expect(new RegExp(`^${NUMBER}$`, 'iu').test(text)).toBe(true)
})

test('A number keeps its worth, with separators and without.', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (number) => {
      expect(numberOf(String(number))).toBe(number)
      expect(numberOf(number.toLocaleString('en'))).toBe(number)
    }),
  )
})

test('What is no length is none.', () => {
  for (const text of ['soon', '5', 'm', '']) expect(lengthOf(text)).toBeNull()
})

test('Binary fractions are the same where people mean the same.', () => {
  expect(isSame(0.1 + 0.2, 0.3)).toBe(true)
  expect(isSame(14.4 * 0.001, 0.0144)).toBe(true)
  expect(isSame(0.02, 0.021)).toBe(false)
})
