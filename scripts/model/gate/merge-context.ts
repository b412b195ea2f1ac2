import { byId, type Catalog } from '../catalog.ts'
import { conflictsAmong, type Conflict } from '../change/conflicts.ts'
import type { Placed } from '../change/environment.ts'
import { freezesMet } from '../change/freezes.ts'
import { riskOf } from '../change/risk.ts'
import { isConcluded } from '../change/standing.ts'
import { link, tiersOf } from '../links.ts'
import type { Change } from '../records/change.ts'
import type { SloBudget } from '../slo/budgets.ts'
import type { GivenBack } from '../slo/given-back.ts'
import { approvedBy, changeApproval, type PlanSeen } from './approvals.ts'
import type { Authors } from './authors.ts'
import type { GateContext, Judged, Settings } from './context.ts'
import { overrideState } from './budget-override.ts'
import { backdatedAnnouncements } from './backdated.ts'
import { budgetState, dependentsAmong, NO_BUDGETS, stakeOf } from './error-budgets.ts'
import { filesBesidePlans } from './beside-plans.ts'
import { textsBesidePlans } from './customer-texts.ts'
import { planModes, type PlanModes } from './plan-modes.ts'
import { pathApprovals } from './path-approvals.ts'
import { decisiveReviews, type Review } from './review.ts'
import { isFirst, settingsOf, settledServices } from './settings.ts'
import { unknownChanges, unknownIncidents } from './unknown-changes.ts'
import { loosenedIn } from './looser-slos.ts'
import { whileUnreadable, type Unreadable } from './settings-files.ts'
import type { SeenAt } from './review-counting.ts'
import { takenBack } from './taken-back.ts'
import { needsVouching } from './vouching.ts'
import { idAt, indexFile, recordAt } from '../records/content-layout.ts'

/** Content at one commit, as far as the gate has to do with it. */
export interface Snapshot {
  catalog: Catalog
  /** Where changes that are over, and that the catalogue lacks for it, were carried out. */
  over?: readonly Placed[]
  /** The digest of a plan of this catalogue, with what customers are told or without. */
  digestOf: (change: Change) => string
  keyOf: (change: Change) => string
}

/** By path from the content folder, what tells one form of a file from another: its text, and whether it is a file at all. */
export type Versions = ReadonlyMap<string, { oid: string; mode: string }>

/** A pull request, with all that was read for it. */
export interface PullRequestData {
  authors: Authors
  reviews: readonly Review[]
  /** What it goes into: its settings and services, and what the pull request touches, as it was. */
  base: Snapshot
  /** What the merge leaves behind. */
  head: Snapshot
  /** Every file of that. */
  files: Versions
  /** Every file of what it goes into. */
  filesBefore: Versions
  /** The files that the pull request has otherwise, those that it removes among them. */
  touched: readonly string[]
  /** Those of them that git can't merge. */
  conflicts: readonly string[]
  /** Files with something in them that can't be read, on the base as far as it was read. */
  unread: ReadonlySet<string>
  /** The same after the merge. */
  unreadAfter: ReadonlySet<string>
  /** Files of settings that can't be read. */
  settingsUnread: { base: readonly Unreadable[]; head: readonly Unreadable[] }
  /** The error budgets of what it goes into, of those that its changes answer to, and what of them can't be read. */
  budgets: readonly SloBudget[]
  unknown_spending: readonly string[]
  /** Those of which the merge would leave more. */
  given_back: readonly GivenBack[]
  /** By commit, what its reviewers had before their eyes, as far as the commit is known. */
  reviewed: ReadonlyMap<string, { snapshot: Snapshot; files: Versions }>
}

