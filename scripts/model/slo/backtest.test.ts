import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip } from '../interval.ts'
import { compare, fraction, multiply, ONE, rational, subtract, type Rational } from '../rational.ts'
import { DAY, formatInstant, HOUR, MINUTE } from '../time.ts'
import { backtest, type Asked } from './backtest.ts'
import { costOfAll } from './cost.ts'
import { course } from './course.ts'
import { daysUpTo } from './past-days.ts'

const at = (text: string) => Date.parse(text)
const NOW = at('2026-06-01T12:00:00Z')
const over = (days: number) => ({ kind: 'rolling' as const, length: days * DAY })
const target = (thousandths: bigint, of = 1000n) => rational(thousandths, of)
const year = daysUpTo(NOW, 365, 'Etc/UTC')
const outage = (from: string, minutes: number, weight = ONE) => ({
  from: at(from),
  to: at(from) + minutes * MINUTE,
  weight,
})

test('An hour on 1 March spends 43 minutes and 12 seconds until it has fallen out of the window again.', () => {
  const ledger = { runs: course([outage('2026-03-01T10:00:00Z', 60)]), now: NOW }
  // Spent from 10:43:12 on, and until 16 minutes and 48 seconds of it are 30 days old: 31 March, 10:16:48.
  expect(backtest(ledger, { target: target(999n), window: over(30) }, year)).toEqual({
    days: 365,
    spent_days: 31,
    worst: { at: at('2026-03-01T11:00:00Z'), share: rational(-1008n, 2592n) },
    left: rational(2_592_000n),
    share: ONE,
  })
  // 86 minutes and 24 seconds are more than an hour.
  expect(backtest(ledger, { target: target(998n), window: over(30) }, year)?.spent_days).toBe(0)
  // The window holds it still: 24 of 43.2 minutes are left of what falls out on 15 June.
  const late = { runs: course([outage('2026-05-16T10:00:00Z', 19.2)]), now: NOW }
  const found = backtest(late, { target: target(999n), window: over(30) }, year)
  expect([fraction(found?.left ?? ONE), fraction(found?.share ?? ONE)]).toEqual(['1440000', '5/9'])
})

test('A budget that is used up to the last millisecond is spent at that instant, and on no other day.', () => {
  const window = over(1)
  // A thousandth of a day: 86,400 ms.
  const runs = course([{ from: at('2026-03-01T10:00:00Z'), to: at('2026-03-01T10:01:26.400Z'), weight: ONE }])
  expect(backtest({ runs, now: NOW }, { target: target(999n), window }, year)?.spent_days).toBe(2)
  const short = course([{ from: at('2026-03-01T10:00:00Z'), to: at('2026-03-01T10:01:26.399Z'), weight: ONE }])
  expect(backtest({ runs: short, now: NOW }, { target: target(999n), window }, year)?.spent_days).toBe(0)
  // Begun so late that it is used up at midnight: spent on the 2nd, and to that time on the 3rd.
  const late = course([{ from: at('2026-03-02T00:00:00Z') - 86_400, to: at('2026-03-02T00:00:00Z'), weight: ONE }])
  expect(backtest({ runs: late, now: NOW }, { target: target(999n), window }, year)?.spent_days).toBe(1)
})

test('A period of the calendar begins with its whole budget, as long as its clocks run.', () => {
  const window = {
    kind: 'calendar',
    unit: 'month',
    count: 1,
    start: '2026-01-01T00:00:00',
    time_zone: 'Europe/Berlin',
  } as const
  const now = at('2026-12-01T00:00:00Z')
  const days = daysUpTo(now, 365, 'Europe/Berlin')
  // Berlin's October of 745 hours allows 44 minutes and 42 seconds, spent on the 30th: that day and the 31st.
  const ledger = (minutes: number) => ({ runs: course([outage('2026-10-30T10:00:00Z', minutes)]), now })
  expect(backtest(ledger(44.7), { target: target(999n), window }, days)?.spent_days).toBe(2)
  expect(backtest(ledger(44.6), { target: target(999n), window }, days)?.spent_days).toBe(0)
  // All of it is used up only as the month ends: at no instant of it.
  const end = at('2026-10-31T23:00:00Z')
  const last = { runs: course([{ from: end - 44.7 * MINUTE, to: end, weight: ONE }]), now }
  expect(backtest(last, { target: target(999n), window }, days)?.spent_days).toBe(0)
})

