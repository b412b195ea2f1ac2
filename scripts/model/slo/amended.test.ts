import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fraction, rational } from '../rational.ts'
import { amended } from './amended.ts'
import { debitsIn, exclusionsIn, aloneIn, ledgerOf, type Ledger } from './ledger.ts'
import type { OwnedLoss } from './losses.ts'

const NOW = 60
const loss = (ids: string[]): fc.Arbitrary<OwnedLoss> =>
  fc
    .record({
      from: fc.integer({ min: 0, max: 70 }),
      length: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Infinity)),
      weight: fc.integer({ min: 1, max: 4 }),
      by: fc.constantFrom(...ids),
    })
    .map(({ from, length, weight, by }) => ({
      from,
      to: from + length,
      weight: rational(BigInt(weight), 4n),
      by,
      kind: 'incident' as const,
    }))
const exemption = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.constantFrom('CHG-1', 'CHG-2'))
  .map(([from, length, change]) => ({ from, to: from + length, change }))

const said = (ledger: Ledger) => {
  const window = { from: 5, to: 55 }
  return {
    debits: debitsIn(ledger, window).map(({ weight, cost, ...rest }) => ({
      ...rest,
      weight: fraction(weight),
      cost: fraction(cost),
    })),
    exclusions: exclusionsIn(ledger, window).map(({ cost, ...rest }) => ({ ...rest, cost: fraction(cost) })),
    alone: [...aloneIn(ledger, window)].map(([id, cost]) => `${id} ${fraction(cost)}`).toSorted(),
    runs: ledger.runs.map(({ from, to, weight, change }) => `${from}-${to} ${fraction(weight)} ${change}`),
  }
}

test('What is declared and what it replaces come to what working all of it out comes to.', () => {
  fc.assert(
    fc.property(
      fc.array(loss(['INC-1', 'INC-2', 'INC-3']), { maxLength: 10 }),
      fc.array(loss(['INC-3', 'INC-4']), { minLength: 1, maxLength: 4 }),
      fc.array(exemption, { maxLength: 3 }),
      (outages, declared, exemptions) => {
        const declaring = new Set(declared.map(({ by }) => by))
        const replaced = outages.filter(({ by }) => declaring.has(by))
        const whole = ledgerOf([...outages.filter((one) => !replaced.includes(one)), ...declared], exemptions, NOW)
        expect(said(amended(ledgerOf(outages, exemptions, NOW), declared, replaced))).toEqual(said(whole))
      },
    ),
    { numRuns: 500 },
  )
})
