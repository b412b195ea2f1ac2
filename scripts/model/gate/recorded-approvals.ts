import { freezesMet } from '../change/freezes.ts'
import type { RiskLevel } from '../change/risk.ts'
import type { Catalog } from '../catalog.ts'
import type { Links } from '../links.ts'
import type { Approval } from '../records/approval.ts'
import type { Change } from '../records/change.ts'
import type { Team } from '../records/team.ts'
import type { ApprovalSlot } from './context.ts'
import { missingWords, neededWords } from './approvals.ts'
import { rosterOf, sameHandle } from './review-counting.ts'
import { takenSlots } from './slot-matching.ts'
import { barredImplementer, electorateOf, isPreApproved, neededSlots, type Approvers } from './slots.ts'

/** What a change needs by today's policy, and what of that is on record. */
export interface RecordedApprovals {
  /** By handles as the teams write them. */
  given: { by: string; at: number }[]
  /** In words: `1 from core`, `1 lead`. */
  needed: string[]
  missing: string[]
  /** How many people that is. */
  open: number
  /** One for each approval that is needed. */
  places: ApprovalPlace[]
}

/** One needed approval: given, or who may give it. */
export interface ApprovalPlace {
  /** `1 from core` */
  needs: string
  by: string | null
  /** Who may still give it, by handles; empty where it is given. */
  who: string[]
  /** Who carries the change out, and may not for that reason; null where that makes no difference. */
  not: string | null
}

/**
 * A change's approvals as `approvals/` has them. A standard change needs none of its own. Who opens its pull request
 * isn't known before that is merged, so that person counts among those who may approve. `more` is what its error budgets
 * ask for besides.
 */
export function recordedApprovals(
  { catalog, links }: { catalog: Catalog; links: Pick<Links, 'services'> },
  change: Change,
  recorded: Approval | undefined,
  risk: RiskLevel | null,
  more: Approvers = {},
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
        more,
      }).slots
  const roster = rosterOf(teams)
  const given = (recorded?.approvals ?? []).map(({ by, at }) => ({ by: roster.get(by.toLowerCase()) ?? by, at }))
  const taken = takenSlots(
    slots,
    given.map(({ by }) => by),
  )
  const unfilled = taken.flatMap(({ slot, by }) => (by === null ? [slot] : []))
  const barred = barredImplementer(change, risk)
  return {
    given,
    needed: missingWords(slots),
    missing: missingWords(unfilled),
    open: unfilled.length,
    places: taken.map(({ slot, by }) => ({
      needs: neededWords(slot),
      by,
      who: by === null ? slot.who : [],
      not: by === null && barred !== null && asksAlso(slot, teams, barred) ? barred : null,
    })),
  }
}

/** Whether somebody could fill a slot, were it not for what they have to do with the change. */
function asksAlso({ kind, team, besides = [] }: ApprovalSlot, teams: readonly Team[], who: string): boolean {
  const own = teams.filter(({ members, leads }) => [...members, ...leads].some((one) => sameHandle(one, who)))
  if (kind === 'service_team') return own.some(({ id }) => id === team)
  if (kind === 'other_team') return own.some(({ id }) => !besides.includes(id))
  return kind === 'any' ? own.length > 0 : own.some(({ leads }) => leads.some((one) => sameHandle(one, who)))
}
