import { basename } from 'node:path'
import { outlineOf } from '#io/markdown'
import { diagnose } from '#io/diagnose'
import type { Content } from '#io/catalog-reader'
import { merged, publicFiles, readTree, recordOf, treeOf, type Needed, type Tree } from '#io/gate-reader'
import type { Repository } from '#io/git/repository'
import { changeApproval } from '#model/gate/approvals'
import type { Body } from '#model/records/body'
import type { Catalog } from '#model/catalog'
import { conflictsAmong, type Conflict } from '#model/change/conflicts'
import type { Change } from '#model/records/change'
import type { Diagnostic, Problem } from '#model/diagnostic'
import { freezesMet } from '#model/change/freezes'
import { isOver } from '#model/change/standing'
import type { GateContext, GateProblem, Judged, Settings } from '#model/gate/context'
import { link, tiersOf } from '#model/links'
import { mentionOf } from '#model/records/mention'
import { pathApprovals } from '#model/gate/path-approvals'
import { planDigest, planKey } from '#model/change/plan-digest'
import { decisiveReviews, type Review } from '#model/gate/review'
import { riskOf } from '#model/change/risk'
import type { Instant } from '#model/time'
import { judgeGate } from '#rules/judge'
import { judgeContent } from './content.ts'

/** A pull request, by its commits. */
export interface Range {
  base: string
  /** Where the two parted. */
  parted: string
  head: string
  author: string | null
  reviews: readonly Review[]
}

export interface PullRequestAssessment {
  context: GateContext
  /** Findings about broken records, and about files beside the changes. */
  outer: Diagnostic[]
  /** By change, what the gate finds. */
  byChange: ReadonlyMap<string, Diagnostic[]>
  /** Before and after the merge, for what customers will see. */
  before: Catalog
  after: Catalog
  files: number
}

/** Judges a pull request: what it leaves behind, against what was there. */
export async function assessPullRequest(
  repository: Repository,
  { base, parted, head, author, reviews }: Range,
  now: Instant | null,
  clock: () => Instant,
): Promise<PullRequestAssessment> {
  const [baseTree, partedTree, headTree] = await Promise.all([base, parted, head].map((one) => treeOf(repository, one)))
  const { tree, touched } = merged(baseTree ?? NO_TREE, partedTree ?? NO_TREE, headTree ?? NO_TREE)
  const records = new Set(touched.flatMap((path) => recordOf(path) ?? []))
  const gone = touched.filter((path) => !tree.has(path))
  const removes = gone.length > 0
  const ids = new Set([...records].map(idOf))
  const mentions = mentionOf(gone)
  // One of the same id, whatever its name, might be a clash.
  // Who takes a record away may leave references to it behind, anywhere.
  const needed: Needed = (record, text) => ids.has(idOf(record)) || mentions(text)
  const after = await readTree(repository, tree, needed, now, clock)
  const settled = await readTree(
    repository,
    new Map(
      [...(baseTree ?? NO_TREE)].filter(([path]) => removes || isSetting(path) || ids.has(idOf(recordOf(path) ?? ''))),
    ),
    needed,
    after.catalog.now,
    clock,
  )
  const settings = settingsOf(settled.catalog, after.catalog)
  const decisive = decisiveReviews(reviews)
  const commits = [...new Set(decisive.flatMap(({ commit }) => commit ?? []))]
  const reviewed = new Map<string, Reviewed>()
  for (const commit of commits) {
    const known = await repository.commit(commit)
    if (known !== null) reviewed.set(commit, await reviewedAt(repository, known, records, after.catalog.now, clock))
  }

  const beforeById = new Map(settled.catalog.changes.map((change) => [change.id, change]))
  const changes = after.catalog.changes.filter((change) => records.has(recordOf(change.file) ?? ''))
  const links = link(after.catalog)
  const unfinished = new Set(changes.filter((change) => !isOver(change)).map(({ id }) => id))
  const conflicts = byChange(
    conflictsAmong(after.catalog.changes, after.catalog.services, unfinished, unfinished),
    unfinished,
  )
  const judged = changes.map((change): Judged => {
    const before = beforeById.get(change.id) ?? null
    const risk = riskOf(change, tiersOf(links, change), settings.policy.risk)
    const digest = digestOf(change, after)
    const freezes = freezesMet(change, settings.freezes, { before, now: after.catalog.now, merging: true })
    return {
      change,
      before,
      risk,
      approval: changeApproval({
        change,
        before,
        samePlan: before !== null && isSamePlan(before, settled, change, after),
        risk,
        settings,
        freezes,
        author,
        reviews: decisive,
        digest,
        digestAt: (commit) => reviewed.get(commit)?.digests.get(change.id) ?? null,
      }),
      freezes,
      conflicts: conflicts.get(change.id) ?? [],
    }
  })
  const context: GateContext = {
    mode: 'merge',
    head: after.catalog,
    links,
    settings,
    judged,
    paths: pathApprovals({
      files: touched.filter((path) => !path.startsWith('changes/')),
      settings,
      author,
      reviews: decisive,
      sameAt: (commit, files) => {
        const at = reviewed.get(commit)
        return at ? files.every((path) => at.tree.get(path)?.oid === tree.get(path)?.oid) : null
      },
    }),
    removed: removedChanges(settled.catalog.changes, records, after, tree),
    author,
    now: after.catalog.now,
  }
  const texts = new Map([...settled.texts, ...after.texts])
  const folder = basename(repository.path)
  const found = judgeGate(context)
  const broken = brokenBy(after, settled, settings, touched, removes)
  return {
    context,
    outer: diagnose([...broken, ...found.filter(({ change }) => change === null)], texts, folder),
    byChange: diagnosed(found, texts, folder),
    before: settled.catalog,
    after: after.catalog,
    files: after.paths.length,
  }
}

