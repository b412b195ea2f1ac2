import type { Unread } from '#model/catalog'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { referUnread } from './unread.ts'

/** A change or an incident with something wrong in its own file, as the list of its kind names it beside the others. */
export interface LeftOut {
  record: PageReference
  file: string
}

/** Those of a kind, in the order of their files. */
export function leftOut(ops: Ops, kind: Unread['kind']): LeftOut[] {
  const { changes, incidents, unread } = ops.broken
  const readable = kind === 'change' ? changes : incidents
  return [
    ...readable.map((one) => ({ record: refer(kind, one.id, one), file: one.file })),
    ...unread.filter((one) => one.kind === kind).map((one) => ({ record: referUnread(ops, one), file: one.file })),
  ].toSorted((a, b) => (a.file < b.file ? -1 : 1))
}
