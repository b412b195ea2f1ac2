import { recordedApprovals } from '#model/gate/recorded-approvals'
import type { RiskLevel } from '#model/change/risk'
import type { Change } from '#model/records/change'
import type { Instant } from '#model/time'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'

/** Who let a change go ahead, and what the policy asks for. */
export interface ChangeApprovals {
  /** As the bot recorded them when the plan was merged. */
  given: { by: Party; at: Instant }[]
  /** What a change like this needs by today's policy, in words: `1 from core`, `1 lead`. */
  needed: string[]
  /** Of that, what the recorded ones leave open. */
  missing: string[]
}

/** A change's approvals, with who gave them. */
export function changeApprovals(ops: Ops, change: Change, risk: RiskLevel | null): ChangeApprovals {
  const { given, needed, missing } = recordedApprovals(ops, change, ops.approvals.get(change.id), risk)
  return { given: given.map(({ by, at }) => ({ by: party(ops, by), at })), needed, missing }
}