const NO_TREE: Tree = new Map()

/** What of the base is asked for, whatever the pull request touches. */
const isSetting = (path: string): boolean =>
  /^(site\.yaml|policy\.yaml|(teams|services|freezes|change-templates|approvals)\/)/.test(path)

/** Who may do what, as the base says; the owner of a new service as the pull request does. */
function settingsOf(base: Catalog, head: Catalog): Settings {
  const { policy, teams, freezes, change_templates } = base
  const owners = new Map([...head.services, ...base.services].map(({ id, team }) => [id, team]))
  return { policy, teams, freezes, change_templates, owners }
}

/** What a reviewer had before their eyes. */
interface Reviewed {
  tree: Tree
  /** By change, the digest of its plan. */
  digests: ReadonlyMap<string, string>
}

async function reviewedAt(
  repository: Repository,
  commit: string,
  records: ReadonlySet<string>,
  now: Instant,
  clock: () => Instant,
): Promise<Reviewed> {
  const tree = await treeOf(repository, commit)
  const ids = new Set([...records].map(idOf))
  const part = new Map([...tree].filter(([path]) => ids.has(idOf(recordOf(path) ?? ''))))
  const content = await readTree(repository, part, () => true, now, clock)
  return { tree, digests: new Map(content.catalog.changes.map((change) => [change.id, digestOf(change, content)])) }
}

/** A record's id by its name: its slug may have changed since. */
const idOf = (record: string): string => /(?:CHG|INC)-\d+-\d+/.exec(record)?.[0] ?? record

function digestOf(change: Change, { texts }: Content): string {
  return planDigest(change, outlineOf(change.body), publicFiles(change, texts))
}

/** Once work has begun, what customers are told of it is no longer part of what was approved. */
function isSamePlan(before: Change, base: Content, change: Change, head: Content): boolean {
  const begun = change.status !== 'approved'
  return begun
    ? planKey(before, outlineOf(before.body)) === planKey(change, outlineOf(change.body))
    : digestOf(before, base) === digestOf(change, head)
}

function byChange(conflicts: readonly Conflict[], ids: ReadonlySet<string>): Map<string, Conflict[]> {
  const map = new Map<string, Conflict[]>()
  for (const conflict of conflicts)
    for (const id of [conflict.a, conflict.b]) {
      if (!ids.has(id)) continue
      const list = map.get(id)
      if (list) list.push(conflict)
      else map.set(id, [conflict])
    }
  return map
}

/** Changes that were there and are no longer, under any name. */
function removedChanges(
  before: readonly Change[],
  records: ReadonlySet<string>,
  { catalog }: Content,
  tree: Tree,
): GateContext['removed'] {
  const left = new Set([...catalog.changes.map(({ id }) => id), ...(catalog.broken.change ?? [])])
  return before
    .filter(({ id, file }) => records.has(recordOf(file) ?? '') && !left.has(id) && !tree.has(file))
    .map(({ id, file, status }) => ({ id, file, status }))
}

/** What is wrong with records, as far as the pull request has to do with it. */
function brokenBy(
  after: Content,
  base: Content,
  { policy, change_templates }: Settings,
  touched: readonly string[],
  removes: boolean,
): Problem[] {
  const files = new Set(touched)
  // Most of what would be parsed, and nobody asks what is wrong with it.
  const others = new Set(removes ? [] : after.catalog.runbooks.filter(({ file }) => !files.has(file)).map(bodyOf))
  const outline = (body: Body) => (others.has(body) ? NO_OUTLINE : outlineOf(body))
  const problems = [...after.problems, ...judgeContent(after, { policy, change_templates }, outline)]
  if (!removes) return problems.filter(({ at }) => files.has(at.file))
  const known = new Set([...base.problems, ...judgeContent(base)].map(fingerprint))
  return problems.filter((problem) => files.has(problem.at.file) || !known.has(fingerprint(problem)))
}

const bodyOf = ({ body }: { body: Body }) => body
const NO_OUTLINE = { headings: [], links: [] }

const fingerprint = ({ at, rule, message }: Problem): string => [at.file, rule, message].join('\0')

function diagnosed(
  found: readonly GateProblem[],
  texts: ReadonlyMap<string, string>,
  folder: string,
): Map<string, Diagnostic[]> {
  const groups = Map.groupBy(
    found.filter(({ change }) => change !== null),
    ({ change }) => change ?? '',
  )
  return new Map([...groups].map(([id, problems]) => [id, diagnose(problems, texts, folder)]))
}
