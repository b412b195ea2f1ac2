import { overrideState } from '#model/gate/budget-override'
import { budgetState, stakeOf, type BudgetState } from '#model/gate/error-budgets'
import { recordedApprovals, type RecordedApprovals } from '#model/gate/recorded-approvals'
import { riskOf, type Risk } from '#model/change/risk'
import { isAhead, standingOf } from '#model/change/standing'
import { tiersOf } from '#model/links'
import type { Change } from '#model/records/change'
import type { Ops } from '../index.ts'
import { isPlanned } from '../calendar/collisions.ts'

/** What error budgets ask of a change as of now, by the same model as the gate's. */
export function budgetStateOf(ops: Ops, change: Change, risk: Risk | null): BudgetState {
  const { teams, policy } = ops.catalog
  const asking = { change, before: change, samePlan: true, risk, policy, now: ops.now }
  const recorded = ops.approvals.get(change.id)
  const approvedBy = (recorded?.approvals ?? []).map(({ by }) => by)
  const override = overrideState(change, { teams, authors: recorded?.authors ?? [], approvedBy })
  return budgetState(asking, stakeOf(asking, ops.budgets_at_stake), override)
}

/** What is on record of what a change needs: the policy's approvals, and those that a tight budget asks for besides. */
export function approvalsOf(ops: Ops, change: Change, risk: Risk | null): RecordedApprovals {
  const tight = isPlanned(change, ops.now) && budgetStateOf(ops, change, risk).effect === 'approvals'
  const more = tight ? ops.catalog.policy.budget.tight.high : {}
  return recordedApprovals(ops, change, ops.approvals.get(change.id), risk?.level ?? null, more)
}

/** How many approvals a change lacks. None of what is a draft, missed or over, nor of what others approved elsewhere. */
export function lackingApprovals(ops: Ops, change: Change): number {
  const standing = standingOf(change, ops.now)
  if (!isAhead(standing) || standing === 'draft' || change.source !== undefined) return 0
  return approvalsOf(ops, change, riskOf(change, tiersOf(ops.links, change), ops.catalog.policy.risk)).open
}
