import { plannedApprovals } from '#model/gate/planned-approvals'
import { riskOf } from '#model/change/risk'
import { isAhead, standingOf } from '#model/change/standing'
import { tiersOf } from '#model/links'
import type { Change } from '#model/records/change'
import type { Ops } from '../index.ts'

/** How many approvals a change lacks. None of what is a draft, missed or over, nor of what others approved elsewhere. */
export function lackingApprovals(ops: Ops, change: Change): number {
  const standing = standingOf(change, ops.now)
  if (!isAhead(standing) || standing === 'draft' || change.source !== undefined) return 0
  return plannedApprovals(ops.counted, change, riskOf(change, tiersOf(ops.links, change), ops.catalog.policy.risk)).open
}
