import { compare, type Rational } from '../rational.ts'
import type { Change } from '../records/change.ts'
import type { SloBudget } from './budgets.ts'
import type { BudgetTier } from './tier.ts'

/** A budget of a service that a change may harm, and what is left of it. */
export interface AffectedBudget {
  slo: string
  service: string
  /** Of the two figures that of which less is left. */
  tier: BudgetTier
  share: Rational
  source: 'incidents' | 'measurements'
  budget: SloBudget
}

/** Services and those that depend on them, directly or not. `dependentsOf` gives the services that name one in `depends_on`. */
export function reachedFrom(
  services: readonly string[],
  dependentsOf: (service: string) => readonly string[],
): Set<string> {
  const reached = new Set(services)
  // What is added meanwhile is gone through as well.
  for (const service of reached) for (const dependent of dependentsOf(service)) reached.add(dependent)
  return reached
}

/**
 * The budgets of a change's services and of those that depend on them, of which the least is left first. What incidents
 * tell is known for every SLO; where something was measured and says that less is left, that counts.
 */
export function affectedBudgets(
  services: readonly string[],
  dependentsOf: (service: string) => readonly string[],
  budgets: readonly SloBudget[],
): AffectedBudget[] {
  const reached = reachedFrom(services, dependentsOf)
  return scarcestFirst(budgets.filter(({ slo }) => reached.has(slo.service)))
}

/** Budgets with what is left of them, the least share first. */
export const scarcestFirst = (budgets: readonly SloBudget[]): AffectedBudget[] =>
  budgets
    .map((budget) => ({ slo: budget.slo.id, service: budget.slo.service, ...worseOf(budget), budget }))
    .toSorted((a, b) => compare(a.share, b.share))

function worseOf({ incidents: { figure }, measured }: SloBudget): Pick<AffectedBudget, 'tier' | 'share' | 'source'> {
  const { share = null, tier = null } = measured?.figure ?? {}
  return share !== null && tier !== null && compare(share, figure.share) < 0
    ? { tier, share, source: 'measurements' }
    : { tier: figure.tier, share: figure.share, source: 'incidents' }
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
