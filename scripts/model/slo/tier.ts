import { compare, type Rational, ZERO } from '../rational.ts'

/** How much of an error budget is left, in words that a policy goes by. */
export type BudgetTier = 'ample' | 'tight' | 'low' | 'spent'

/** Shares of the budget, as `policy.budget` sets them. */
export interface TierLimits {
  tight: Rational
  low: Rational
}

const WORST_FIRST: readonly BudgetTier[] = ['spent', 'low', 'tight', 'ample']

/** The tier of a budget of which a share is left; exactly at a limit it is not yet below it. */
export function budgetTier(left: Rational, { tight, low }: TierLimits): BudgetTier {
  if (compare(left, ZERO) <= 0) return 'spent'
  if (compare(left, low) < 0) return 'low'
  return compare(left, tight) < 0 ? 'tight' : 'ample'
}

/** The worst of some tiers; null where there is none. */
export const worstTier = (tiers: Iterable<BudgetTier>): BudgetTier | null => {
  const known = new Set(tiers)
  return WORST_FIRST.find((tier) => known.has(tier)) ?? null
}
