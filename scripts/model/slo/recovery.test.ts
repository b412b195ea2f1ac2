import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, parseRational, rational, type Rational, ZERO } from '../rational.ts'
import type { SloWindow } from '../records/objective.ts'
import { DAY, MINUTE } from '../time.ts'
import { incidentBudget } from './budget.ts'
import { ledgerOf } from './ledger.ts'
import { recoversAt } from './recovery.ts'

const TARGET = [{ from: -Infinity, target: rational(999n, 1000n) }]
const LIMITS = { tight: rational(1n, 2n), low: rational(1n, 10n), incident_share: rational(1n) }
const ROLLING: SloWindow = { kind: 'rolling', length: 30 * DAY }
const NOW = Date.parse('2026-11-23T09:00:00Z')
const TENTH = rational(1n, 10n)

type Loss = [minutesAgo: number, minutes: number, weight?: Rational]

/** What is left, as of some time, with what was lost before now. */
function at(now: number, losses: readonly Loss[], window: SloWindow = ROLLING, targets = TARGET) {
  const owned = losses.map(([ago, minutes, weight = rational(1n)], i) => ({
    from: NOW - ago * MINUTE,
    to: NOW - (ago - minutes) * MINUTE,
    weight,
    by: `INC-2026-000${i}`,
    kind: 'incident' as const,
  }))
  const incidents = incidentBudget({ targets, window }, ledgerOf(owned, [], now), LIMITS, 'Etc/UTC')
  if (!incidents) throw new Error('There is no budget.')
  return { window, targets, incidents }
}
const recovery = (losses: Loss[], share: Rational, window: SloWindow = ROLLING) =>
  recoversAt(at(NOW, losses, window), share, NOW)

test('An outage of 50 minutes of 43.2 is forgiven bit by bit as it grows 30 days old.', () => {
  const began = NOW - 13 * DAY
  const outage: Loss[] = [[13 * 24 * 60, 50]]
  // Nothing is left at 43.2: more than that once 6.8 minutes are gone, and a millisecond.
  expect(recovery(outage, ZERO)).toBe(began + 6.8 * MINUTE + 1 + 30 * DAY)
  // A tenth is left at 38.88.
  expect(recovery(outage, TENTH)).toBe(began + 11.12 * MINUTE + 30 * DAY)
})

test('One that counts by a quarter is forgiven as slowly.', () => {
  // 50 minutes of 200 at a quarter: 6.8 take 27.2.
  expect(recovery([[13 * 24 * 60, 200, rational(1n, 4n)]], ZERO)).toBe(NOW - 13 * DAY + 27.2 * MINUTE + 1 + 30 * DAY)
})

test('As long as more is lost nobody can say.', () => {
  expect(recovery([[50, 50]], ZERO)).toBeNull()
  expect(recovery([[50, 60]], ZERO)).toBeNull()
})

test('A period of the calendar begins anew.', () => {
  const monthly: SloWindow = {
    kind: 'calendar',
    unit: 'month',
    count: 1,
    start: '2026-01-01T00:00:00',
    time_zone: 'Etc/UTC',
  }
  expect(recovery([[13 * 24 * 60, 50]], TENTH, monthly)).toBe(Date.parse('2026-12-01T00:00:00Z'))
})

test('Where the target was raised lately, it is late rather than early.', () => {
  const raised = [
    { from: -Infinity, target: rational(99n, 100n) },
    { from: NOW - DAY, target: rational(999n, 1000n) },
  ]
  const losses: Loss[] = [[13 * 24 * 60, 1000]]
  const found = recoversAt(at(NOW, losses, ROLLING, raised), TENTH, NOW) ?? 0
  expect(compare(at(found, losses, ROLLING, raised).incidents.figure.share, TENTH)).toBeGreaterThanOrEqual(0)
})

test('It is the first moment at which enough is left.', () => {
  const losses = fc
    .array(
      fc.tuple(
        fc.integer({ min: 100, max: 29 * 24 * 60 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('1', '0.25', '0.3'),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((all) => all.map(([ago, minutes, weight]): Loss => [ago, minutes, parseRational(weight) ?? ZERO]))
  fc.assert(
    fc.property(losses, fc.constantFrom(ZERO, TENTH), (lost, share) => {
      const isEnough = (now: number) => {
        const { figure } = at(now, lost).incidents
        return figure.left.num > 0n && compare(figure.share, share) >= 0
      }
      const found = recovery(lost, share)
      if (found === null) return false
      if (isEnough(NOW)) return found === NOW
      return isEnough(found) && !isEnough(found - 1)
    }),
    { numRuns: 100 },
  )
})
