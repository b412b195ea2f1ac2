import { isPreApproved } from './slots.ts'
import type { PullRequestData } from './merge-context.ts'
import { isAnnounced } from '../publish/announced.ts'
import type { Change } from '../records/change.ts'
import { idAt, indexFile, isBeside, publicAt, recordAt } from '../records/content-layout.ts'

/** The files of a pull request that customers read of changes, apart from those that are approved with a plan. */
export type Publishing = Pick<PullRequestData, 'base' | 'head' | 'files' | 'touched'>

/**
 * What a pull request publishes of changes by no plan that somebody approves: of one that has begun or is over, which
 * needs no approval of its plan any more; of a standard change, whose template says nothing to customers; of an emergency,
 * whose approval may come when they have read it; of a record that can't be read. Where a move alone brings texts out,
 * these are all that lie there, touched or not.
 */
export function textsBesidePlans(publishing: Publishing): string[] {
  const { files, touched } = publishing
  const records = new Set(touched.filter((path) => path.startsWith('changes/')).flatMap((path) => recordAt(path) ?? []))
  const below = (paths: Iterable<string>) =>
    Map.groupBy(
      [...paths].filter((path) => records.has(publicAt(path)?.record ?? '')),
      (path) => publicAt(path)?.record ?? '',
    )
  const [there, changed] = [below(files.keys()), below(touched)]
  return [...records].flatMap((record) =>
    ofRecord(record, publishing, { there: there.get(record) ?? [], changed: changed.get(record) ?? [] }),
  )
}

function ofRecord(
  record: string,
  { base, head, files }: Publishing,
  { there, changed }: { there: string[]; changed: string[] },
): string[] {
  const change = changeAt(record, head.catalog.changes)
  const before = changeAt(record, base.catalog.changes)
  const wasShown = before !== null && isAnnounced(before, base.catalog)
  // Of a folder without a record they are read as well, and no plan that somebody approves has them.
  if (there.length > 0 && !files.has(indexFile(record))) return changed
  if (!change) return before && isYetToApprove(before) && !files.has(indexFile(record)) ? [] : changed
  if (isYetToApprove(change)) return []
  const isShown = isAnnounced(change, head.catalog)
  const published = isShown && !wasShown ? [...new Set([...there, ...changed])] : isShown || wasShown ? changed : []
  return isAskedWithPlan(change) ? published.filter((path) => !isBeside(path)) : published
}

/** By its place, else, where it was given another name, by its id. */
const changeAt = (record: string, changes: readonly Change[]): Change | null =>
  changes.find(({ file }) => recordAt(file) === record) ?? changes.find(({ id }) => id === idAt(record)) ?? null

/** Nothing of it is public, and its approval is still to come. */
const isYetToApprove = ({ status }: Change): boolean => status === 'draft' || status === 'proposed'

/** Whether a new text of it asks for a fresh approval before the merge. */
const isAskedWithPlan = (change: Change): boolean =>
  change.status === 'approved' && change.type !== 'emergency' && !isPreApproved(change)
