import type { Catalog } from '#model/catalog'
import type { Change } from '#model/records/change'
import type { Incident } from '#model/records/incident'
import { publicAt, recordAt } from '#model/records/content-layout'

/** The content folder as it is before the import. */
export interface Existing {
  catalog: Pick<Catalog, 'incidents' | 'changes' | 'services' | 'salvaged' | 'teams'>
  /** The text of every file, by path. */
  texts: ReadonlyMap<string, string>
  paths: readonly string[]
}

/** A content folder before anything is in it. */
export const NOTHING: Existing = {
  catalog: { incidents: [], changes: [], services: [], salvaged: [], teams: [] },
  texts: new Map(),
  paths: [],
}

/** A record that an earlier import made. */
export type Known =
  | { file: string; kind: 'incident'; record: Incident }
  | { file: string; kind: 'change'; record: Change }
  /** It is there, but its front matter can't be read. */
  | { file: string; kind: 'broken' }

/**
 * Finds the record that an earlier import made of something, by its id at the source: in `source`, or as public id.
 * `peer` is the `kind` of such a `source`.
 */
export function finder({ catalog, texts }: Existing, peer = 'statuspage'): (id: string) => Known | null {
  const idAtSource = ({ source }: Incident | Change) => (source?.kind === peer ? source.id : undefined)
  const known = new Map<string, Known>()
  const add = (one: Known, ...ids: (string | undefined)[]) => {
    for (const id of ids) if (id !== undefined && !known.has(id)) known.set(id, one)
  }
  for (const record of catalog.incidents)
    add({ file: record.file, kind: 'incident', record }, idAtSource(record), record.public_id)
  for (const record of catalog.changes)
    add({ file: record.file, kind: 'change', record }, idAtSource(record), record.public_id)
  const read = new Set([...catalog.incidents, ...catalog.changes].map(({ file }) => file))
  for (const [file, text] of texts)
    if (recordAt(file) !== null && publicAt(file) === null && !read.has(file))
      add(
        { file, kind: 'broken' },
        /^public_id:\s*["']?([a-z0-9]{12})\b/m.exec(text)?.[1],
        brokenIdAtSource(text, peer),
      )
  return (id) => known.get(id) ?? null
}

/** The id in the lines of `source`, which may stand on one line or below each other. */
function brokenIdAtSource(text: string, peer: string): string | undefined {
  const source = /^source:.*(?:\n[ \t]+\S.*)*/m.exec(text)?.[0]
  if (source === undefined || /\bkind: *["']?(\w+)/.exec(source)?.[1] !== peer) return undefined
  return /\bid: *["']?([^"',}\n]+)/.exec(source)?.[1]?.trim()
}
