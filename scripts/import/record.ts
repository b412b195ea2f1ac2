import type { Change } from '#model/records/change'
import { bundleOf, placeOf } from '#model/records/content-layout'
import type { Incident } from '#model/records/incident'
import type { Instant } from '#model/time'
import type { Known } from './existing.ts'
import { slugOf } from './naming.ts'
import type { Note, Plan, PlannedFile, PlannedKind } from './plan.ts'

/** What planning a record needs to know of everything else. */
export interface RecordContext {
  /** The record that an earlier import made, by its id at the source. */
  known: (id: string) => Known | null
  /** Hands out the next free id of a year. */
  newId: (year: number) => string
  textOf: (file: string) => string
}

/** Collects what a person should know about one record while it is planned. */
function ledgerOf(record: string) {
  const [notes, losses]: [Note[], Note[]] = [[], []]
  return {
    note: (message: string) => void notes.push({ record, message }),
    lose: (message: string) => void losses.push({ record, message }),
    /** What is lost is told once, when something is written; what needs a look is told every time. */
    told: (written: boolean): Note[] => [...(written ? losses : []), ...notes],
  }
}

/** The two kinds of record that an import makes of what it finds. */
export interface RecordKind<R extends Incident | Change> {
  kind: 'incident' | 'change'
  planned: PlannedKind
  in: (known: Known | null) => R | null
}
export const INCIDENT: RecordKind<Incident> = {
  kind: 'incident',
  planned: 'incident',
  in: (known) => (known?.kind === 'incident' ? known.record : null),
}
export const CHANGE: RecordKind<Change> = {
  kind: 'change',
  planned: 'maintenance',
  in: (known) => (known?.kind === 'change' ? known.record : null),
}

/** A record that is about to be planned: the one that an earlier import made, or a new one. */
export interface OpenedRecord<R> extends ReturnType<typeof ledgerOf> {
  there: R | null
  /** Its id and its folder; a new one counts in the year of a time. */
  placeAt: (time: Instant) => { id: string; folder: string; file: ReturnType<typeof filesIn> }
}

/** Opens a record by its id at the source, or says in a plan without files why nothing can be added to it. */
export function openRecord<R extends Incident | Change>(
  kind: RecordKind<R>,
  { source, title, label }: { source: string; title: string; label: string },
  { known, newId }: RecordContext,
): OpenedRecord<R> | { refused: Plan } {
  const ledger = ledgerOf(label)
  const found = known(source)
  const refusal = refusalOf(found, kind.kind)
  if (refusal !== null) {
    ledger.note(refusal)
    return { refused: { files: [], edits: [], notes: ledger.told(false) } }
  }
  const there = kind.in(found)
  const placeAt = (time: Instant) => {
    const id = there?.id ?? newId(new Date(time).getUTCFullYear())
    const folder = there ? bundleOf(there.file) : placeOf(kind.kind, id, slugOf(title))
    return { id, folder, file: filesIn(kind.planned, folder) }
  }
  return { ...ledger, there, placeAt }
}

/** Why nothing can be added to what already stands under a record's id, in words; null where it can. */
function refusalOf(found: Known | null, kind: 'incident' | 'change'): string | null {
  if (found === null) return null
  if (found.kind === 'broken') return `${found.file} can't be read; nothing was added to it`
  if (found.kind !== kind)
    return `${found.file} has its id, but is ${found.kind === 'change' ? 'a change' : 'an incident'}`
  return bundleOf(found.file) !== found.file ? null : `${found.file} is no folder, so its updates have no place`
}

/** Plans files of one record's folder. */
const filesIn =
  (kind: PlannedKind, record: string) =>
  (path: string, data: PlannedFile['data'], body: string): PlannedFile => ({
    kind,
    record,
    path: `${record}/${path}`,
    data,
    body,
  })
