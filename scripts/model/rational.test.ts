import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  compare,
  decimal,
  decimalTowardsZero,
  divide,
  fraction,
  multiply,
  parseRational,
  rational,
  subtract,
} from './rational.ts'

test.each([
  ['0.999', '999/1000'],
  ['99.95', '1999/20'],
  ['1e-3', '1/1000'],
  ['5E1', '50'],
  ['-0.5', '-1/2'],
  ['.5', '1/2'],
  ['7.', '7'],
  ['0.10', '1/10'],
  ['000', '0'],
])('%s is %s, exactly.', (text, expected) => {
  const parsed = parseRational(text)
  expect(parsed && fraction(parsed)).toBe(expected)
})

test.each(['', '.', 'e5', '99.9%', '0,999', '1/3', 'NaN', 'Infinity', '0x10', '1e999', '1 000', '9'.repeat(41)])(
  '%s is no decimal.',
  (text) => expect(parseRational(text)).toBeNull(),
)

test('A tenth and two tenths are three tenths, and 1 − 0.999 one thousandth.', () => {
  expect(add(rational(1n, 10n), rational(2n, 10n))).toEqual({ num: 3n, den: 10n })
  expect(fraction(subtract(rational(1n), rational(999n, 1000n)))).toBe('1/1000')
})

test.each([
  [rational(-389n, 1296n), 4, '-0.3002'],
  [rational(1n, 3n), 2, '0.33'],
  [rational(2n, 3n), 0, '0'],
  [rational(-1n, 1000n), 2, '-0.01'],
  [rational(5n), 1, '5.0'],
])('In decimals it is rounded down.', (value, places, expected) => {
  expect(decimal(value, places)).toBe(expected)
})

test('Arithmetic undoes itself, in lowest terms, and keeps the order.', () => {
  const some = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 12n)).map(([a, b]) => rational(a, b))
  fc.assert(
    fc.property(some, some, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a)
      if (b.num !== 0n) expect(divide(multiply(a, b), b)).toEqual(a)
      expect(compare(a, b) + compare(b, a)).toBe(0)
      expect(compare(add(a, b), a)).toBe(compare(b, rational(0n)))
    }),
  )
})

test.each([
  [rational(-389n, 1296n), 6, '-0.300154'],
  [rational(2n, 3n), 2, '0.66'],
  [rational(-1n, 3n), 0, '0'],
])('%o to %i places towards zero is %s.', (value, places, text) => {
  expect(decimalTowardsZero(value, places)).toBe(text)
})
