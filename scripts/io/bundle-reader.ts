import type { Body } from '#model/records/body'
import type { Catalog, Salvaged } from '#model/catalog'
import { changeSchema, type Change } from '#model/records/change'
import type { Problem } from '#model/diagnostic'
import { publicId } from '#model/records/field'
import { incidentSchema, type Incident } from '#model/records/incident'
import { idAt, indexFile, kindAt, type Slot } from '#model/records/content-layout'
import { readChecked } from './checked-markdown.ts'
import { report } from './collected.ts'
import {
  INCIDENT_UPDATE,
  MAINTENANCE_UPDATE,
  readImpact,
  readPostmortem,
  readUpdates,
  type Source,
} from './public-folder-reader.ts'
import type { RecordCache } from './record-cache.ts'
import { remainder } from './salvage.ts'

/** The files of one change or incident, before they are read. */
interface Bundle {
  kind: 'change' | 'incident'
  index: string | null
  updates: string[]
  impact: string | null
  postmortem: string | null
}

export interface Bundled {
  changes: Change[]
  incidents: Incident[]
  salvaged: Salvaged[]
  broken: Catalog['broken']
  problems: Problem[]
}

/** Reads changes and incidents with what their `public/` folders hold. */
export function readBundles(
  files: readonly { path: string; slot: Slot }[],
  texts: ReadonlyMap<string, string>,
  cache: RecordCache,
): Bundled {
  const out: Bundled = {
    changes: [],
    incidents: [],
    salvaged: [],
    broken: { change: [], incident: [], update: [] },
    problems: [],
  }
  for (const [name, bundle] of gather(files)) readBundle(name, bundle, { texts, cache }, out)
  return out
}

function gather(files: readonly { path: string; slot: Slot }[]): Map<string, Bundle> {
  const bundles = new Map<string, Bundle>()
  const at = (name: string, path: string): Bundle => {
    const kind = kindAt(path) === 'change' ? 'change' : 'incident'
    const bundle = bundles.get(name) ?? { kind, index: null, updates: [], impact: null, postmortem: null }
    bundles.set(name, bundle)
    return bundle
  }
  for (const { path, slot } of files) {
    if (slot.kind === 'change' || slot.kind === 'incident') at(slot.bundle ?? path, path).index = path
    else if (slot.kind === 'update') at(slot.bundle, path).updates.push(path)
    else if (slot.kind === 'impact' || slot.kind === 'postmortem') at(slot.bundle, path)[slot.kind] = path
  }
  return bundles
}

function readBundle(name: string, bundle: Bundle, from: Source, out: Bundled) {
  const filedAs = idAt(name)
  const index = bundle.index === null ? null : readIndex(bundle.index, bundle.kind, from, out)
  if (bundle.index === null) report(out, [missingIndex(name, bundle.kind)])
  const published = bundle.updates.length > 0 || bundle.impact !== null || bundle.postmortem !== null
  const impact = bundle.impact === null ? null : readImpact(bundle.impact, from, out)
  const file = bundle.index ?? indexFile(name)
  if (bundle.kind === 'change') {
    const updates = published ? readUpdates(bundle.updates, MAINTENANCE_UPDATE, from, out) : null
    if (index?.record) out.changes.push({ ...(index.record as Change), file, body: index.body, updates, impact })
    else out.broken.change?.push(...ids(filedAs, index?.given))
    return
  }
  const updates = published ? readUpdates(bundle.updates, INCIDENT_UPDATE, from, out) : null
  const postmortem = bundle.postmortem === null ? null : readPostmortem(bundle.postmortem, from, out)
  if (index?.record)
    out.incidents.push({ ...(index.record as Incident), file, body: index.body, updates, impact, postmortem })
  else {
    out.broken.incident?.push(...ids(filedAs, index?.given))
    const id = filedAs ?? ids(null, index?.given)[0]
    const public_id = publicId.safeParse(fieldOf(index?.given, 'public_id')).data
    if (id !== undefined && updates) out.salvaged.push({ id, public_id, file, updates, impact, postmortem })
  }
}

interface Index {
  record: unknown
  body: Body
  /** The data as written, where it could be parsed. */
  given: unknown
}

function readIndex(path: string, kind: Bundle['kind'], { texts, cache }: Source, out: Bundled): Index {
  const text = texts.get(path)
  if (text === undefined) return { record: undefined, body: { markdown: '', line: 1 }, given: undefined }
  const schema = kind === 'change' ? changeSchema : incidentSchema
  const read = readChecked<typeof changeSchema | typeof incidentSchema>(path, text, { kind, schema }, cache)
  report(out, read.problems)
  const [given] = read.given.length === 0 ? [undefined] : [read.given[0] ?? {}]
  return { record: read.fields ?? remainder(schema, given), body: read.body, given }
}

const fieldOf = (data: unknown, key: string): string | undefined => {
  if (typeof data !== 'object' || data === null || !(key in data)) return undefined
  const value: unknown = Object.entries(data).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : undefined
}
const ids = (filedAs: string | null, given: unknown): string[] =>
  [filedAs, fieldOf(given, 'id')].filter((id) => id !== null && id !== undefined)

/** Told of the file that isn't there: an error in one of the updates would take that one off the status page. */
const missingIndex = (name: string, kind: Bundle['kind']): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file: indexFile(name), span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: 'Missing `index.md`, expected the record that `public/` belongs to.',
  help: `Write the ${kind} into it.`,
})
