import { compare, type Rational } from '../rational.ts'
import type { Change } from '../records/change.ts'
import type { SloBudget } from './budgets.ts'
import type { BudgetTier } from './tier.ts'

/** An SLO of a service that a change may harm, and what is left of its budget. */
export interface AffectedBudget {
  slo: string
  service: string
  tier: BudgetTier
  share: Rational
}

/**
 * The budgets of a change's services and of those that depend on them, directly or not, of which the least is left first.
 * What incidents tell counts: it is known for every SLO. `dependentsOf` gives the services that name one in `depends_on`.
 */
export function affectedBudgets(
  services: readonly string[],
  dependentsOf: (service: string) => readonly string[],
  budgets: readonly SloBudget[],
): AffectedBudget[] {
  const reached = new Set(services)
  // What is added meanwhile is gone through as well.
  for (const service of reached) for (const dependent of dependentsOf(service)) reached.add(dependent)
  return budgets
    .filter(({ slo }) => reached.has(slo.service))
    .map(({ slo, incidents: { figure } }) => ({
      slo: slo.id,
      service: slo.service,
      tier: figure.tier,
      share: figure.share,
    }))
    .toSorted((a, b) => compare(a.share, b.share))
}

/** What a tier asks of a change: nothing, the further approvals of `policy.budget.tight.high`, or that it waits. */
export type BudgetDemand = 'nothing' | 'approvals' | 'waiting'

/** `isHigh`: whether its risk is high or critical. Nothing of this counts for an emergency. */
export function budgetDemand(
  tier: BudgetTier,
  { type, purpose }: Pick<Change, 'type' | 'purpose'>,
  isHigh: boolean,
): BudgetDemand {
  if (tier === 'ample' || type === 'emergency') return 'nothing'
  const mends = purpose === 'reliability' || purpose === 'security'
  const may = tier === 'tight' || mends || (tier === 'low' && type === 'standard')
  if (!may) return 'waiting'
  return isHigh ? 'approvals' : 'nothing'
}
