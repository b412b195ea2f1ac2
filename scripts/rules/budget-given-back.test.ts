import { expect, test } from 'vitest'
import { rational } from '#model/rational'
import type { GivenBack } from '#model/slo/given-back'
import { gating } from '../fixtures/gate-context.ts'
import { anSlo } from '../fixtures/slo-sample.ts'

const FILE = 'incidents/2026/INC-2026-0031-checkout/index.md'
const gift: GivenBack = {
  slo: anSlo('0.999', '30d', 'checkout-availability'),
  source: 'incidents',
  before: rational(-17n, 108n),
  after: rational(1n),
  amount: rational(3_000_000n),
  file: FILE,
}
const HELP = '\n  Make sure that it was so before you merge: changes wait for what is left of this budget.'

test.each<[string, Partial<GivenBack>, string]>([
  ['time', {}, 'gives 50m back to `checkout-availability`: −15.7 % → 100 %.'],
  [
    'events',
    { source: 'measurements', amount: null },
    'leaves more of `checkout-availability`, as measured: −15.7 % → 100 %.',
  ],
  [
    'what was measured',
    { source: 'measurements', amount: null, after: null },
    'takes away what was measured of `checkout-availability`: −15.7 % → unknown.',
  ],
])('Who gives a budget %s back is told how much, at the file.', (_, fields, words) => {
  expect(gating({ head: {}, given_back: [{ ...gift, ...fields }] })).toBe(
    `warning budget-given-back ${FILE}:1 This pull request ${words}${HELP}`,
  )
})

test('Who gives none back is told nothing.', () => {
  expect(gating({ head: {}, given_back: [] })).toBe('')
})
