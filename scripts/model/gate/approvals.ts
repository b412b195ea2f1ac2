import { openerOf, type Authors } from './authors.ts'
import { unfilledSlots } from './slot-matching.ts'
import {
  barredImplementer,
  electorateOf,
  isPreApproved,
  neededSlots,
  slotsFor,
  type Approvers,
  type Electorate,
} from './slots.ts'
import type { Change } from '../records/change.ts'
import { isApprovedOn, isConcluded } from '../change/standing.ts'
import type { ApprovalState, Fallen, Settings, ApprovalSlot } from './context.ts'
import type { FilledSlots } from './fillable.ts'
import { countReviews, rosterOf, sameHandle, type SeenAt } from './review-counting.ts'
import type { DecisiveReview } from './review.ts'
import type { FreezeMet } from '../change/freezes.ts'
import type { Risk } from '../change/risk.ts'

/** What there is of a change to be approved. */
export interface PlanSeen {
  /** The digest of its plan. */
  digest: string
  status: Change['status']
}

export interface ChangeToApprove {
  change: Change
  /** As on the base; null where it is new, or could not be read there. */
  before: Change | null
  /** Whether it is on the base, but could not be read there. */
  mended: boolean
  /** Whether it has the plan that it had on the base. */
  samePlan: boolean
  /** Without one, as much is needed as at medium risk. */
  risk: Risk | null
  /** Of the base. */
  settings: Settings
  /** Those of the base that its window meets. */
  freezes: readonly FreezeMet[]
  authors: Authors
  reviews: readonly DecisiveReview[]
  /** This change's plan at a commit; null where the commit, or the change in it, isn't known. */
  planAt: (commit: string) => PlanSeen | null
  /** The digest of its plan on the head. */
  digest: string
  /** What its error budgets ask for besides. */
  more?: Approvers | undefined
}

/** Whose approvals a change needs, which reviews count, and what is missing. */
export function changeApproval(input: ChangeToApprove): ApprovalState {
  const { change, before, settings, freezes, authors, reviews, more } = input
  const { policy, teams, owners } = settings
  const ownerOf = (service: string) => owners.get(service)
  const sameAt = (commit: string) => seenAt(input, commit)
  if (before && isWithdrawn(before, change)) {
    const electorate = electorateOf(teams, [], null)
    // Whose services they were: what the pull request makes of them decides nothing.
    const needed = slotsFor(policy.approvals.withdraw, before, { electorate, ownerOf })
    return { ...approvalOf(needed, reviews, { electorate, authors, sameAt, asked: 'withdrawal' }), withdraws: true }
  }
  if (!asksForApproval(input)) return nothingToApprove()
  const risk = input.risk?.level ?? null
  const electorate = electorateOf(teams, authors, barredImplementer(change, risk))
  const asked = { ...change, type: approvedAs(input) }
  const needed = neededSlots({ change: asked, risk, policy, electorate, ownerOf, freezes, more })
  const approval = approvalOf(needed, reviews, { electorate, authors, sameAt, asked: 'plan' })
  return { ...approval, later: asked.type === 'emergency' }
}

/** Whose approval of a change's plan counts, whether any is asked for or not. */
export function approvedBy(input: ChangeToApprove): string[] {
  const { change, settings, authors, reviews } = input
  const { teams, barred } = electorateOf(settings.teams, authors, barredImplementer(change, input.risk?.level ?? null))
  return countReviews(reviews, {
    teams,
    authors,
    implementer: barred,
    sameAt: (commit) => seenAt(input, commit),
  }).given
}

/**
 * The type by which a change is approved: its own, but where it takes the place of a plan that people have approved. To
 * call that standard, or an emergency, makes it another plan that they haven't.
 */
const approvedAs = ({ change, before }: Pick<ChangeToApprove, 'change' | 'before'>): Change['type'] =>
  before?.type === 'normal' && isApprovedOn(before) && !isConcluded(before) ? 'normal' : change.type

function seenAt({ change, digest, planAt }: ChangeToApprove, commit: string): SeenAt | null {
  const there = planAt(commit)
  if (there === null) return null
  if (there.digest !== digest) return 'other_plan'
  return there.status === change.status ? 'same' : 'other_status'
}

/** Whether what was approved no longer is, and wasn't done either. */
const isWithdrawn = (before: Change, change: Change): boolean => before.status === 'approved' && !isApprovedOn(change)

function asksForApproval({ change, before, mended, samePlan }: ChangeToApprove): boolean {
  if (!isApprovedOn(change) || isPreApproved({ ...change, type: approvedAs({ change, before }) })) return false
  if (before === null) return !isImported(change, mended)
  // What is over permits nothing any more: it is edited as a file.
  if (isConcluded(before) && isConcluded(change)) return false
  return !(isApprovedOn(before) && samePlan)
}

/** Whether a new record tells of what was done elsewhere; otherwise a `source` would be a way round the approvals. */
export const isImported = (change: Change, mended: boolean): boolean =>
  change.source !== undefined && isConcluded(change) && !mended

/** Where nobody's approval is needed. */
export const nothingToApprove = (): ApprovalState => ({
  required: false,
  withdraws: false,
  later: false,
  slots: [],
  given: [],
  void: [],
  missing: [],
  fallen: [],
  objections: [],
})

export interface Asking {
  electorate: Electorate
  authors: Authors
  sameAt: (commit: string) => SeenAt | null
  /** A withdrawal is approved by who brings it as well, where they may. */
  asked: 'plan' | 'withdrawal' | 'files'
}

/** Which of some slots the reviews that count leave empty. Where there are no slots, nothing is to be approved. */
export function approvalOf(
  { slots, fallen }: FilledSlots,
  reviews: readonly DecisiveReview[],
  { electorate, authors, sameAt, asked }: Asking,
): ApprovalState {
  if (slots.length === 0) return { ...nothingToApprove(), fallen }
  const { teams, barred } = electorate
  const counted = countReviews(reviews, { teams, authors, implementer: barred, sameAt })
  const brought = asked === 'withdrawal' ? rosterOf(teams).get(openerOf(authors)?.toLowerCase() ?? '') : undefined
  const given = brought === undefined ? counted.given : [...counted.given, brought]
  const may = new Set(slots.flatMap(({ who }) => who))
  const objecting = reviews.filter(({ state }) => state === 'changes_requested').map(({ by }) => by)
  return {
    ...nothingToApprove(),
    required: true,
    slots,
    ...counted,
    missing: unfilledSlots(slots, given),
    fallen,
    objections: [...may].filter(
      (one) => objecting.some((by) => sameHandle(by, one)) && !authors.some((author) => sameHandle(author, one)),
    ),
  }
}

/** What the policy asks for and nobody is left to give, a sentence each. */
export const fallenWords = (fallen: readonly Fallen[]): string[] =>
  [...Map.groupBy(fallen, ({ to }) => to)].map(([to, some]) => {
    const what = new Intl.ListFormat('en-GB').format(missingWords(some.map(({ slot }) => slot)))
    return to === 'anyone'
      ? `Nobody else is left to give ${what}, so anybody else in a team does.`
      : `Nobody else is left to give ${what}, so nobody has to.`
  })

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
