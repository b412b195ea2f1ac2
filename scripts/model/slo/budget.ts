import type { Interval } from '../interval.ts'
import { compare, divide, multiply, parseRational, subtract, ZERO, type Rational } from '../rational.ts'
import type { SloWindow } from '../records/objective.ts'
import type { Policy } from '../records/policy.ts'
import { allowance, type Target } from './allowance.ts'
import { aloneIn, chargedIn, debitsIn, exclusionsIn, type Debit, type Exclusion, type Ledger } from './ledger.ts'
import { budgetTier, type BudgetTier, type TierLimits } from './tier.ts'
import { lookBack, windowAt } from './windows.ts'

/** A budget over a window; times in milliseconds. */
export interface BudgetFigure {
  window: Interval
  budget: Rational
  bad: Rational
  /** What would have been bad but for maintenance. */
  excluded: Rational
  /** Below 0 where more was spent than there was. */
  left: Rational
  /** `left / budget` */
  share: Rational
  tier: BudgetTier
}

/** What is left of an error budget as far as incidents tell, with everything that it was spent on. */
export interface IncidentBudget {
  figure: BudgetFigure
  debits: Debit[]
  exclusions: Exclusion[]
  /** What each incident would have cost alone, in milliseconds, by its id. */
  alone: ReadonlyMap<string, Rational>
  /** Incidents that alone burned more than the policy's share of the budget. */
  over_share: string[]
  /** The last twelve months, newest first; of a calendar window its periods. */
  periods: BudgetFigure[]
}

/** What an SLO promises, and has promised. */
export interface Promised {
  /** In order of time, at least one. */
  targets: readonly Target[]
  window: SloWindow
}

/** What a policy makes of budgets, exactly. */
export interface BudgetPolicy extends TierLimits {
  incident_share: Rational
}

/** The shortest decimal that is a float of the policy is what was written there. */
export const budgetPolicy = ({ budget }: Policy): BudgetPolicy => ({
  tight: exact(budget.tight.below),
  low: exact(budget.low.below),
  incident_share: exact(budget.incident_share),
})
const exact = (written: number): Rational => parseRational(String(written)) ?? ZERO

/** `time_zone`: whose calendar months a rolling window is looked back on by. Null where a target of 1 leaves no budget. */
export function incidentBudget(
  { targets, window }: Promised,
  ledger: Ledger,
  policy: BudgetPolicy,
  time_zone: string,
): IncidentBudget | null {
  const figureOf = (over: Interval) => figure(over, targets, ledger, policy)
  const current = figureOf(windowAt(window, ledger.now))
  if (current === null) return null
  const { alone, debits, exclusions } = spendingIn(ledger, current.window)
  const most = multiply(policy.incident_share, current.budget)
  return {
    figure: current,
    debits,
    exclusions,
    alone,
    over_share: [...alone].flatMap(([id, cost]) => (compare(cost, most) > 0 ? [id] : [])),
    periods: lookBack(window, ledger.now, time_zone).flatMap((period) => figureOf(period) ?? []),
  }
}

type Spending = Pick<IncidentBudget, 'alone' | 'debits' | 'exclusions'>
const known = new WeakMap<Ledger, Map<string, Spending>>()

/** What was spent in a window; SLOs that share a ledger mostly share their window, too. */
function spendingIn(ledger: Ledger, window: Interval): Spending {
  const windows = known.get(ledger) ?? new Map<string, Spending>()
  const key = `${window.from} ${window.to}`
  const spending = windows.get(key) ?? {
    alone: aloneIn(ledger, window),
    debits: debitsIn(ledger, window),
    exclusions: exclusionsIn(ledger, window),
  }
  known.set(ledger, windows.set(key, spending))
  return spending
}

function figure(window: Interval, targets: readonly Target[], ledger: Ledger, limits: TierLimits): BudgetFigure | null {
  const budget = allowance(targets, window)
  if (compare(budget, ZERO) <= 0) return null
  const { bad, excluded } = chargedIn(ledger, window)
  const left = subtract(budget, bad)
  const share = divide(left, budget)
  return { window, budget, bad, excluded, left, share, tier: budgetTier(share, limits) }
}
