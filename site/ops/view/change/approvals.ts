import { recordedApprovals, type ApprovalPlace } from '#model/gate/recorded-approvals'
import type { RiskLevel } from '#model/change/risk'
import type { Change } from '#model/records/change'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { party, type Party } from '../people.ts'

/** Who let a change go ahead, and what the policy asks for. */
export interface ChangeApprovals {
  /** As the bot recorded them when the plan was merged. */
  given: { by: Party; at: Instant }[]
  /** What a change like this needs by today's policy, in words: `1 from core`, `1 lead`. */
  needed: string[]
  /** Of that, what the recorded ones leave open. */
  missing: string[]
  /** How many people that is. */
  open: number
  /** One for each that is needed, filled or empty. */
  places: (Omit<ApprovalPlace, 'by'> & { by: { party: Party; at: Instant | null } | null })[]
}

/** A change's approvals, with who gave them; `tight`: an error budget asks for what the policy says then. */
export function changeApprovals(
  ops: Ops,
  change: Change,
  { risk, tight }: { risk: RiskLevel | null; tight: boolean },
): ChangeApprovals {
  const more = tight ? ops.catalog.policy.budget.tight.high : {}
  const recorded = recordedApprovals(ops, change, ops.approvals.get(change.id), risk, more)
  const { given, needed, missing, open, places } = recorded
  return {
    given: given.map(({ by, at }) => ({ by: party(ops, by), at })),
    needed,
    missing,
    open,
    places: places.map((place) => ({
      ...place,
      by:
        place.by === null
          ? null
          : { party: party(ops, place.by), at: given.find(({ by }) => by === place.by)?.at ?? null },
    })),
  }
}
