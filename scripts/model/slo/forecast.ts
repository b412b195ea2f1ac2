import { compare, divide, multiply, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Duration, Instant } from '../time.ts'
import type { BudgetFigure } from './budget.ts'
import { costOfAll } from './cost.ts'
import type { Debit } from './ledger.ts'

/** When a budget is spent if it goes on being burned as it was lately. */
export interface Forecast {
  /** How far back "lately" goes. */
  over: Duration
  /** Milliseconds of bad time for each one that passes. */
  rate: Rational
  /** Null: not before the period ends, or, of a rolling window, not within the length of one. */
  spent: Instant | null
}

/** Of a rolling window its last quarter says how it goes now; of a calendar one, all of the period so far. */
const QUARTER = 4

/**
 * At the rate of late, and with what falls out of a rolling window on the way. Null where the budget is spent already, or
 * nothing of the period has passed. `debits` are those of the figure's window.
 */
export function forecast(
  { window, left }: Pick<BudgetFigure, 'window' | 'left'>,
  debits: readonly Debit[],
  { rolling, now }: { rolling: boolean; now: Instant },
): Forecast | null {
  if (compare(left, ZERO) <= 0 || window.from >= now) return null
  const since = rolling ? now - Math.floor((window.to - window.from) / QUARTER) : window.from
  const late = debits.flatMap((debit) => (debit.to > since ? { ...debit, from: Math.max(debit.from, since) } : []))
  const rate = divide(costOfAll(late), rational(BigInt(now - since)))
  if (rate.num === 0n) return { over: now - since, rate, spent: null }
  const spent = rolling ? spentWhileRolling({ window, left }, rate, debits) : reached(left, rate, now)
  const limit = rolling ? now + (window.to - window.from) : window.to
  return { over: now - since, rate, spent: spent !== null && spent < limit ? spent : null }
}

/** The instant at which what is left is used up. */
const reached = (left: Rational, slope: Rational, from: Instant): Instant => {
  const { num, den } = divide(left, slope)
  return from + Number(num / den)
}

/** Steps through what falls out of the window as it moves on: while a debit does, as much is won back as it weighs. */
function spentWhileRolling(
  { window, left }: Pick<BudgetFigure, 'window' | 'left'>,
  rate: Rational,
  debits: readonly Debit[],
): Instant | null {
  const { from: start, to: now } = window
  let [balance, at] = [left, start]
  const stretch = (to: Instant, weight: Rational): Instant | null => {
    const loss = subtract(rate, weight)
    const after = subtract(balance, multiply(loss, rational(BigInt(to - at))))
    if (loss.num > 0n && compare(after, ZERO) <= 0) return reached(balance, loss, now + (at - start))
    ;[balance, at] = [after, to]
    return null
  }
  for (const { from, to, weight } of debits) {
    const spent = (from > at ? stretch(from, ZERO) : null) ?? stretch(to, weight)
    if (spent !== null) return spent
  }
  return now > at ? stretch(now, ZERO) : null
}
