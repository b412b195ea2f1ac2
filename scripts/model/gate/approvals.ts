import { unfilledSlots } from './slot-matching.ts'
import { barredImplementer, isPreApproved, neededSlots } from './slots.ts'
import type { Authors } from './authors.ts'
import type { Change } from '../records/change.ts'
import { isApprovedOn, isConcluded } from '../change/standing.ts'
import type { ApprovalState, Settings, ApprovalSlot } from './context.ts'
import { countReviews, type Counting } from './review-counting.ts'
import type { DecisiveReview } from './review.ts'
import type { FreezeMet } from '../change/freezes.ts'
import type { Risk } from '../change/risk.ts'

export interface ChangeToApprove {
  change: Change
  /** As on the base; null where it is new. */
  before: Change | null
  /** Whether it has the plan that it had on the base. */
  samePlan: boolean
  /** Without one, as much is needed as at medium risk. */
  risk: Risk | null
  /** Of the base. */
  settings: Settings
  /** Those of the base that its window meets. */
  freezes: readonly FreezeMet[]
  /** Of the pull request. */
  authors: Authors
  reviews: readonly DecisiveReview[]
  /** The digest of this change's plan at a commit; null where the commit, or the change in it, isn't known. */
  digestAt: (commit: string) => string | null
  /** The digest of its plan on the head. */
  digest: string
}

/** Whose approvals a change needs, which reviews count, and what is missing. */
export function changeApproval(input: ChangeToApprove): ApprovalState {
  if (!asksForApproval(input)) return nothingToApprove()
  const { change, settings, freezes, authors, reviews, digestAt, digest } = input
  const { policy, teams, owners } = settings
  const risk = input.risk?.level ?? null
  const ownerOf = (service: string) => owners.get(service)
  const slots = neededSlots({ change, risk, policy, teams, ownerOf, freezes, authors })
  const sameAt = (commit: string) => {
    const there = digestAt(commit)
    return there === null ? null : there === digest
  }
  const implementer = barredImplementer(change, risk)
  return { ...approvalOf(slots, reviews, { teams, authors, implementer, sameAt }), later: change.type === 'emergency' }
}

function asksForApproval({ change, before, samePlan }: ChangeToApprove): boolean {
  // An import records what was done elsewhere; otherwise a `source` would be a way round the approvals.
  const imported =
    change.source !== undefined && isConcluded(change) && (before === null || before.source !== undefined)
  const approvedBefore = before !== null && isApprovedOn(before) && samePlan
  return isApprovedOn(change) && !isPreApproved(change) && !imported && !approvedBefore
}

/** Where nobody's approval is needed. */
export const nothingToApprove = (): ApprovalState => ({
  required: false,
  later: false,
  slots: [],
  given: [],
  void: [],
  missing: [],
})

/** Which of some slots the reviews that count leave empty. Where there are no slots, nothing is to be approved. */
export function approvalOf(
  slots: ApprovalSlot[],
  reviews: readonly DecisiveReview[],
  counting: Counting,
): ApprovalState {
  if (slots.length === 0) return nothingToApprove()
  const counted = countReviews(reviews, counting)
  return { required: true, later: false, slots, ...counted, missing: unfilledSlots(slots, counted.given) }
}

/** A slot in words: "1 from payments", "1 lead". */
export const neededWords = (slot: ApprovalSlot): string => wordsFor(slot, 1)

/** Slots in words, equal ones together: "2 from payments", "1 lead". */
export const missingWords = (slots: readonly ApprovalSlot[]): string[] =>
  [...Map.groupBy(slots, neededWords).values()].flatMap(([first, ...rest]) =>
    first ? [wordsFor(first, 1 + rest.length)] : [],
  )

function wordsFor({ kind, team, besides = [] }: ApprovalSlot, count: number): string {
  const one = count === 1
  if (kind === 'service_team') return `${count} from ${team}`
  if (kind === 'lead') return one ? '1 lead' : `${count} leads`
  if (kind === 'any') return `${count} from anyone in a team`
  if (besides.length === 0) return one ? '1 other person' : `${count} other people`
  return `${count} from ${one ? 'another team' : 'other teams'} than ${besides.join(' or ')}`
}
