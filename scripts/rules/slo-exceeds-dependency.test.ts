import { expect, test } from 'vitest'
import { GOOD, slo, validating } from '../fixtures/good-content.ts'

/** What the ledger store, which checkout depends on, promises. */
const ledger = (target: string, name = 'ledger-reads') => ({
  [`slos/${name}.yaml`]: (GOOD[slo] ?? '')
    .replace('checkout-availability', name)
    .replace('service: checkout', 'service: ledger-store')
    .replace('0.999', target),
})

test('A service that promises more than what it depends on is told of both places.', () => {
  expect(validating(ledger('0.99'))).toMatchInlineSnapshot(`
    "warning slo-exceeds-dependency slos/checkout.yaml:28 Unexpected target of 99.9 % for checkout, expected at most the 99 % of ledger-store, which it depends on.
      ↳ slos/ledger-reads.yaml:28 The highest target of ledger-store is here."
  `)
})

test.each(['0.999', '0.9990000000000000000001'])('The same, or less, is fine: %s', (target) => {
  expect(validating(ledger(target))).toBe('')
})

test('The difference may be smaller than binary floats can tell.', () => {
  expect(validating(ledger('0.99899999999999999999999'))).toContain(
    'at most the 99.899999999999999999999 % of ledger-store',
  )
})

test('Of several promises of a dependency the highest counts.', () => {
  expect(validating(ledger('0.99'), ledger('0.9995', 'ledger-writes'))).toBe('')
})
