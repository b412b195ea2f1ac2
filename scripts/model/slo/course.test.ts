import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, fraction, multiply, rational, subtract, ZERO } from '../rational.ts'
import { clipRuns, course, type Exemption, type Loss, type Run } from './course.ts'
import { costOf, costOfAll } from './cost.ts'

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }))
const weight = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 6, max: 9 }))
const loss: fc.Arbitrary<Loss> = fc
  .tuple(stretch, weight)
  .map(([one, [num, den]]) => ({ ...one, weight: rational(BigInt(num), BigInt(den)) }))
const losses = fc.array(loss, { maxLength: 12 })
const exemptions: fc.Arbitrary<Exemption[]> = fc.array(
  fc.tuple(stretch, fc.constantFrom('CHG-1', 'CHG-2', 'CHG-3')).map(([one, change]) => ({ ...one, change })),
  { maxLength: 4 },
)

const said = (runs: readonly Run[]) =>
  runs.map(({ from, to, weight: share, change }) => `${from}-${to} ${fraction(share)} ${change ?? 'counts'}`)
const sum = (runs: readonly Run[]) => fraction(costOfAll(runs))
const counted = (runs: readonly Run[]) => runs.filter(({ change }) => change === null)
const excluded = (runs: readonly Run[]) => runs.filter(({ change }) => change !== null)

test('[0, 30) and [20, 50) are 50 bad minutes, not 60.', () => {
  const one = rational(1n)
  expect(
    said(
      course([
        { from: 0, to: 30, weight: one },
        { from: 20, to: 50, weight: one },
      ]),
    ),
  ).toEqual(['0-50 1 counts'])
})

test('Where weights differ the larger one holds, for as long as it lasts.', () => {
  const runs = course([
    { from: 0, to: 30, weight: rational(1n, 4n) },
    { from: 10, to: 20, weight: rational(1n, 2n) },
    { from: 15, to: 40, weight: rational(1n, 8n) },
  ])
  expect(said(runs)).toEqual(['0-10 1/4 counts', '10-20 1/2 counts', '20-30 1/4 counts', '30-40 1/8 counts'])
  // 2.5 + 5 + 2.5 + 1.25
  expect(sum(runs)).toBe('45/4')
})

test('An exemption takes its intersection and no more; the earlier of two takes what they share.', () => {
  const runs = course(
    [{ from: 10, to: 50, weight: rational(1n) }],
    [
      { from: 30, to: 40, change: 'CHG-2' },
      { from: 0, to: 35, change: 'CHG-1' },
    ],
  )
  expect(said(runs)).toEqual(['10-35 1 CHG-1', '35-40 1 CHG-2', '40-50 1 counts'])
})

/** The weight at one instant, by looking at every loss. */
const weightAt = (all: readonly Loss[], at: number) =>
  all
    .filter(({ from, to }) => from <= at && at < to)
    .reduce((most, one) => (compare(one.weight, most) > 0 ? one.weight : most), ZERO)

test('It is what looking at every instant comes to.', () => {
  fc.assert(
    fc.property(losses, exemptions, (all, exempt) => {
      const runs = course(all, exempt)
      for (let at = 0; at < 80; at++) {
        const run = runs.find(({ from, to }) => from <= at && at < to)
        expect(fraction(run?.weight ?? ZERO)).toBe(fraction(weightAt(all, at)))
        if (run) expect(run.change !== null).toBe(exempt.some(({ from, to }) => from <= at && at < to))
      }
    }),
  )
})

test('The union is never more than the sum, and never less than the costliest.', () => {
  fc.assert(
    fc.property(losses, (all) => {
      const union = costOfAll(course(all))
      const costs = all.map(costOf)
      expect(compare(union, costs.reduce(add, ZERO))).toBeLessThanOrEqual(0)
      for (const cost of costs) expect(compare(union, cost)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('In which order incidents are written changes nothing.', () => {
  fc.assert(
    fc.property(
      losses.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      exemptions,
      ([all, shuffled], exempt) => {
        expect(said(course(shuffled, exempt.toReversed()))).toEqual(said(course(all, exempt)))
      },
    ),
  )
})

test('An incident that is split at any instant costs the same.', () => {
  fc.assert(
    fc.property(losses, exemptions, fc.integer({ min: 0, max: 80 }), (all, exempt, at) => {
      const split = all.flatMap((one) =>
        one.from < at && at < one.to
          ? [
              { ...one, to: at },
              { ...one, from: at },
            ]
          : [one],
      )
      expect(said(course(split, exempt))).toEqual(said(course(all, exempt)))
    }),
  )
})

test('What is excluded and what is counted is all that there is.', () => {
  fc.assert(
    fc.property(losses, exemptions, (all, exempt) => {
      const runs = course(all, exempt)
      expect(fraction(add(costOfAll(excluded(runs)), costOfAll(counted(runs))))).toBe(sum(course(all)))
    }),
  )
})

test('Windows that follow each other add up to the one that holds them.', () => {
  fc.assert(
    fc.property(losses, exemptions, fc.integer({ min: 0, max: 80 }), (all, exempt, at) => {
      const runs = course(all, exempt)
      const [first, second, whole] = [
        { from: 0, to: at },
        { from: at, to: 90 },
        { from: 0, to: 90 },
      ].map((window) => costOfAll(clipRuns(runs, window)))
      expect(fraction(subtract(whole ?? ZERO, first ?? ZERO))).toBe(fraction(second ?? ZERO))
    }),
  )
})

test('A fraction of a millisecond is not lost.', () => {
  expect(fraction(multiply(rational(1n, 2n), rational(1_200_001n)))).toBe('1200001/2')
  expect(sum([{ from: 0, to: 1_200_001, weight: rational(1n, 2n), change: null }])).toBe('1200001/2')
})
