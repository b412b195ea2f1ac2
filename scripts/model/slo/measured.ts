import { clip, durationOf, type Interval } from '../interval.ts'
import { add, compare, divide, multiply, ONE, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import type { SloWindow } from '../records/objective.ts'
import { MINUTE, type Duration, type Instant } from '../time.ts'
import { allowance, targetAt, type Target } from './allowance.ts'
import { slicesOf, type Slice, type Slicing } from './slices.ts'
import { budgetTier, type BudgetTier, type TierLimits } from './tier.ts'
import { lookBack, windowAt } from './windows.ts'

/** What was measured of a window. Where nothing was there is nothing to say: `left` and what follows are null. */
export interface CountedFigure {
  /** What is counted. Milliseconds are those of a ratio that is of nobody knows how many events. */
  unit: 'events' | 'slices' | 'milliseconds'
  window: Interval
  /** How many there were; of slices, how many of them were measured. */
  total: bigint
  /** How many of them were bad: whole, but for slices that count by their share. */
  bad: Rational
  /** How many may be bad: of the events that there were, or of all slices of the window. */
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
  figure: CountedFigure
  /** As those of `IncidentBudget`. */
  periods: CountedFigure[]
}

/** What is wanted of some rows; `time_zone`: whose calendar months a rolling window is looked back on by. */
export interface Wanted {
  targets: readonly Target[]
  window: SloWindow
  /** Null: events are counted. */
  slicing: Slicing | null
  /** Whether rows that may be of time are. */
  of_time: boolean
  limits: TierLimits
  now: Instant
  time_zone: string
}

/** A row, or a slice, belongs to the window that it begins in, so that windows add up; rows don't overlap. O(n log n). */
export function measuredBudget(rows: readonly Measurement[], wanted: Wanted): MeasuredBudget {
  const { window, now, time_zone, slicing } = wanted
  const sorted = rows.filter(({ start }) => start <= now).toSorted((a, b) => a.start - b.start)
  const figureOf =
    slicing === null ? inEvents(sorted, wanted) : inSlices(slicesOf(sorted, slicing, now), slicing, wanted)
  return { figure: figureOf(windowAt(window, now)), periods: lookBack(window, now, time_zone).map(figureOf) }
}

/** Whether rows may count the milliseconds of the minutes in them: of events there would have to be as many by chance. */
const mayBeOfTime = (rows: readonly Measurement[]): boolean =>
  rows.every(({ start, end, total }) => total % MINUTE === 0 && total <= end - start)

function inEvents(rows: readonly Measurement[], wanted: Wanted): (window: Interval) => CountedFigure {
  const unit = wanted.of_time && mayBeOfTime(rows) ? 'milliseconds' : 'events'
  const begun = rows.map((row) => ({ ...row, from: row.start, to: row.end }))
  return (window) => {
    const own = beganIn(begun, window)
    let [total, bad, budget] = [0n, 0n, ZERO]
    for (const [target, some] of Map.groupBy(own, ({ start }) => targetAt(wanted.targets, start))) {
      const asked = some.reduce((sum, row) => sum + BigInt(row.total), 0n)
      total += asked
      bad += some.reduce((sum, row) => sum + BigInt(row.total) - BigInt(row.good), 0n)
      budget = add(budget, multiply(subtract(ONE, target ?? ONE), rational(asked)))
    }
    return {
      unit,
      window,
      total,
      ...balance(budget, rational(bad), total, wanted),
      ...seenOf(own, window, wanted),
    }
  }
}

/** All slices of a window are its budget's, as its time is that of an estimate from incidents: measured or not. */
function inSlices(slices: readonly Slice[], { length }: Slicing, wanted: Wanted): (window: Interval) => CountedFigure {
  return (window) => {
    const own = beganIn(slices, window)
    const budget = divide(allowance(wanted.targets, window), rational(BigInt(length)))
    const bad = own.reduce((sum, slice) => add(sum, slice.bad), ZERO)
    const total = own.reduce((sum, { count }) => sum + BigInt(count), 0n)
    return { unit: 'slices', window, total, ...balance(budget, bad, total, wanted), ...seenOf(own, window, wanted) }
  }
}

function balance(budget: Rational, bad: Rational, total: bigint, { limits }: Wanted) {
  const left = total > 0n && compare(budget, ZERO) > 0 ? subtract(budget, bad) : null
  const share = left === null ? null : divide(left, budget)
  return { budget, bad, left, share, tier: share === null ? null : budgetTier(share, limits) }
}

function seenOf(own: readonly Interval[], window: Interval, { now }: Wanted) {
  const past = { from: window.from, to: Math.min(window.to, now) }
  const measured = durationOf(own.flatMap(({ from, to }) => clip({ from, to }, past) ?? []))
  return { measured, unknown: past.to - past.from - measured }
}

const beganIn = <T extends Interval>(all: readonly T[], { from, to }: Interval): T[] =>
  all.slice(firstFrom(all, from), firstFrom(all, to))

/** The place of the first that begins at an instant or later. */
function firstFrom(rows: readonly Interval[], at: Instant): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.from ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}
