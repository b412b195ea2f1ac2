import type { Catalog } from '../catalog.ts'
import type { Risk } from '../change/risk.ts'
import { isPlanned } from '../change/standing.ts'
import type { Links } from '../links.ts'
import type { Approval } from '../records/approval.ts'
import type { Change } from '../records/change.ts'
import { overrideState } from './budget-override.ts'
import { budgetState, stakeOf, type BudgetState, type Budgets } from './error-budgets.ts'
import { recordedApprovals, type RecordedApprovals } from './recorded-approvals.ts'

/** What is known of changes besides their records. */
export interface Recorded {
  catalog: Catalog
  links: Pick<Links, 'services'>
  /** By change. */
  approvals: ReadonlyMap<string, Approval>
  budgets_at_stake: Budgets
}

/** What error budgets ask of a change as of now, by the same model as the gate's. */
export function plannedBudgetState(known: Recorded, change: Change, risk: Risk | null): BudgetState {
  const { teams, policy, now } = known.catalog
  const asking = { change, before: change, samePlan: true, risk, policy, now }
  const recorded = known.approvals.get(change.id)
  const approvedBy = (recorded?.approvals ?? []).map(({ by }) => by)
  const override = overrideState(change, { teams, authors: recorded?.authors ?? [], approvedBy })
  return budgetState(asking, stakeOf(asking, known.budgets_at_stake), override)
}

/** What is on record of what a change needs: the policy's approvals, and those that a tight budget asks for besides. */
export function plannedApprovals(known: Recorded, change: Change, risk: Risk | null): RecordedApprovals {
  const { policy, now } = known.catalog
  const tight = isPlanned(change, now) && plannedBudgetState(known, change, risk).effect === 'approvals'
  const more = tight ? policy.budget.tight.high : {}
  return recordedApprovals(known, change, known.approvals.get(change.id), risk?.level ?? null, more)
}