/** What the gate looks at before a merge. */
export function mergeContext(data: PullRequestData): GateContext {
  const { base, head, touched, reviewed, authors } = data
  const { catalog } = head
  const records = new Set(touched.flatMap((path) => recordAt(path) ?? []))
  const brought = new Set(touched)
  const services = settledServices(base.catalog.services, catalog.services)
  const first = isFirst(base.catalog, data.settingsUnread.base)
  const settings = settingsOf({ base: base.catalog, head: catalog, over: head.over ?? [], services, first }, records)
  const unread = unreadChanges(data)
  const reviews = decisiveReviews(data.reviews)
  const links = link(catalog)
  const settled = { services: byId(services) }
  const earlier = new Map(base.catalog.changes.map((change) => [change.id, change]))
  const changes = catalog.changes.filter(({ file }) => records.has(recordAt(file) ?? ''))
  const conflicts = conflictsOf(changes, catalog, services)
  const modes = { before: planModes(data.filesBefore), after: planModes(data.files) }
  const plans = new Map([...reviewed].map(([commit, { snapshot, files }]) => [commit, plansIn(snapshot, files)]))

  const budgets = { all: data.budgets, dependentsOf: dependentsAmong(services) }

  const unvouched = new Set<string>()
  const judged = changes.map((change): Judged => {
    const mended = unread.has(change.id)
    // What couldn't be read wasn't approved by anybody who read it.
    const before = mended ? null : (earlier.get(change.id) ?? null)
    const risk = riskOf(change, tiersOf(settled, change), settings.policy.risk, settings.environments)
    const freezes = freezesMet(change, settings.freezes, {
      before,
      now: catalog.now,
      merging: true,
      environments: settings.environments,
    })
    const samePlan =
      before !== null && isSamePlan({ before, base, modes: modes.before }, { change, head, modes: modes.after })
    const asking = { change, before, samePlan, risk, policy: settings.policy, now: catalog.now }
    const stake = stakeOf(asking, budgets)
    const toApprove = {
      change,
      before,
      mended,
      samePlan,
      risk,
      settings,
      freezes,
      authors,
      reviews,
      digest: withModes(head.digestOf(change), modes.after(change, 'all')),
      planAt: (commit: string) => plans.get(commit)?.get(change.id) ?? null,
    }
    const approval = changeApproval({
      ...toApprove,
      more: stake.demand === 'approvals' ? settings.policy.budget.tight.high : {},
    })
    const recorded = samePlan ? recordedOf(base.catalog, change.id, head.digestOf(change)) : []
    const override = overrideState(change, {
      teams: settings.teams,
      authors,
      approvedBy: [...approvedBy(toApprove), ...recorded],
    })
    const budget = approval.withdraws ? NO_BUDGETS : budgetState(asking, stake, override)
    if (needsVouching({ change, before, mended, samePlan, approval }, settings.teams, authors)) unvouched.add(change.id)
    return { change, before, mended, risk, approval, freezes, conflicts: conflicts.get(change.id) ?? [], budget }
  })

  const texts = textsBesidePlans(data)
  const approvals = new Map(judged.map(({ change, approval }) => [change.id, approval]))
  const beside = new Set(filesBesidePlans({ ...data, approvals, unread, unvouched })).difference(new Set(texts))
  return {
    mode: 'merge',
    head: catalog,
    links,
    settings,
    judged,
    paths: pathApprovals({
      files: [...touched.filter((path) => !path.startsWith('changes/')), ...beside],
      texts,
      notAlone: takenBack(data).union(backdatedAnnouncements(data)),
      looser: loosenedIn(data),
      settings,
      authors,
      reviews,
      sameAt: (commit, paths) => sameFiles(data, commit, paths),
    }),
    unreadable: unreadableOf(data, settings),
    isFirst: first,
    unknown: unknownChanges(catalog, data.unreadAfter).filter(
      ({ file }) => !brought.has(file) && !records.has(recordAt(file) ?? ''),
    ),
    unknown_incidents: unknownIncidents(catalog, data.unreadAfter),
    unknown_spending: data.unknown_spending,
    given_back: data.given_back,
    unmerged: data.conflicts,
    removed: removedChanges(base.catalog.changes, records, data),
    authors,
    now: catalog.now,
  }
}

/** Who approved a plan, as it was recorded. */
const recordedOf = ({ approvals }: Catalog, id: string, digest: string): string[] =>
  approvals
    .filter(({ change, plan }) => change === id && plan === digest)
    .flatMap((one) => one.approvals.map(({ by }) => by))

/**
 * Whether files are now what they were at a commit; null where it isn't known. Of a change's text that takes the status as
 * well: who looked at a draft didn't see that customers would read it.
 */
