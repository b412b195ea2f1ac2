import { hasUserInfo, isSafeUrl } from '#model/records/field'
import type { RecordContext } from '../record.ts'
import type { SourceRecord } from './format.ts'

/** What incidents and maintenances need to know of everything else. */
export interface Import extends RecordContext {
  services: { serviceOf: (componentId: string) => string | null; current: ReadonlySet<string> }
}

/** The services that a record or one of its updates names, each once. */
export const servicesNamed = (
  { components, incident_updates }: SourceRecord,
  serviceOf: (componentId: string) => string | null,
): string[] => {
  const affected = incident_updates.flatMap(({ affected_components }) => affected_components.map(({ code }) => code))
  return [...new Set([...components.map(({ id }) => id), ...affected].flatMap((id) => serviceOf(id) ?? []))]
}

/** What ties a record to where it comes from. */
export function identity({ id, shortlink }: SourceRecord, lose: (message: string) => void): Record<string, unknown> {
  const isPublicId = /^[a-z0-9]{12}$/.test(id)
  if (!isPublicId)
    lose(`its id ${JSON.stringify(id)} can't be a public id (12 characters of a-z and 0-9): old links to it break`)
  const url =
    shortlink !== null && /^https?:/.test(shortlink) && isSafeUrl(shortlink) && !hasUserInfo(shortlink)
      ? shortlink
      : undefined
  return {
    ...(isPublicId ? { public_id: id } : {}),
    source: { kind: 'statuspage', id, ...(url === undefined ? {} : { url }) },
  }
}
