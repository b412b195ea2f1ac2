import { unfilledSlots } from './approval-matching.ts'
import { changeSlots } from './approval-slots.ts'
import { missingWords } from './approvals.ts'
import type { Change } from './change.ts'
import { freezesOver } from './freeze-overlap.ts'
import type { Ops } from './ops-index.ts'
import { party, type Party } from './ops-people.ts'
import type { RiskLevel } from './risk.ts'
import type { Instant } from './time.ts'

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