function sameFiles(
  { head, files, reviewed }: PullRequestData,
  commit: string,
  paths: readonly string[],
): SeenAt | null {
  const there = reviewed.get(commit)
  if (!there) return null
  const isSame = (path: string) => {
    const [was, is] = [there.files.get(path), files.get(path)]
    return was?.oid === is?.oid && was?.mode === is?.mode
  }
  if (!paths.every(isSame)) return 'other_plan'
  const statuses = ({ catalog }: Snapshot) => new Map(catalog.changes.map(({ id, status }) => [id, status]))
  const [then, now] = [statuses(there.snapshot), statuses(head)]
  const ids = paths.flatMap((path) => (path.startsWith('changes/') ? (idAt(path) ?? []) : []))
  return ids.every((id) => then.get(id) === now.get(id)) ? 'same' : 'other_status'
}

/** What those of some changes that aren't over collide with, by id. */
function conflictsOf(
  changes: readonly Change[],
  catalog: Catalog,
  services: Catalog['services'],
): Map<string, Conflict[]> {
  const ids = new Set(changes.filter((change) => !isConcluded(change)).map(({ id }) => id))
  const found = conflictsAmong(catalog.changes, services, { now: catalog.now, only: ids, asIf: ids })
  const pairs = found.flatMap((conflict) => [conflict.a, conflict.b].map((id) => ({ id, conflict })))
  const groups = Map.groupBy(pairs, ({ id }) => id)
  return new Map([...groups].map(([id, members]) => [id, members.map(({ conflict }) => conflict)]))
}

/**
 * Ids of changes that couldn't be read on the base, or not all of them. One that could be isn't among them, though a
 * folder beside it that bears its id holds no record.
 */
function unreadChanges({ base: { catalog }, unread }: PullRequestData): Set<string> {
  const ids = (part: typeof catalog.changes) => new Set(part.map(({ id }) => id))
  const whole = ids(catalog.changes.filter(({ file }) => !unread.has(file)))
  const broken = new Set(catalog.broken.change).difference(whole)
  return broken.union(ids(catalog.changes.filter(({ file }) => unread.has(file))))
}

/** The settings of the base that can't be read, and what the pull request may do all the same. */
function unreadableOf({ touched, settingsUnread }: PullRequestData, { teams }: Settings): GateContext['unreadable'] {
  const files = settingsUnread.base
  if (files.length === 0 || touched.length === 0) return { files: [], meanwhile: 'stops' }
  // Where nobody is known who could approve, nothing is let through.
  const isAnyone = teams.some(({ members, leads }) => members.length + leads.length > 0)
  const meanwhile = whileUnreadable(files, { touched, left: settingsUnread.head })
  return { files, meanwhile: isAnyone ? meanwhile : 'stops' }
}

/** By change, its plan. */
function plansIn({ catalog, digestOf }: Snapshot, files: Versions): Map<string, PlanSeen> {
  const modesOf = planModes(files)
  return new Map(
    catalog.changes.map((change) => [
      change.id,
      { digest: withModes(digestOf(change), modesOf(change, 'all')), status: change.status },
    ]),
  )
}

/** A plan, and what is a program in it: for what is compared within a pull request. */
const withModes = (digest: string, modes: string): string => `${digest} ${modes}`

/** Once work has begun, what customers are told of it is no longer part of what was approved. */
function isSamePlan(
  was: { before: Change; base: Snapshot; modes: PlanModes },
  is: { change: Change; head: Snapshot; modes: PlanModes },
): boolean {
  const begun = is.change.status !== 'approved'
  const which = begun ? 'unpublished' : 'all'
  if (was.modes(was.before, which) !== is.modes(is.change, which)) return false
  return begun
    ? was.base.keyOf(was.before) === is.head.keyOf(is.change)
    : was.base.digestOf(was.before) === is.head.digestOf(is.change)
}

/** Changes that were there and are no longer, under any name. */
function removedChanges(
  before: readonly Change[],
  records: ReadonlySet<string>,
  { head: { catalog }, files, unreadAfter }: PullRequestData,
): GateContext['removed'] {
  // A folder that bears its id and holds no record doesn't keep it.
  const unread = [...unreadAfter].filter((file) => files.has(file) && file === indexFile(recordAt(file) ?? ''))
  const left = new Set([...catalog.changes.map(({ id }) => id), ...unread.flatMap((file) => idAt(file) ?? [])])
  return before
    .filter(({ id, file }) => records.has(recordAt(file) ?? '') && !left.has(id) && !files.has(file))
    .map(({ id, file, status }) => ({ id, file, status }))
}
