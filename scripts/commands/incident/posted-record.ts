import type { Catalog } from '#model/catalog'
import { publicIdOf } from '#model/publish/public-id'
import { publicIdsByFile } from '#model/publish/public'
import { POST_SOURCE } from '#model/records/source'
import { plainLine } from '#model/records/plain-line'

interface Posted {
  id: string
  file: string
  source?: { kind: string; id?: string | undefined } | undefined
  public_id?: string | undefined
}

/** The record that was posted with a key, if it is there. */
export const recordOfKey = <T extends Posted>(key: string, records: readonly T[]): T | undefined =>
  records.find(({ source }) => source?.kind === POST_SOURCE && source.id === keyInRecord(key))

/** As it stands in the record: on one line, and no longer than a line. */
export const keyInRecord = (key: string): string => plainLine(key.slice(0, 200))

/** The record that somebody names by its id, its public id or the key that it was opened with. */
export function recordNamed<T extends Posted>(name: string, records: readonly T[], catalog: Catalog): T | undefined {
  const said = name.trim()
  const byId = records.find(({ id }) => id.toLowerCase() === said.toLowerCase())
  if (byId) return byId
  const ids = publicIdsByFile(catalog)
  return (
    records.find((one) => one.public_id === said || ids.get(one.file) === said) ??
    recordOfKey(said, records) ??
    // Customers needn't have read of it yet.
    records.find(({ id }) => publicIdOf(id.startsWith('CHG') ? 'change' : 'incident', id, catalog.site.url) === said)
  )
}
