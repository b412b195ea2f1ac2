import type { PullRequest } from '#io/github-pulls'
import { parentsOf, stepsOf } from '#io/git/history'
import { readTree } from '#io/gate-reader'
import { treeOf } from '#io/git/content'
import { outlineOf } from '#io/markdown'
import type { Content } from '#io/catalog-reader'
import { recordedApproval, type Given } from '#model/records/approval'
import type { Change } from '#model/records/change'
import { isApprovedOn } from '#model/change/standing'
import type { ApprovalState } from '#model/gate/context'
import { isPreApproved } from '#model/gate/slots'
import { planDigest } from '#model/change/plan-digest'
import { decisiveReviews, type DecisiveReview } from '#model/gate/review'
import type { Instant } from '#model/time'
import { assessPullRequest } from '#assess/pull-request'
import { rangeOf } from '../gate.ts'
import { writersOf, type PullRequestDesk } from '../github/judgement.ts'
import { clock } from '../options.ts'
import { recordFile, idAt, kindAt } from '#model/records/content-layout'

/** An approval to be written. */
export interface Due {
  change: string
  /** The pull request that it was given in. */
  number: number
  /** From the content folder. */
  path: string
  text: string
}

export interface Scope {
  /** The newest commit of the default branch. */
  tip: string
  branch: string
  /** How far back to look for what was merged. */
  since: Instant
  /** Only what this pull request brought. */
  pr: number | null
  now: Instant
}

/**
 * The approvals that merged pull requests gave and that aren't recorded yet. By what the branch holds, and not by what
 * has started the workflow: where one of its runs is dropped, the next one does its work.
 */
export async function approvalsDue(desk: PullRequestDesk, scope: Scope): Promise<Due[]> {
  const { repository } = desk
  const steps = (await stepsOf(repository.path, scope.tip, scope.since)).map(({ commit, files }) => ({
    commit,
    ids: new Set(files.flatMap((file) => changeOf(file) ?? [])),
  }))
  const touched = new Set(steps.flatMap(({ ids }) => [...ids]))
  if (touched.size === 0) return []
  const content = await readChanges(desk, scope.tip, touched, scope.now)
  const recorded = new Map(content.catalog.approvals.map((one) => [one.change, one]))
  const merged = mergedPullRequests(desk, scope)
  const due: Due[] = []
  for (const change of content.catalog.changes) {
    const { id } = change
    // Neither ever has reviews of its own.
    if (!isApprovedOn(change) || isPreApproved(change)) continue
    const known = recorded.get(id)
    if (known && known.plan === digestOf(content, change)) continue
    const path = recordFile('approval', id)
    for (const { commit } of steps.filter(({ ids }) => ids.has(id))) {
      const approved = (await merged(commit))?.get(id)
      if (!approved) continue
      const text = `${JSON.stringify(recordedApproval(id, approved), null, 2)}\n`
      if (approved.isComplete && content.texts.get(path) !== text)
        due.push({ change: id, number: approved.number, path, text })
      // The newest that asked for approval decides: what was approved before it was another plan.
      break
    }
  }
  return due
}

/** `changes/2026/CHG-2026-0451-redis.md` → `CHG-2026-0451`; null for other files. */
const changeOf = (path: string): string | null => (kindAt(path) === 'change' ? idAt(path) : null)

/** Some changes as they were at a commit, and the recorded approvals. */
async function readChanges(
  { repository }: PullRequestDesk,
  commit: string,
  ids: ReadonlySet<string>,
  now: Instant,
): Promise<Content> {
  const tree = await treeOf(repository, commit)
  const part = [...tree].filter(([path]) => kindAt(path) === 'approval' || ids.has(changeOf(path) ?? ''))
  return readTree(
    { contents: repository.contents, tree: new Map(part), needed: () => true, compared: () => true },
    now,
    clock,
  )
}

const digestOf = ({ companionsOf }: Content, change: Change): string =>
  planDigest(change, outlineOf(change.body), companionsOf(change))

interface Approved extends Given {
  number: number
  /** Nothing is missing. */
  isComplete: boolean
}

/** The changes that the pull request which made a commit had to have approved, by id; null: no pull request made it. */
function mergedPullRequests(
  desk: PullRequestDesk,
  scope: Scope,
): (commit: string) => Promise<Map<string, Approved> | null> {
  const pulls = new Map<string, Promise<PullRequest | null>>()
  const pullOf = (commit: string) => {
    const known = pulls.get(commit) ?? findPull(desk, scope, commit)
    pulls.set(commit, known)
    return known
  }
  const judged = new Map<number, Promise<Map<string, Approved>>>()
  return async (commit) => {
    const pull = await pullOf(commit)
    if (!pull) return null
    const known = judged.get(pull.number) ?? judge(desk, scope, pull, pullOf)
    judged.set(pull.number, known)
    return known
  }
}

async function findPull(
  { github }: PullRequestDesk,
  { branch, pr }: Scope,
  commit: string,
): Promise<PullRequest | null> {
  const found = await github.pullRequestsOf(commit)
  const merged = found.filter((one) => one.isMerged && one.base.branch === branch)
  return merged.find(({ number }) => pr === null || number === pr) ?? null
}

/**
 * Judges a merged pull request as on the day of its merge: against what it went into, with the reviews that it has. What
 * was merged is what the reviews must have been of, and not the branch: who merges by hand may have changed it.
 */
async function judge(
  desk: PullRequestDesk,
  { now }: Scope,
  pull: PullRequest,
  pullOf: (commit: string) => Promise<PullRequest | null>,
): Promise<Map<string, Approved>> {
  const { github, remote, repository } = desk
  const { number, mergeCommit } = pull
  if (mergeCommit === null) return new Map()
  const reviews = await github.reviews(number)
  await remote.fetch([mergeCommit, ...reviews.flatMap(({ commit_id }) => commit_id ?? [])])
  let [before, other] = await parentsOf(repository.path, mergeCommit)
  // A merge without a merge commit may have left several commits.
  while (before !== undefined && other === undefined && (await pullOf(before))?.number === number)
    [before, other] = await parentsOf(repository.path, before)
  if (before === undefined) return new Map()
  const range = await rangeOf(repository, before, mergeCommit)
  const { authors } = await writersOf(desk, pull, range.base)
  const { context } = await assessPullRequest(repository, { ...range, authors, reviews, isMerged: true }, now, clock)
  const asked = context.judged.filter(({ approval }) => approval.required && !approval.withdraws)
  const content = await readChanges(desk, mergeCommit, new Set(asked.map(({ change }) => change.id)), now)
  const approvals = new Map(asked.map(({ change, approval }) => [change.id, approval]))
  const decisive = decisiveReviews(reviews)
  return new Map(
    content.catalog.changes.flatMap((change): [string, Approved][] => {
      const approval = approvals.get(change.id)
      if (!approval) return []
      const given = counted(approval, decisive)
      return [
        [
          change.id,
          { number, plan: digestOf(content, change), authors, given, isComplete: approval.missing.length === 0 },
        ],
      ]
    }),
  )
}

/** The reviews that count, with their times. */
const counted = ({ given }: ApprovalState, reviews: readonly DecisiveReview[]) =>
  given.flatMap((by) => {
    const review = reviews.find((one) => one.by.toLowerCase() === by.toLowerCase())
    return review ? [{ by, at: review.at }] : []
  })
