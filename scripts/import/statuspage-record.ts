import { isSafeUrl } from '#model/field'
import type { Known } from './statuspage-existing.ts'
import type { SourceRecord } from './statuspage-format.ts'
import { slugOf } from './statuspage-naming.ts'

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

/** `incidents/2026/INC-2026-0001-slug` */
export function recordFolder(top: 'incidents' | 'changes', id: string, name: string): string {
  const slug = slugOf(name)
  return `${top}/${id.split('-')[1]}/${id}${slug === '' ? '' : `-${slug}`}`
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