test('What maintenance exempts costs nothing, and a target of 100 % has no budget to be spent.', () => {
  const exempt = [{ from: at('2026-03-01T00:00:00Z'), to: at('2026-03-02T00:00:00Z'), change: 'CHG-1' }]
  const ledger = { runs: course([outage('2026-03-01T10:00:00Z', 600)], exempt), now: NOW }
  expect(backtest(ledger, { target: target(999n), window: over(30) }, year)).toMatchObject({
    spent_days: 0,
    share: ONE,
  })
  expect(backtest(ledger, { target: ONE, window: over(30) }, year)).toBeNull()
})

test('Days are those of a zone, today among them.', () => {
  const days = daysUpTo(at('2026-03-30T22:30:00Z'), 3, 'Europe/Berlin')
  expect(days.map(formatInstant)).toEqual(['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-30T22:00:00Z'])
  expect(daysUpTo(NOW, 365, 'Etc/UTC')[0]).toBe(at('2025-06-02T00:00:00Z'))
})

/* Against a clock of 30 "days" of 20 ms, looked at ms by ms. */

const SHORT = 20
const end = 600
const runs = fc
  .array(
    fc.tuple(fc.integer({ min: -200, max: end }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 })),
    { maxLength: 10 },
  )
  .map((all) =>
    course(
      all.flatMap(([from, length, part]) =>
        from < end ? [{ from, to: Math.min(from + length, end), weight: rational(BigInt(part), 3n) }] : [],
      ),
    ),
  )
const asked: fc.Arbitrary<Asked> = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99 }))
  .map(([length, percent]) => ({ window: { kind: 'rolling', length }, target: rational(BigInt(percent), 100n) }))
const begins = Array.from({ length: end / SHORT }, (_, i) => i * SHORT)

test('A day counts if and only if nothing is left at some instant of it.', () => {
  fc.assert(
    fc.property(runs, asked, (all, { target: share, window }) => {
      const length = window.kind === 'rolling' ? window.length : 0
      const budget = multiply(subtract(ONE, share), rational(BigInt(length)))
      const bad = (instant: number): Rational =>
        costOfAll(all.flatMap((run) => clip(run, { from: instant - length, to: instant }) ?? []))
      const spent = begins.filter((from) => {
        const to = from + SHORT === end ? end + 1 : from + SHORT
        // What is lost changes its pace at whole milliseconds alone, so it is greatest at one, or on the way to the next day.
        for (let instant = from; instant < to; instant++) if (compare(bad(instant), budget) >= 0) return true
        return to <= end && compare(bad(to), budget) > 0 && compare(bad(to - 1), budget) < 0
      })
      const found = backtest({ runs: all, now: end }, { target: share, window }, begins)
      expect(found?.spent_days).toBe(spent.length)
      expect(found?.left).toEqual(subtract(budget, bad(end)))
    }),
  )
})

test('A stricter target never has fewer days, and never leaves more.', () => {
  const zoned = fc.constantFrom<Asked['window']>(
    { kind: 'rolling', length: 30 * DAY },
    { kind: 'rolling', length: 7 * DAY },
    { kind: 'calendar', unit: 'month', count: 1, start: '2026-01-15T00:00:00', time_zone: 'Europe/Berlin' },
    { kind: 'calendar', unit: 'week', count: 1, start: '2026-01-05T00:00:00', time_zone: 'Etc/UTC' },
  )
  const outages = fc
    .array(fc.tuple(fc.integer({ min: -30 * 24, max: 365 * 24 }), fc.integer({ min: 1, max: 600 })), { maxLength: 8 })
    .map((all) =>
      course(
        all.flatMap(([hour, minutes]) => {
          const from = NOW - 365 * DAY + hour * HOUR
          return from < NOW ? [{ from, to: Math.min(NOW, from + minutes * MINUTE), weight: ONE }] : []
        }),
      ),
    )
  const targets = fc.tuple(fc.integer({ min: 9000, max: 9999 }), fc.integer({ min: 9000, max: 9999 }))
  fc.assert(
    fc.property(outages, zoned, targets, (all, window, [a, b]) => {
      const [lower, higher] = [a, b]
        .toSorted((one, other) => one - other)
        .map((n) => backtest({ runs: all, now: NOW }, { target: target(BigInt(n), 10_000n), window }, year))
      expect(higher?.spent_days).toBeGreaterThanOrEqual(lower?.spent_days ?? Infinity)
      expect(compare(higher?.worst.share ?? ONE, lower?.worst.share ?? ONE)).toBeLessThanOrEqual(0)
      expect(compare(higher?.left ?? ONE, lower?.left ?? ONE)).toBeLessThanOrEqual(0)
      expect(compare(higher?.worst.share ?? ONE, higher?.share ?? ONE)).toBeLessThanOrEqual(0)
    }),
    { numRuns: 60 },
  )
})
