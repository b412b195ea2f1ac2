import { isSettingsFile } from '#model/gate/settings-files'
import { mentionOf } from '#model/records/mention'
import type { Instant } from '#model/time'
import type { Content } from './catalog-reader.ts'
import { isRead, recordAt, slotsIn } from '#model/records/content-layout'
import { merged, readTree, type Needed, type PartContent } from './gate-reader.ts'
import { textsIn, treeOf, type Contents, type Tree } from './git/content.ts'
import type { Repository } from './git/repository.ts'
import type { TreeFile } from './git/tree.ts'
import { readPast, type Past } from './past-reader.ts'
import { isOfSpending, readSpending, type Spending, type SpendingOf } from './spending-reader.ts'

/** The commits of a pull request. */
export interface Commits {
  base: string
  head: string
  /** Those that reviews are of, known here or not. */
  reviewed: readonly string[]
}

/** All that a pull request is judged by. */
export interface PullRequestContent {
  /** The settings of the base, and what the pull request touches, as it was; all of it where it takes something away. */
  base: Content
  /** What the merge leaves behind: at least all that isn't over. */
  head: PartContent
  /** Every file that the merge leaves behind. */
  tree: Tree
  /** Every file of what it goes into. */
  baseTree: Tree
  /** Paths that the pull request has otherwise, in order. */
  touched: string[]
  /** Those of them that can't be merged. */
  conflicts: string[]
  /** By commit, the changes and incidents that the pull request touches as they were there, and every file. */
  reviewed: Map<string, { content: Content; tree: Tree }>
  /** How earlier changes to the services of those that it touches went; nothing of the pull request's own is in it. */
  past: Past
  /** What some error budgets were spent on, as what it goes into has it: nothing of the pull request's own counts. */
  spending: (asked: SpendingOf) => Promise<Spending>
  /** The same as the merge leaves it. */
  spendingAfter: (asked: SpendingOf) => Promise<Spending>
}

/** Reads a pull request; `now` null: of the sample its own time, else that of the clock. */
export async function readPullRequest(
  repository: Repository,
  { base, head, reviewed }: Commits,
  now: Instant | null,
  clock: () => Instant,
): Promise<PullRequestContent> {
  const [baseTree, headTree] = await Promise.all([treeOf(repository, base), treeOf(repository, head)])
  const { tree, touched, conflicts, contents } = await merged(
    repository,
    { commit: base, tree: baseTree },
    { commit: head, tree: headTree },
  )
  const ids = new Set(touched.flatMap((path) => recordAt(path) ?? []).map(idOf))
  const isTouched = (path: string) => ids.has(idOf(recordAt(path) ?? ''))
  const gone = touched.filter((path) => !tree.has(path))
  const mentions = mentionOf(gone)
  // One of the same id, whatever its name, might be a clash.
  // Who takes a record away may leave references to it behind, anywhere.
  const needed: Needed = (record, text) => ids.has(idOf(record)) || mentions(text)
  const compared = (record: string) => ids.has(idOf(record))
  const after = await readTree({ contents, tree, needed, compared }, now, clock)
  const asOf = after.catalog.now
  const part = (whole: Tree, isPart: (path: string) => boolean) => new Map([...whole].filter(([path]) => isPart(path)))
  const settled = part(baseTree, (path) => gone.length > 0 || isSetting(path) || isTouched(path))
  const before = await readTree({ contents, tree: settled, needed, compared }, asOf, clock)
  const seen: PullRequestContent['reviewed'] = new Map()
  for (const commit of reviewed) {
    const known = await repository.commit(commit)
    if (known === null) continue
    const there = await treeOf(repository, known)
    const content = await readTree(
      { contents, tree: part(there, isTouched), needed: () => true, compared },
      asOf,
      clock,
    )
    seen.set(commit, { content, tree: there })
  }
  return {
    base: before,
    head: after,
    tree,
    baseTree,
    touched,
    conflicts,
    reviewed: seen,
    past: pastOf(after, isTouched),
    spending: (asked) => spendingAt({ contents, tree: baseTree, touched }, after, asked),
    spendingAfter: (asked) => spendingAt({ contents, tree, touched }, after, asked),
  }
}

/** What is the same after the merge was read with that, and is read from there. */
async function spendingAt(
  { contents, tree, touched }: { contents: Contents; tree: Tree; touched: readonly string[] },
  { texts, past }: PartContent,
  asked: SpendingOf,
): Promise<Spending> {
  const ofSpending = [...tree.keys()].filter(isOfSpending)
  const slots = slotsIn(ofSpending)
  const brought = new Set(touched)
  const known = (path: string) => (brought.has(path) ? undefined : (texts.get(path) ?? past.get(path)))
  // A record is read as a whole: what lies in a folder is known by what else does.
  const unknown = ofSpending.filter((path) => isRead(slots.get(path)) && known(path) === undefined)
  const records = new Set(unknown.map((path) => recordAt(path) ?? path))
  const fresh = ofSpending.filter((path) => records.has(recordAt(path) ?? path))
  const read = await textsIn(contents, new Map(fresh.flatMap((path) => entry(tree, path))))
  const old = ofSpending.flatMap((path): [string, string][] => {
    const text = known(path)
    return text === undefined || read.texts.has(path) ? [] : [[path, text]]
  })
  return readSpending({ ...read, paths: ofSpending, texts: new Map([...old, ...read.texts]) }, asked)
}

function entry(tree: Tree, path: string): [string, TreeFile][] {
  const file = tree.get(path)
  return file ? [[path, file]] : []
}

/** How earlier changes went: of what a pull request leaves behind those that it doesn't touch, so as on the base. */
export function pastOf({ catalog, past }: PartContent, isTouched: (path: string) => boolean): Past {
  const { now } = catalog
  const services = new Set(catalog.changes.filter(({ file }) => isTouched(file)).flatMap((change) => change.services))
  const left = readPast(past, services, now)
  const others = <T extends { file: string }>(records: readonly T[]): T[] =>
    records.filter(({ file }) => !isTouched(file))
  return {
    ...left,
    changes: [...left.changes, ...others(catalog.changes)],
    incidents: [...left.incidents, ...others(catalog.incidents)],
  }
}

/** What of the base is asked for, whatever the pull request touches. */
const isSetting = (path: string): boolean => isSettingsFile(path) || /^(?:site\.yaml$|approvals\/)/.test(path)

/** A record's id by its name: its slug may have changed since. */
const idOf = (record: string): string => /(?:CHG|INC)-\d+-\d+/.exec(record)?.[0] ?? record
