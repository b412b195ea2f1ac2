import { hash } from 'node:crypto'
import type { Catalog, Unread } from '#model/catalog'
import { publicIdOf } from '#model/publish/public-id'
import { publicIdsByFile } from '#model/publish/announced'
import { POST_SOURCE } from '#model/records/source'
import { plainLine } from '#model/records/plain-line'
import type { Desk } from './desk.ts'

interface Posted {
  id: string
  file: string
  source?: { kind: string; id?: string | undefined } | undefined
  public_id?: string | undefined
}

/** The record that was posted with a key, if it is there; of several the newest. */
export const recordOfKey = <T extends Posted>(key: string, records: readonly T[]): T | undefined =>
  records.findLast(({ source }) => source?.kind === POST_SOURCE && source.id === keyInRecord(key))

/** As it stands in the record: on one line, and no longer than a line. What had to be changed for that still tells it from others. */
export function keyInRecord(key: string): string {
  const line = plainLine(key.slice(0, 150))
  return line === key ? key : `${line} ${hash('sha256', key).slice(0, 16)}`
}

/** The id of a record that can't be read any more, and says that it was posted with a key. */
export const unreadOfKey = (key: string, kind: Unread['kind'], { content, around }: Desk): string | undefined =>
  content.catalog.unread.find((one) => one.kind === kind && saysKey(around.texts.get(one.file) ?? '', key))?.id

/** Whether the text of a record says that it was posted with a key. */
export function saysKey(text: string, key: string): boolean {
  if (!text.includes(`kind: ${POST_SOURCE}`)) return false
  const line = keyInRecord(key)
  return [line, JSON.stringify(line), `'${line.replaceAll("'", "''")}'`].some((id) =>
    text
      .split(`id: ${id}`)
      .slice(1)
      .some((rest) => /^(?:[,}\r\n]|\s*$)/.test(rest)),
  )
}

/** The record that somebody names by its id, its public id, the address of its page or the key that it was opened with. */
export function recordNamed<T extends Posted>(name: string, records: readonly T[], catalog: Catalog): T | undefined {
  const said = name.trim()
  const byId = records.find(({ id }) => id.toLowerCase() === said.toLowerCase())
  if (byId) return byId
  const ids = publicIdsByFile(catalog)
  const addressed = idInAddress(said, catalog)
  if (addressed !== null) return recordNamed(addressed, records, catalog) ?? recordOfKey(said, records)
  return (
    records.find((one) => one.public_id === said || ids.get(one.file) === said) ??
    recordOfKey(said, records) ??
    // Customers needn't have read of it yet.
    records.find(({ id }) => publicIdOf(id.startsWith('CHG') ? 'change' : 'incident', id, catalog.site.url) === said)
  )
}

/** The id at the end of an address that somebody copied from a page of the status page or the ops site. */
function idInAddress(said: string, { site }: Pick<Catalog, 'site'>): string | null {
  const home = [site.url, site.ops_url].find((url) => url !== undefined && said.startsWith(`${url}/`))
  return home === undefined
    ? null
    : (/^\/(?:incidents|changes)\/([\w-]{1,40})\/?(?:[?#]|$)/.exec(said.slice(home.length))?.[1] ?? null)
}
