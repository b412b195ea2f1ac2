import { unfilledSlots } from '#model/gate/slot-matching'
import { changeSlots } from '#model/gate/slots'
import { missingWords } from '#model/gate/approvals'
import type { Change } from '#model/records/change'
import { freezesOver } from '#model/change/freezes'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import type { RiskLevel } from '#model/change/risk'
import type { Instant } from '#model/time'

/** Who let a change go ahead, and what the policy asks for. */
export interface ChangeApprovals {
  /** As the bot recorded them when the plan was merged. */
  given: { by: Party; at: Instant }[]
  /** What a change like this needs by today's policy, in words: `1 from core`, `1 lead`. */
  needed: string[]
  /** Of that, what the recorded ones leave open. */
  missing: string[]
}

/**
 * A change's approvals. A standard change needs none of its own. Who opens its pull request isn't known here, so that
 * person counts among those who may approve. Without a risk as much is needed as at medium risk.
 */
export function changeApprovals(ops: Ops, change: Change, risk: RiskLevel | null): ChangeApprovals {
  const { catalog, links, approvals } = ops
  const given = approvals.get(change.id)?.approvals ?? []
  const slots = change.type === 'standard' ? [] : slotsOf(change, risk ?? 'medium', catalog, links)
  return {
    given: given.map(({ by, at }) => ({ by: party(ops, by), at })),
    needed: missingWords(slots),
    missing: missingWords(
      unfilledSlots(
        slots,
        given.map(({ by }) => by),
      ),
    ),
  }
}

function slotsOf(change: Change, level: RiskLevel, { policy, teams, freezes }: Ops['catalog'], links: Ops['links']) {
  const emergency = change.type === 'emergency'
  const needs = policy.approvals[emergency ? 'emergency' : level]
  const soft = !emergency && freezesOver(change, freezes).some((freeze) => freeze.level === 'soft')
  const owning = new Set(change.services.flatMap((id) => links.services.get(id)?.team ?? []))
  const implementer = level === 'high' || level === 'critical' ? (change.implementer ?? null) : null
  return changeSlots({ ...needs, any: (needs.any ?? 0) + (soft ? 1 : 0) }, teams, owning, [implementer])
}
