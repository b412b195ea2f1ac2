import { freezesMet } from '../change/freezes.ts'
import type { RiskLevel } from '../change/risk.ts'
import type { Catalog } from '../catalog.ts'
import type { Links } from '../links.ts'
import type { Approval } from '../records/approval.ts'
import type { Change } from '../records/change.ts'
import { missingWords } from './approvals.ts'
import { rosterOf } from './review-counting.ts'
import { unfilledSlots } from './slot-matching.ts'
import { barredImplementer, electorateOf, isPreApproved, neededSlots } from './slots.ts'

/** What a change needs by today's policy, and what of that is on record. */
export interface RecordedApprovals {
  /** By handles as the teams write them. */
  given: { by: string; at: number }[]
  /** In words: `1 from core`, `1 lead`. */
  needed: string[]
  missing: string[]
  /** How many people that is. */
  open: number
}

/**
 * A change's approvals as `approvals/` has them. A standard change needs none of its own. Who opens its pull request
 * isn't known before that is merged, so that person counts among those who may approve.
 */
export function recordedApprovals(
  { catalog, links }: { catalog: Catalog; links: Pick<Links, 'services'> },
  change: Change,
  recorded: Approval | undefined,
  risk: RiskLevel | null,
): RecordedApprovals {
  const { policy, teams, now } = catalog
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
  const given = (recorded?.approvals ?? []).map(({ by, at }) => ({ by: roster.get(by.toLowerCase()) ?? by, at }))
  const unfilled = unfilledSlots(
    slots,
    given.map(({ by }) => by),
  )
  return { given, needed: missingWords(slots), missing: missingWords(unfilled), open: unfilled.length }
}
