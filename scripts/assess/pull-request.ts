import { outlineOf } from '#io/markdown'
import { procedureOf } from '#io/procedure-reader'
import { diagnose, diagnoser } from '#io/diagnose'
import type { Content } from '#io/catalog-reader'
import type { Tree } from '#io/git/content'
import type { Repository } from '#io/git/repository'
import type { PartContent } from '#io/gate-reader'
import type { Past } from '#io/past-reader'
import { placesOver } from '#io/says-over'
import { readPullRequest, type PullRequestContent } from '#io/pull-request-reader'
import { NO_PROCEDURE } from '#model/runbook/procedure'
import type { RuleContext } from '#rules/rule'
import { mentionOf } from '#model/records/mention'
import type { Catalog } from '#model/catalog'
import type { Diagnostic, Problem } from '#model/diagnostic'
import type { Authors } from '#model/gate/authors'
import type { GateContext, GateProblem, Settings } from '#model/gate/context'
import { mergeContext, type Snapshot } from '#model/gate/merge-context'
import { settledServices } from '#model/gate/settings'
import { isSettingsFile, unreadableSettings, type Unreadable } from '#model/gate/settings-files'
import { planChanges, type PlanChange } from '#model/gate/plan-changes'
import type { WholePlan } from '#model/change/plan-lines'
import type { Change } from '#model/records/change'
import type { Slo } from '#model/records/slo'
import { bundleOf, recordAt } from '#model/records/content-layout'
import { planDigest, planKey } from '#model/change/plan-digest'
import { decisiveReviews, type Review } from '#model/gate/review'
import { serviceHistory, type ServiceHistory } from '#model/metrics/service-history'
import { unseenFiles, type Unseen } from '#model/preview/unseen'
import type { Instant } from '#model/time'
import { judgeGate } from '#rules/judge'
import type { PastFailures } from '#model/gate/past-failures'
import type { ToldPromises } from '#model/slo/told-promises'
import { judgeContent } from './content.ts'
import { gateBudgets } from './gate-budgets.ts'
import { budgetsGivenBack } from './given-back.ts'
import { targetHistoryAt } from './target-history.ts'
import { failuresOf } from './past-failures.ts'
import { toldPromises } from './promises.ts'

/** A pull request, by its commits. */
export interface Range {
  base: string
  head: string
  authors: Authors
  reviews: readonly Review[]
  /** Of what was merged before, error budgets ask nothing any more: what is left has changed since. Default: it wasn't. */
  isMerged?: boolean
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
  /** Files for customers that it brings and that they don't see. */
  unseen?: Unseen[]
  /** What it makes of what SLOs promise, and what that would have meant. */
  promises?: ToldPromises
  /** By change, how earlier ones to its services went; those without a history are left out. */
  history: ReadonlyMap<string, ServiceHistory>
  /** By change, what those that failed burned of its error budgets. */
  failures?: ReadonlyMap<string, PastFailures>
  /** By change, what changed in its plan since reviews that are void for it. */
  planChanges?: ReadonlyMap<string, PlanChange[]>
  files: number
}

/** Judges a pull request: what it leaves behind, against what was there. */
export async function assessPullRequest(
  repository: Repository,
  { authors, reviews, isMerged = false, ...commits }: Range,
  now: Instant | null,
  clock: () => Instant,
): Promise<PullRequestAssessment> {
  const reviewed = [...new Set(decisiveReviews(reviews).flatMap(({ commit }) => commit ?? []))]
  const read = await readPullRequest(repository, { ...commits, reviewed }, now, clock)
  const { base, head, tree, touched } = read
  const records = new Set(touched.map(recordAt))
  const history = (slos: readonly Slo[]) => targetHistoryAt(repository, commits.base, slos)
  const { budgets, unread } = await gateBudgets(
    base.catalog,
    isMerged ? [] : head.catalog.changes.filter(({ file }) => records.has(recordAt(file))),
    { services: settledServices(base.catalog.services, head.catalog.services), spending: read.spending, history },
  )
  const context = mergeContext({
    budgets,
    unknown_spending: unread,
    given_back: isMerged ? [] : await budgetsGivenBack(read, history),
    authors,
    reviews,
    base: snapshotOf(base),
    head: snapshotOf(head),
    files: tree,
    filesBefore: read.baseTree,
    touched,
    conflicts: read.conflicts,
    unread: unreadIn(base),
    unreadAfter: unreadIn(head),
    settingsUnread: { base: settingsUnreadIn(base), head: settingsUnreadIn(head) },
    reviewed: new Map(
      [...read.reviewed].map(([commit, at]) => [commit, { snapshot: snapshotOf(at.content), files: at.tree }]),
    ),
  })
  const found = judgeGate(context, outlineOf)
  const texts = new Map([...base.texts, ...head.texts])
  const outer = [...brokenBy(read, context.settings), ...found.filter(({ change }) => change === null)]
  return {
    context,
    outer: diagnose(outer, texts),
    byChange: diagnosed(found, texts),
    before: base.catalog,
    after: head.catalog,
    history: historiesOf(context, read.past),
    failures: await failuresOf(context, read.past, { settled: base.catalog, spending: read.spending }),
    planChanges: planChangesOf(context, reviews, read),
    promises: await toldPromises(base.catalog, head.catalog, read.spending),
    unseen: unseenFiles(head.catalog, touched, (path) => tree.has(path)),
    files: head.paths.length,
  }
}

