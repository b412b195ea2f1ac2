import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { fraction, parseRational, rational, ZERO } from '../rational.ts'
import { exactShare } from './field.ts'

const read = (text: string) => parseRational(exactShare.parse(readYaml('x.yaml', `${text}\n`).data[0])) ?? ZERO

test.each([
  ['0.1', '1/10'],
  ['.25', '1/4'],
  ['0.333333333333333', '333333333333333/1000000000000000'],
  ['1', '1'],
  ['1.000', '1'],
  ['1e-7', '1/10000000'],
  ['0.0000000000000001', '1/10000000000000000'],
  ['0.30000000000000004', '7500000000000001/25000000000000000'],
])('%s is %s.', (text, exact) => {
  expect(fraction(read(text))).toBe(exact)
})

test('Whatever is written in up to 15 digits is read as that fraction, and as no float near it.', () => {
  const digits = fc
    .tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 20 }))
    .chain(([count, zeros]) =>
      fc.bigInt({ min: 1n, max: 10n ** BigInt(count) - 1n }).map((value) => ({ value, places: count + zeros })),
    )
  fc.assert(
    fc.property(digits, ({ value, places }) => {
      const text = `0.${String(value).padStart(places, '0')}`
      expect(fraction(read(text))).toBe(fraction(rational(value, 10n ** BigInt(places))))
    }),
  )
})

test.each(['0', '-0.1', '1.0000001', '.nan', 'half'])('%s is no share.', (text) => {
  expect(exactShare.safeParse(readYaml('x.yaml', `${text}\n`).data[0]).success).toBe(false)
})
