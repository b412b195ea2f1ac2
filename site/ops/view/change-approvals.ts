import { missingWords } from '#model/gate/approvals'
import { freezesMet } from '#model/change/freezes'
import type { RiskLevel } from '#model/change/risk'
import { rosterOf } from '#model/gate/review-counting'
import { unfilledSlots } from '#model/gate/slot-matching'
import { barredImplementer, electorateOf, isPreApproved, neededSlots } from '#model/gate/slots'
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

/**
 * A change's approvals. A standard change needs none of its own. Who opens its pull request isn't known before that is
 * merged, so that person counts among those who may approve.
 */
export function changeApprovals(ops: Ops, change: Change, risk: RiskLevel | null): ChangeApprovals {
  const { catalog, links, approvals, now } = ops
  const { policy, teams } = catalog
  const recorded = approvals.get(change.id)
  const given = recorded?.approvals ?? []
  const slots = isPreApproved(change)
    ? []
    : neededSlots({
        change,
        risk,
        policy,
        electorate: electorateOf(teams, recorded?.authors ?? [], barredImplementer(change, risk)),
        ownerOf: (service) => links.services.get(service)?.team,
        freezes: freezesMet(change, catalog.freezes, { before: change, now, merging: false }),
      }).slots
  const roster = rosterOf(teams)
  const by = given.map((one) => roster.get(one.by.toLowerCase()) ?? one.by)
  return {
    given: given.map((one) => ({ by: party(ops, one.by), at: one.at })),
    needed: missingWords(slots),
    missing: missingWords(unfilledSlots(slots, by)),
  }
}
