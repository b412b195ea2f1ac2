import { compare, divide, multiply, ONE, rational, subtract, type Rational } from '../rational.ts'
import type { Duration } from '../time.ts'

/**
 * The burn rate at which a share of a period's error budget is spent within a window: 2 % of 30 days in an hour is
 * 14.4 times the rate that spends it in the period. `percent` of the budget, above 0.
 * https://sre.google/workbook/alerting-on-slos/#4-alert-on-burn-rate
 */
export const burnFactor = (percent: Rational, period: Duration, window: Duration): Rational =>
  divide(multiply(percent, rational(BigInt(period))), rational(100n * BigInt(window)))

/**
 * The burn rate of a service that fails altogether, 1 / (1 − target): none is higher. Null for a target of 1, which has no
 * budget that could burn.
 */
export function largestFactor(target: Rational): Rational | null {
  const budget = subtract(ONE, target)
  return budget.num > 0n ? divide(ONE, budget) : null
}

/** Whether an alert on a burn rate above `factor` fires at least where everything fails. */
export function canFire(target: Rational, factor: Rational): boolean {
  const largest = largestFactor(target)
  return largest === null || compare(factor, largest) < 0
}
