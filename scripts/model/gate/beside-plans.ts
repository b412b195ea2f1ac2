import { isImported } from './approvals.ts'
import type { ApprovalState } from './context.ts'
import { isPreApproved } from './slots.ts'
import type { PullRequestData } from './merge-context.ts'
import { isApprovedOn, isConcluded } from '../change/standing.ts'
import type { Change } from '../records/change.ts'
import { idAt, indexFile, isBeside, recordAt } from '../records/content-layout.ts'

/** The files of a pull request, with the approvals that its changes need. */
export type Covering = Pick<PullRequestData, 'base' | 'head' | 'files' | 'touched'> & {
  /** By id, what the changes on the head need. */
  approvals: ReadonlyMap<string, Pick<ApprovalState, 'required'>>
  /** Ids of those that could not be read on the base. */
  unread: ReadonlySet<string>
  /** Ids of those of which is said what nobody approves or vouches for. */
  unvouched: ReadonlySet<string>
}

/**
 * The files in `changes/` that no change covers: of those that are touched what belongs to none, or to one that is over,
 * whose approval nobody asks for any more, or to one of which somebody says what others have to vouch for. What belongs
 * to a draft or a proposal needs nobody yet, as nothing follows from it; the record of a change that is over may say what
 * came of it, and that it was given up. Touched or not, what lies beside a standard change that becomes one.
 */
export function filesBesidePlans(covering: Covering): string[] {
  const { base, head, files, touched, unread, unvouched } = covering
  const [before, after] = [byRecord(base.catalog.changes), byRecord(head.catalog.changes)]
  const grown = new Set(
    head.catalog.changes
      .filter((change) => isPermitted(change) && !isPermitted(before.id.get(change.id)))
      .map(recordOf),
  )
  const beside = [...files.keys()].filter((path) => isBeside(path) && grown.has(recordAt(path) ?? ''))
  const uncovered = touched.filter((path) => {
    if (!path.startsWith('changes/')) return false
    const record = recordAt(path)
    if (record === null || !(path === indexFile(record) || isBeside(path))) return true
    // What is there belongs to the record of its own folder, and to no other one that bears the same id.
    const change = after.place.get(record) ?? (files.has(path) ? undefined : after.id.get(idAt(record) ?? ''))
    const was = (change && before.id.get(change.id)) ?? before.place.get(record)
    if (!change) return !(was && isYetToApprove(was) && !files.has(path))
    const isRecord = path === indexFile(record)
    return !isCovered(change, was ?? null, {
      isRecord,
      mended: unread.has(change.id),
      required: covering.approvals.get(change.id)?.required === true,
      unvouched: unvouched.has(change.id),
    })
  })
  return [...new Set([...uncovered, ...beside])]
}

/** Whether its template is all that permits it. */
const isPermitted = (change: Change | undefined): boolean =>
  change !== undefined && isPreApproved(change) && isApprovedOn(change) && !isConcluded(change)

const recordOf = ({ file }: Change): string => recordAt(file) ?? ''

interface Place {
  isRecord: boolean
  mended: boolean
  required: boolean
  unvouched: boolean
}

function isCovered(change: Change, before: Change | null, { isRecord, mended, required, unvouched }: Place): boolean {
  if (isYetToApprove(change)) return true
  // Its template says what is done, and nothing of files.
  if (isPreApproved(change) && !isRecord) return false
  if (isRecord && unvouched) return false
  if (!isConcluded(change)) return true
  if (mended || (before && isConcluded(before))) return false
  return required ? true : isRecord && (before !== null || isImported(change, mended) || isPreApproved(change))
}

/** Nothing follows from it, and its approval is still to come. */
const isYetToApprove = ({ status }: Change): boolean => status === 'draft' || status === 'proposed'

function byRecord(changes: readonly Change[]) {
  return {
    place: new Map(changes.map((change) => [recordOf(change), change])),
    id: new Map(changes.map((change) => [change.id, change])),
  }
}
