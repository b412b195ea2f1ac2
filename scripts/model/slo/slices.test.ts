import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fraction, rational, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import { DAY, MINUTE } from '../time.ts'
import { INDICATOR, slosFrom } from '../../fixtures/slo-sample.ts'
import { measuredBudget } from './measured.ts'
import { slicesOf, slicingOf } from './slices.ts'

const NOW = Date.parse('2026-03-31T00:00:00Z')
const START = NOW - 30 * DAY
const TEN = 10 * MINUTE
const limits = { tight: rational(1n, 2n), low: rational(1n, 10n) }

const slo = (method: string, more: string) =>
  slosFrom(`apiVersion: openslo/v1
kind: SLO
metadata: {name: s}
spec:
  service: booking
  indicator: ${INDICATOR}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: ${method}
  objectives: [{target: 0.99, ${more}timeSliceWindow: 10m}]
`)[0]?.objectives[0]
const TIMESLICES = slo('Timeslices', 'timeSliceTarget: 0.95, ')
const RATIO = slo('RatioTimeslices', '')

/** A row of the slice of a number, from its beginning on. */
const row = (slice: number, good: number, total: number, from = 0, to = TEN): Measurement => ({
  start: START + slice * TEN + from,
  end: START + slice * TEN + to,
  good,
  total,
})

function figureOf(objective: typeof TIMESLICES, rows: Measurement[], now = NOW) {
  if (!objective) throw new Error('There is an objective.')
  const targets = [{ from: -Infinity, target: objective.target }]
  const window = { kind: 'rolling' as const, length: 30 * DAY }
  return measuredBudget(rows, {
    targets,
    window,
    slicing: slicingOf(objective),
    of_time: false,
    limits,
    now,
    time_zone: 'Etc/UTC',
  }).figure
}

// 30 days are 4,320 slices of ten minutes, of which one in a hundred may be bad: 43.2. At 94 of 100 a slice is, at 95 not.
test('Timeslices are counted by slices: 31 bad ones leave 12 of 43, however many events were bad in them.', () => {
  const rows = Array.from({ length: 400 }, (_, i) => (i < 31 ? row(i, 94 - i, 100) : row(i, 95, 100)))
  const { unit, total, bad, budget, left, share, tier, measured, unknown } = figureOf(TIMESLICES, rows)
  expect([unit, total, fraction(bad), fraction(budget)]).toEqual(['slices', 400n, '31', '216/5'])
  expect([left && fraction(left), share && fraction(share), tier]).toEqual(['61/5', '61/216', 'tight'])
  expect([measured / TEN, unknown / TEN]).toEqual([400, 3920])
})

test('The rows of one slice are taken together, and it is good exactly at its target.', () => {
  // 950 of 1,000 together: the second half alone would be bad.
  const halves = [row(0, 500, 500, 0, 5 * MINUTE), row(0, 450, 500, 5 * MINUTE)]
  expect(fraction(figureOf(TIMESLICES, halves).bad)).toBe('0')
  expect(fraction(figureOf(TIMESLICES, [row(0, 949, 1000)]).bad)).toBe('1')
})

test.each([
  ['without an event', [row(1, 0, 0)]],
  ["that isn't over", [row(4320, 0, 100, 0, 5 * MINUTE)]],
  ['that no row lies in, for they are longer', [row(1, 0, 100, 0, 6 * TEN)]],
  ['that a row only begins in', [row(1, 0, 100, 5 * MINUTE, TEN + 5 * MINUTE)]],
])('A slice %s is unknown: neither good nor bad.', (_, rows) => {
  const { total, left, unknown } = figureOf(TIMESLICES, rows, NOW + 5 * MINUTE)
  expect([total, left, unknown / DAY]).toEqual([0n, null, 30])
})

test('RatioTimeslices count each slice by the share of it that was bad, whatever it was asked for.', () => {
  // A quarter of four events, and half of a million: three quarters of a slice.
  const figure = figureOf(RATIO, [row(0, 3, 4), row(1, 500_000, 1_000_000), row(2, 7, 7)])
  expect([figure.total, fraction(figure.bad), fraction(figure.budget)]).toEqual([3n, '3/4', '216/5'])
  // In billionths, and never less than it was.
  expect(fraction(figureOf(RATIO, [row(0, 2, 3)]).bad)).toBe('166666667/500000000')
})

