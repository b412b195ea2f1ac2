import { conflictsAmong } from '../change/conflicts.ts'
import { environmentsIn } from '../change/environment.ts'
import { freezesMet } from '../change/freezes.ts'
import { riskOf } from '../change/risk.ts'
import { link, tiersOf } from '../links.ts'
import { approvalDue, emergencyTimes } from '../change/emergency.ts'
import type { Approval } from '../records/approval.ts'
import type { Change } from '../records/change.ts'
import { approvedBy, changeApproval } from './approvals.ts'
import { overrideState } from './budget-override.ts'
import { budgetState, dependentsAmong, stakeOf } from './error-budgets.ts'
import type { GateContext, Judged, Settings } from './context.ts'
import type { Snapshot } from './merge-context.ts'
import type { DecisiveReview } from './review.ts'
import { unknownChanges, unknownIncidents } from './unknown-changes.ts'
import type { Unreadable } from './settings-files.ts'
import type { SloBudget } from '../slo/budgets.ts'

/** What is known besides the records. */
export interface StartData {
  /** Files of settings that can't be read. */
  unreadable: readonly Unreadable[]
  /** All files with something in them that can't be. */
  unread: ReadonlySet<string>
  /** The error budgets that the change answers to, and the files that can't be read of those that they are worked out from. */
  budgets: readonly SloBudget[]
  unknown_spending: readonly string[]
}

/** What the gate looks at right before a change begins; null: of one that can't be read. */
export function startContext(
  { catalog, over = [], digestOf }: Pick<Snapshot, 'catalog' | 'over' | 'digestOf'>,
  change: Change | null,
  { unreadable, unread, budgets, unknown_spending }: StartData,
): GateContext {
  const { policy, teams, freezes, change_templates, services, now } = catalog
  const owners = new Map(services.map(({ id, team }) => [id, team]))
  const environments = environmentsIn({ ...catalog, changes: [...catalog.changes, ...over] })
  const settings: Settings = { policy, teams, freezes, change_templates, owners, environments }
  const links = link(catalog)
  const dependentsOf = dependentsAmong(services)

  // What stands in a file that can't be read, or is of another change, is no permission.
  const files = new Set([...unread, ...catalog.approvals.map(({ file }) => file)].map((file) => file.toLowerCase()))
  const isRecorded = ({ id }: Change): boolean => files.has(`approvals/${id}.json`.toLowerCase())

  function judged(one: Change): Judged {
    const risk = riskOf(one, tiersOf(links, one), policy.risk, environments)
    const met = freezesMet(one, freezes, { before: one, now, merging: false, environments })
    const recorded = catalog.approvals.find((approval) => approval.change === one.id)
    const due = one.type === 'emergency' ? approvalDue(one) : null
    // A time that is still to come would make the day after it longer.
    const isDated = emergencyTimes(one, now) !== 'ahead'
    const asking = { change: one, before: one, samePlan: true, risk, policy, now }
    const stake = stakeOf(asking, { all: budgets, dependentsOf })
    const toApprove = {
      change: one,
      before: null,
      mended: false,
      samePlan: false,
      risk,
      settings,
      freezes: met,
      authors: recorded?.authors ?? [],
      reviews: recorded ? reviewsOf(recorded) : [],
      digest: digestOf(one),
      planAt: (digest: string) => ({ digest, status: one.status }),
    }
    const approval = changeApproval({
      ...toApprove,
      more: stake.demand === 'approvals' ? policy.budget.tight.high : {},
    })
    const { authors } = toApprove
    const override = overrideState(one, { teams, authors, approvedBy: approvedBy(toApprove) })
    return {
      change: one,
      before: one,
      mended: false,
      risk,
      // Where nobody records approvals, the merge that made it approved has asked for them; of an emergency it has not.
      approval: { ...approval, later: due === null ? !recorded && !isRecorded(one) : isDated && now < due },
      freezes: met,
      conflicts: conflictsAmong(catalog.changes, services, { now: catalog.now, only: new Set([one.id]) }),
      budget: budgetState(asking, stake, override),
    }
  }

  return {
    mode: 'start',
    head: catalog,
    links,
    settings,
    judged: change ? [judged(change)] : [],
    paths: [],
    unreadable: { files: unreadable, meanwhile: 'stops' },
    isFirst: false,
    unknown: unknownChanges(catalog, unread).filter(({ id }) => id !== change?.id),
    unknown_incidents: unknownIncidents(catalog, unread),
    unknown_spending,
    given_back: [],
    unmerged: [],
    removed: [],
    // As far as it was written down at the merge.
    authors: catalog.approvals.find((approval) => approval.change === change?.id)?.authors ?? [],
    now,
  }
}

/** A recorded approval is of a plan, where a review is of a commit. */
const reviewsOf = ({ approvals, plan }: Approval): DecisiveReview[] =>
  approvals.map(({ by, at }) => ({ by, at, state: 'approved', commit: plan }))
