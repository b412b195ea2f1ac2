import { clip, durationOf, type Interval } from '../interval.ts'
import { add, compare, divide, multiply, ONE, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import type { SloWindow } from '../records/objective.ts'
import type { Duration, Instant } from '../time.ts'
import { targetAt, type Target } from './allowance.ts'
import { budgetTier, type BudgetTier, type TierLimits } from './tier.ts'
import { lookBack, windowAt } from './windows.ts'

/** What was measured of a window, in events. Without an event there is nothing to say: `left` and what follows are null. */
export interface EventFigure {
  window: Interval
  total: bigint
  bad: bigint
  /** How many of them may be bad. */
  budget: Rational
  left: Rational | null
  share: Rational | null
  tier: BudgetTier | null
  /** How much of the window, up to now, rows cover; the rest is unknown. */
  measured: Duration
  unknown: Duration
}

/** The second figure of an SLO: from what was counted, and from no incident. */
export interface MeasuredBudget {
  figure: EventFigure
  /** As those of `IncidentBudget`. */
  periods: EventFigure[]
}

/** What is wanted of some rows; `time_zone`: whose calendar months a rolling window is looked back on by. */
export interface Wanted {
  targets: readonly Target[]
  window: SloWindow
  limits: TierLimits
  now: Instant
  time_zone: string
}

/** A row belongs to the window that it begins in, so that windows add up; rows don't overlap. O(n log n). */
export function measuredBudget(rows: readonly Measurement[], wanted: Wanted): MeasuredBudget {
  const { window, now, time_zone } = wanted
  const sorted = rows.filter(({ start }) => start <= now).toSorted((a, b) => a.start - b.start)
  return {
    figure: figure(sorted, windowAt(window, now), wanted),
    periods: lookBack(window, now, time_zone).map((period) => figure(sorted, period, wanted)),
  }
}

function figure(rows: readonly Measurement[], window: Interval, { targets, limits, now }: Wanted): EventFigure {
  const own = rows.slice(firstFrom(rows, window.from), firstFrom(rows, window.to))
  let [total, bad, budget] = [0n, 0n, ZERO]
  for (const [target, some] of Map.groupBy(own, ({ start }) => targetAt(targets, start))) {
    const asked = some.reduce((sum, row) => sum + BigInt(row.total), 0n)
    total += asked
    bad += some.reduce((sum, row) => sum + BigInt(row.total) - BigInt(row.good), 0n)
    budget = add(budget, multiply(subtract(ONE, target ?? ONE), rational(asked)))
  }
  const past = { from: window.from, to: Math.min(window.to, now) }
  const measured = durationOf(own.flatMap(({ start, end }) => clip({ from: start, to: end }, past) ?? []))
  const left = compare(budget, ZERO) > 0 ? subtract(budget, rational(bad)) : null
  const share = left === null ? null : divide(left, budget)
  const tier = share === null ? null : budgetTier(share, limits)
  return { window, total, bad, budget, left, share, tier, measured, unknown: past.to - past.from - measured }
}

/** The place of the first row that begins at an instant or later. */
function firstFrom(rows: readonly Measurement[], at: Instant): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.start ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}
