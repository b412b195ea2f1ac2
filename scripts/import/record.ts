import { isSafeUrl } from '#model/records/field'
import { bundleOf } from '#model/records/content-layout'
import type { Known } from './existing.ts'
import type { SourceRecord } from './statuspage/format.ts'
import type { Note, PlannedFile, PlannedKind } from './plan.ts'

/** What incidents and maintenances need to know of everything else. */
export interface Import {
  /** The record that an earlier import made, by its id at the source. */
  known: (id: string) => Known | null
  /** Hands out the next free id of a year. */
  newId: (year: number) => string
  services: {
    serviceOf: (componentId: string) => string | null
    current: ReadonlySet<string>
    textOf: (file: string) => string
  }
}

/** Collects what a person should know about one record while it is planned. */
export function ledgerOf(record: string) {
  const [notes, losses]: [Note[], Note[]] = [[], []]
  return {
    note: (message: string) => void notes.push({ record, message }),
    lose: (message: string) => void losses.push({ record, message }),
    /** What is lost is told once, when something is written; what needs a look is told every time. */
    told: (written: boolean): Note[] => [...(written ? losses : []), ...notes],
  }
}

/** Why nothing can be added to what already stands under a record's id, in words; null where it can. */
export function refusalOf(found: Known | null, kind: 'incident' | 'change'): string | null {
  if (found === null) return null
  if (found.kind === 'broken') return `${found.file} can't be read; nothing was added to it`
  if (found.kind !== kind)
    return `${found.file} has its id, but is ${found.kind === 'change' ? 'a change' : 'an incident'}`
  return bundleOf(found.file) !== found.file ? null : `${found.file} is no folder, so its updates have no place`
}

/** Plans files of one record's folder. */
export const filesIn =
  (kind: PlannedKind, record: string) =>
  (path: string, data: PlannedFile['data'], body: string): PlannedFile => ({
    kind,
    record,
    path: `${record}/${path}`,
    data,
    body,
  })

/** The services that a record or one of its updates names, each once. */
export const servicesNamed = (
  { components, incident_updates }: SourceRecord,
  serviceOf: Import['services']['serviceOf'],
): string[] => {
  const affected = incident_updates.flatMap(({ affected_components }) => affected_components.map(({ code }) => code))
  return [...new Set([...components.map(({ id }) => id), ...affected].flatMap((id) => serviceOf(id) ?? []))]
}

/** What ties a record to where it comes from. */
export function identity({ id, shortlink }: SourceRecord, lose: (message: string) => void): Record<string, unknown> {
  const isPublicId = /^[a-z0-9]{12}$/.test(id)
  if (!isPublicId)
    lose(`its id ${JSON.stringify(id)} can't be a public id (12 characters of a-z and 0-9): old links to it break`)
  const url = shortlink !== null && /^https?:/.test(shortlink) && isSafeUrl(shortlink) ? shortlink : undefined
  return {
    ...(isPublicId ? { public_id: id } : {}),
    source: { kind: 'statuspage', id, ...(url === undefined ? {} : { url }) },
  }
}
