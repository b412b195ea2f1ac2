import type { Catalog } from '../catalog.ts'
import { isAhead, isUnderWay, standingOf } from '../change/standing.ts'
import { riskOf, type Risk } from '../change/risk.ts'
import { workOf } from '../change/work.ts'
import { approvalDue } from '../change/emergency.ts'
import type { AuditProblem, Waiting } from '../diagnostic.ts'
import type { RecordedApprovals } from '../gate/recorded-approvals.ts'
import { ownersOf, tiersOf, type Links } from '../links.ts'
import type { Change } from '../records/change.ts'
import type { Instant } from '../time.ts'
import { recordFinder, type NamedRecord } from './named-record.ts'

/** Something that waits for somebody, and the record that it stands in. */
export interface WaitingRecord extends Waiting {
  /** Null of a file that has no record with a name. */
  record: NamedRecord | null
  file: string
  /** How it is counted and ordered: what customers wait for, what somebody plans with, what is late. */
  kind: 'customers' | 'ahead' | 'late'
  /** Where more is asked than that somebody of `who` sees to it, in words: `1 from core`, `1 lead`. */
  asked: string[]
}

/** What a change needs, and what of that is on record. */
export type ApprovalsOf = (change: Change, risk: Risk | null) => RecordedApprovals

/** What customers read hangs on these. */
const CUSTOMERS = new Set(['update-overdue', 'incident-stale'])

/**
 * All that waits for somebody: what an audit found, and approvals that are missing. First what customers wait for, then
 * what has a time to come or is asked for, the soonest first, then what is late, the latest to become so first: what has
 * been late for a year will be so for another day.
 */
export function waitingRecords(
  { catalog, links }: { catalog: Catalog; links: Links },
  stale: readonly AuditProblem[],
  approvalsOf: ApprovalsOf,
): WaitingRecord[] {
  const { now } = catalog
  const recordOf = recordFinder(catalog)
  const found = stale.map(({ at, rule, waits }): WaitingRecord => {
    const late = waits.by === null || waits.by <= now
    const kind = CUSTOMERS.has(rule) ? 'customers' : late ? 'late' : 'ahead'
    return { ...waits, kind, file: at.file, record: recordOf(at.file), asked: [] }
  })
  return [...once(found), ...missingApprovals({ catalog, links }, approvalsOf)].toSorted(order)
}

/** Some rules find several places of one thing to do. */
const once = (all: readonly WaitingRecord[]): WaitingRecord[] => [
  ...new Map(all.map((one) => [JSON.stringify([one.file, one.what]), one])).values(),
]

const RANKS = { customers: 0, ahead: 1, late: 2 } as const

function order(a: WaitingRecord, b: WaitingRecord): number {
  if (a.kind !== b.kind) return RANKS[a.kind] - RANKS[b.kind]
  const [x, y] = [a.by ?? -Infinity, b.by ?? -Infinity]
  if (x !== y) return (x < y ? -1 : 1) * (a.kind === 'late' ? -1 : 1)
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0
}

/** Changes that are to come or under way, and lack approvals on record. Drafts ask for none yet. */
function missingApprovals(
  { catalog, links }: { catalog: Catalog; links: Links },
  approvalsOf: ApprovalsOf,
): WaitingRecord[] {
  const { now, changes, policy } = catalog
  const unreadable = new Set(catalog.broken.approval)
  return changes.flatMap((change) => {
    const standing = standingOf(change, now)
    if (!isAhead(standing) || standing === 'draft' || unreadable.has(change.id)) return []
    // The audit says so of an emergency change whose day is over.
    if (change.type === 'emergency' && (approvalDue(change) ?? Infinity) <= now) return []
    const assessed = riskOf(change, tiersOf(links, change), policy.risk)
    const risk = assessed?.level ?? null
    const { missing, open } = approvalsOf(change, assessed)
    const { id, title, file } = change
    const running = isUnderWay(standing)
    return open === 0
      ? []
      : [
          {
            record: { kind: 'change', id, title },
            file,
            kind: 'ahead',
            what: approvalWords({ running, approved: change.status !== 'proposed', open, risk }),
            who: ownersOf(links, change.services),
            asked: missing,
            by: plannedFor(change, { running, now }),
          },
        ]
  })
}

function approvalWords({
  running,
  approved,
  open,
  risk,
}: {
  running: boolean
  approved: boolean
  open: number
  risk: string | null
}): string {
  const count = `${open} approval${open === 1 ? '' : 's'}`
  if (running) return `Runs, and lacks ${count} on record`
  return `${approved ? `Approved, and lacks ${count} on record` : `Proposed, lacks ${count}`}${risk === null ? '' : `, ${risk} risk`}`
}

/** Since when it runs, or when its window begins; null where it has none yet. */
const plannedFor = (change: Change, { running, now }: { running: boolean; now: Instant }): Instant | null =>
  (running ? workOf(change, now).begins : null) ?? change.window?.start ?? null
