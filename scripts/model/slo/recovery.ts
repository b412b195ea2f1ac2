import { compare, divide, multiply, ONE, rational, subtract, type Rational } from '../rational.ts'
import type { Instant } from '../time.ts'
import type { SloBudget } from './budgets.ts'

/**
 * When at least `share` of a budget is left again, and more than nothing, if nothing else is spent of it: as what was spent
 * falls out of a rolling window, or a calendar one begins anew. As incidents tell it. Null where something is still being
 * spent, so that nobody knows. `share` from 0 to 1, `now` that of the budget.
 */
export function recoversAt(
  { window, targets, incidents: { figure, debits } }: Pick<SloBudget, 'window' | 'targets' | 'incidents'>,
  share: Rational,
  now: Instant,
): Instant | null {
  if (debits.some(({ to }) => to >= now)) return null
  if (window.kind === 'calendar') return figure.window.to
  // Where the target was changed the window comes to hold more of the newer one: the smaller budget of the two is sure.
  const target = targets.at(-1)?.target ?? ONE
  const whole = multiply(subtract(ONE, target), rational(BigInt(window.length)))
  const budget = compare(whole, figure.budget) < 0 ? whole : figure.budget
  const isEnough = (bad: Rational) => {
    const left = subtract(budget, bad)
    return left.num > 0n && compare(left, multiply(share, budget)) >= 0
  }
  let { bad } = figure
  if (isEnough(bad)) return now
  for (const { from, cost, weight } of debits) {
    const after = subtract(bad, cost)
    if (isEnough(after)) {
      const excess = subtract(bad, subtract(budget, multiply(share, budget)))
      const { num, den } = divide(excess, weight)
      const least = num <= 0n ? 0n : (num + den - 1n) / den
      // Exactly nothing left is still nothing.
      const part = isEnough(subtract(bad, multiply(weight, rational(least)))) ? least : least + 1n
      return from + Number(part) + window.length
    }
    bad = after
  }
  return null
}
