import type { AuditProblem } from '#model/diagnostic'
import { gathered, type ManyWaiting } from '#model/shift/gathered'
import { waitingRecords, type WaitingRecord } from '#model/shift/waiting'
import type { Instant } from '#model/time'
import { plannedApprovals } from '#model/gate/planned-approvals'
import type { Ops } from '../index.ts'
import { party } from '../people.ts'
import { pageOf, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'

const MOST = 15

/** A line of what needs somebody. */
export interface Waits {
  /** Null of a file that has no record with a name. */
  record: PageReference | null
  file: string
  /** `many`: so many of one kind, as which `record` leads to their list. */
  kind: WaitingRecord['kind'] | 'many'
  what: string
  who: PageReference[]
  /** In words, what is asked: `1 lead`. */
  asked: string[]
  by: Instant | null
}

/** All that waits for somebody, the most pressing first, as far as a page holds it. */
export const waitingLines = (ops: Ops, stale: readonly AuditProblem[]): Some<Waits> =>
  some(
    gathered(waitingRecords(ops, stale, (change, risk) => plannedApprovals(ops.counted, change, risk))),
    MOST,
    (one) => (one.kind === 'many' ? manyWait(ops, one) : waits(ops, one)),
  )

const waits = (ops: Ops, { record, file, kind, what, who, asked, by }: WaitingRecord): Waits => ({
  record: record && { id: record.id, title: record.title, page: pageOf(record.kind, record.id) },
  file,
  kind,
  what,
  who: who.slice(0, 4).map((one) => party(ops, one).ref),
  asked,
  by,
})

const manyWait = (ops: Ops, { kind, count, words, list, who }: ManyWaiting): Waits => ({
  record: { id: `${count.toLocaleString('en')} ${words}`, title: null, page: `/${list}/` },
  file: '',
  kind,
  what: '',
  who: who.slice(0, 4).map((one) => party(ops, one.who).ref),
  asked: [],
  by: null,
})
