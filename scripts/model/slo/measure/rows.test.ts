import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventRow, timeOf } from './rows.ts'

const HOUR = { from: 0, to: 3_600_000 }
const counted = (bad: number, total: number) => {
  const row = eventRow(HOUR, { bad, total })
  return 'error' in row ? row.error : `${row.total - row.good} of ${row.total}`
}

test.each([
  // One error in an hour, scraped a minute apart: Prometheus reckons 59 minutes to 60.
  ['an error that was reckoned to the ends of the hour', 3600 / 3540, 6101.7, '1 of 6102'],
  ['none', 0, 6101.7, '0 of 6102'],
  ['a very small part of one', 0.2, 1000, '1 of 1000'],
  ['what binary fractions are off by', 1e-7, 1e9, '0 of 1000000000'],
  ['one error that was all there was', 1, 0.4, '1 of 1'],
  ['nothing at all', 0, 0, '0 of 0'],
  ['less than nothing, by a hair', -1e-9, 5, '0 of 5'],
  ['a part a little larger than the whole', 101, 100, '100 of 100'],
])('Of %s there are %s.', (_, bad, total, said) => {
  expect(counted(bad, total)).toBe(said)
})

test.each([
  ['more errors than events', 500, 100],
  ['more good events than events', -500, 100],
  ['an infinity', Infinity, 100],
  ['more than the file has digits for', 0, 1e16],
  ['a negative total', 0, -5],
])('%s make no row.', (_, bad, total) => {
  expect(counted(bad, total)).toMatch(/expected/)
})

test('Whatever is counted, good events are a part of all of them, and an error that happened is one.', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e12, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, share) => {
        const row = eventRow(HOUR, { bad: total * share, total })
        if ('error' in row) throw new Error(row.error)
        const { good, total: all } = row
        expect([Number.isInteger(good), Number.isInteger(all), good >= 0, good <= all]).toEqual([
          true,
          true,
          true,
          true,
        ])
        if (total * share >= 1) expect(all - good).toBeGreaterThanOrEqual(Math.floor(total * share))
      },
    ),
  )
})

test('A share of the time is whole milliseconds, and what is bad of it never less than it was.', () => {
  expect(timeOf(86_400_000, 1 / 1001)).toEqual({ good: 86_400_000 - 86_314, total: 86_400_000 })
  expect(timeOf(60_000, 0)).toEqual({ good: 60_000, total: 60_000 })
  expect(timeOf(60_000, 1)).toEqual({ good: 0, total: 60_000 })
  expect([timeOf(60_000, 1.7), timeOf(60_000, -0.2), timeOf(60_000, NaN)]).toEqual([
    { error: 'a ratio of 1.7, expected one from 0 to 1' },
    { error: 'a ratio of -0.2, expected one from 0 to 1' },
    { error: 'a ratio of NaN, expected one from 0 to 1' },
  ])
})