/** How earlier changes to the services of those that are judged went, by id. */
export const historiesOf = ({ judged }: GateContext, { more, ...past }: Past): Map<string, ServiceHistory> =>
  new Map(
    judged.flatMap(({ change }) => {
      const history = serviceHistory(change, past, more)
      return history ? [[change.id, history]] : []
    }),
  )

/** What changed in each plan since it was approved as another one. */
function planChangesOf({ judged }: GateContext, reviews: readonly Review[], read: PullRequestContent) {
  const planAt = (id: string, commit: string | null) => {
    const there = commit === null ? { content: read.head, tree: read.tree } : read.reviewed.get(commit)
    const change = there?.content.catalog.changes.find((one) => one.id === id)
    return there && change ? wholePlan(change, there) : null
  }
  const decisive = decisiveReviews(reviews)
  const compared = judged.filter(({ approval }) => approval.void.some(({ why }) => why === 'other_plan'))
  return new Map(compared.slice(0, COMPARED).map((one) => [one.change.id, planChanges(one, decisive, planAt)]))
}
/** Of more changes than this nobody reads what changed in one report. */
const COMPARED = 8

function wholePlan(
  change: Change,
  { content: { texts, companionsOf }, tree }: { content: Content; tree: Tree },
): WholePlan {
  const folder = bundleOf(change.file)
  const companions = companionsOf(change)
  const programs = [...companions.keys()].filter((path) => tree.get(`${folder}/${path}`)?.mode === '100755')
  const own = [...companions.keys()].flatMap((path): [string, string][] => {
    const text = texts.get(`${folder}/${path}`)
    return text === undefined ? [] : [[path, text]]
  })
  return { change, outline: outlineOf(change.body), companions, texts: new Map(own), programs: new Set(programs) }
}

/** Content with the digests of its plans, worked out for those that are asked about. */
export const snapshotOf = ({
  catalog,
  companionsOf,
  past = new Map(),
}: Pick<Content, 'catalog' | 'companionsOf'> & Partial<Pick<PartContent, 'past'>>): Snapshot => ({
  catalog,
  over: placesOver(past),
  digestOf: (change) => planDigest(change, outlineOf(change.body), companionsOf(change)),
  keyOf: (change) => planKey(change, outlineOf(change.body), companionsOf(change)),
})

/** Files with something in them that can't be read. */
export const unreadIn = ({ problems }: Pick<Content, 'problems'>): Set<string> =>
  new Set(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file))

/** The files of settings in some content that can't be read, or not all of them. */
export const settingsUnreadIn = ({ problems, texts }: Pick<Content, 'problems' | 'texts'>): Unreadable[] =>
  unreadableSettings(
    diagnose(
      problems.filter(({ at }) => isSettingsFile(at.file)),
      texts,
    ),
  )

/** What is wrong with records, as far as the pull request has to do with it. */
function brokenBy({ base, head, tree, touched }: PullRequestContent, settings: Settings): Problem[] {
  const files = new Set(touched)
  const gone = touched.filter((path) => !tree.has(path))
  const reading = readingIn([base.catalog, head.catalog], files, mentionOf(gone))
  const { policy, change_templates } = settings
  const problems = [...head.problems, ...judgeContent(head, { policy, change_templates }, reading)]
  const known = new Set(base.problems.map(fingerprint))
  if (gone.length === 0) {
    // A record that isn't there, beside which something was laid down, is no file that anybody touches.
    const records = new Set(touched.map(recordAt))
    const isMissing = ({ at: { file } }: Problem) => !tree.has(file) && records.has(recordAt(file) ?? '')
    return problems.filter((one) => files.has(one.at.file) || (isMissing(one) && !known.has(fingerprint(one))))
  }
  for (const problem of judgeContent(base, undefined, reading)) known.add(fingerprint(problem))
  return problems.filter((problem) => files.has(problem.at.file) || !known.has(fingerprint(problem)))
}

/**
 * What stands in bodies, but for runbooks that the pull request neither touches nor takes something from: they are most of
 * what would be parsed, and nobody asks what is wrong with them.
 */
function readingIn(
  catalogs: readonly Catalog[],
  files: ReadonlySet<string>,
  mentions: (text: string) => boolean,
): Pick<RuleContext, 'outlineOf' | 'procedureOf'> {
  const others = new Set(
    catalogs.flatMap(({ runbooks }) =>
      runbooks.flatMap(({ file, body }) => (files.has(file) || mentions(body.markdown) ? [] : body)),
    ),
  )
  return {
    outlineOf: (body) => (others.has(body) ? NO_OUTLINE : outlineOf(body)),
    procedureOf: (body) => (others.has(body) ? NO_PROCEDURE : procedureOf(body)),
  }
}

const NO_OUTLINE = { headings: [], links: [] }

const fingerprint = ({ at, rule, message }: Problem): string => [at.file, rule, message].join('\0')

function diagnosed(found: readonly GateProblem[], texts: ReadonlyMap<string, string>): Map<string, Diagnostic[]> {
  const groups = Map.groupBy(
    found.filter(({ change }) => change !== null),
    ({ change }) => change ?? '',
  )
  const told = diagnoser(texts)
  return new Map([...groups].map(([id, problems]) => [id, told(problems)]))
}