/** What `measure` writes of a day, or of an hour of it. */
const DAY_ROW = (good: number, total: number): Measurement => ({ start: START, end: START + DAY, good, total })

test('A row as long as several slices counts slices: a day of 144, of which 140 had an event and 3 were bad.', () => {
  const { unit, total, bad, measured } = figureOf(TIMESLICES, [DAY_ROW(137, 140), row(200, 0, 100)])
  expect([unit, total, fraction(bad), measured]).toEqual(['slices', 141n, '4', DAY + TEN])
})

test('Of RatioTimeslices such a row counts the milliseconds of its slices.', () => {
  // Two slices with an event, a quarter of one of them bad.
  const { total, bad } = figureOf(RATIO, [DAY_ROW(2 * TEN - TEN / 4, 2 * TEN)])
  expect([total, fraction(bad)]).toEqual([2n, '1/4'])
})

test.each([
  ['more events than it has slices', TIMESLICES, DAY_ROW(145, 145)],
  ['milliseconds that are no whole slices', RATIO, DAY_ROW(TEN + 1, TEN + 1)],
  ['a length that is no whole slices', TIMESLICES, { ...DAY_ROW(1, 2), end: START + DAY - MINUTE }],
  ['an end that is still to come', TIMESLICES, { ...DAY_ROW(1, 2), end: NOW + DAY }],
])('A longer row with %s tells of no slice.', (_, objective, one) => {
  const { total, left } = figureOf(objective, [one])
  expect([total, left]).toEqual([0n, null])
})

// As where days begin at half past, and slices of an hour don't.
test('A slice that a longer row ends or begins in is told of by that row alone: no time counts twice.', () => {
  const hours = { start: START + 3 * TEN + 5 * MINUTE, end: START + 6 * TEN + 5 * MINUTE, good: 2, total: 3 }
  const { total, bad, measured } = figureOf(TIMESLICES, [
    row(2, 0, 100),
    row(3, 0, 100, 0, 5 * MINUTE),
    hours,
    row(6, 0, 100, 5 * MINUTE, TEN),
    row(7, 0, 100),
  ])
  expect([total, fraction(bad), measured / TEN]).toEqual([5n, '3', 5])
})

const rowsOf = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 30 }),
      length: fc.oneof(fc.integer({ min: 1, max: 14 }), fc.constantFrom(10, 20, 30)),
      total: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 50 })),
      bad: fc.nat(50),
    }),
    { maxLength: 40 },
  )
  .map((some) => {
    let at = START
    return some.map(({ gap, length, total, bad }) => {
      const start = at + gap * MINUTE
      at = start + length * MINUTE
      return { start, end: at, total, good: total - Math.min(bad, total) }
    })
  })
const value = ({ num, den }: Rational) => Number(num) / Number(den)

test('Slices follow each other, none is worse than bad, and a row more of good events makes none worse.', () => {
  fc.assert(
    fc.property(rowsOf, fc.constantFrom(rational(1n, 2n), rational(9n, 10n), null), (rows, target) => {
      const slices = slicesOf(rows, { length: TEN, target }, NOW)
      for (const [i, { from, to, count, bad }] of slices.entries()) {
        expect([(to - from) % TEN, count >= 1 && count <= (to - from) / TEN]).toEqual([0, true])
        expect(slices[i + 1]?.from ?? to).toBeGreaterThanOrEqual(to)
        expect(value(bad) >= 0 && value(bad) <= count).toBe(true)
      }
      const better = new Map(
        slicesOf(
          rows.map((one) => (one.total > 0 ? { ...one, good: one.good + 5, total: one.total + 5 } : one)),
          { length: TEN, target },
          NOW,
        ).map(({ from, bad }) => [from, bad]),
      )
      for (const { from, bad } of slices) expect(value(better.get(from) ?? bad)).toBeLessThanOrEqual(value(bad))
    }),
  )
})
