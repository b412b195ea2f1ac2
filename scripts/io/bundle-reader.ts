import type { z } from 'zod'
import type { Body } from '#model/records/body'
import type { Catalog, Salvaged, SalvagedChange, Unread } from '#model/catalog'
import { changeSchema, type Change } from '#model/records/change'
import type { Problem } from '#model/diagnostic'
import { incidentSchema, type Incident } from '#model/records/incident'
import { idAt, indexFile, kindAt, type Slot } from '#model/records/content-layout'
import { nearRecords } from '#model/records/near-record'
import { readChecked, type Checked } from './checked-markdown.ts'
import { report } from './collected.ts'
import { publicPartOfChange, publicPartOfIncident, whatIsSaid } from './index-salvage.ts'
import {
  INCIDENT_UPDATE,
  MAINTENANCE_UPDATE,
  readImpact,
  readPostmortem,
  readUpdates,
  type Source,
} from './public-folder-reader.ts'
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
  salvaged_changes: SalvagedChange[]
  unread: Unread[]
  broken: Catalog['broken']
  problems: Problem[]
}

/** Reads changes and incidents with what their `public/` folders hold. */
export function readBundles(files: readonly { path: string; slot: Slot }[], from: Source): Bundled {
  const out: Bundled = {
    changes: [],
    incidents: [],
    salvaged: [],
    salvaged_changes: [],
    unread: [],
    broken: { change: [], incident: [], update: [] },
    problems: [],
  }
  const bundles = gather(files)
  const near = nearRecords([...bundles].flatMap(([name, { index }]) => (index === null ? [] : name)))
  for (const [name, bundle] of bundles) {
    if (bundle.index === null) report(out, [missingIndex(name, bundle.kind, near(name))])
    if (bundle.kind === 'change') readChange(name, bundle, from, out)
    else readIncident(name, bundle, from, out)
  }
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

const isPublished = ({ updates, impact, postmortem }: Bundle) =>
  updates.length > 0 || impact !== null || postmortem !== null

function readChange(name: string, bundle: Bundle, from: Source, out: Bundled) {
  const index = readIndex<typeof changeSchema>(bundle.index, { kind: 'change', schema: changeSchema }, from, out)
  const file = bundle.index ?? indexFile(name)
  const updates = isPublished(bundle) ? readUpdates(bundle.updates, MAINTENANCE_UPDATE, from, out) : null
  const impact = readImpact(bundle.impact, [], from, out)
  const own = identity(name, 'CHG', index)
  const { id } = own
  if (index.record) out.changes.push({ ...index.record, ...own, file, body: index.body, updates, impact })
  else {
    out.broken.change?.push(...idsOf(id, index))
    out.unread.push({ kind: 'change', id, file, ...whatIsSaid(index, changeSchema) })
    if (updates) out.salvaged_changes.push({ id, file, ...publicPartOfChange(index), updates, impact })
  }
}

function readIncident(name: string, bundle: Bundle, from: Source, out: Bundled) {
  const index = readIndex<typeof incidentSchema>(bundle.index, { kind: 'incident', schema: incidentSchema }, from, out)
  const file = bundle.index ?? indexFile(name)
  const updates = isPublished(bundle) ? readUpdates(bundle.updates, INCIDENT_UPDATE, from, out) : null
  const impact = readImpact(bundle.impact, updates ?? [], from, out)
  const postmortem = readPostmortem(bundle.postmortem, from, out)
  const own = identity(name, 'INC', index)
  const { id } = own
  if (index.record) out.incidents.push({ ...index.record, ...own, file, body: index.body, updates, impact, postmortem })
  else {
    out.broken.incident?.push(...idsOf(id, index))
    out.unread.push({ kind: 'incident', id, file, ...whatIsSaid(index, incidentSchema) })
    if (updates) out.salvaged.push({ id, file, ...publicPartOfIncident(index), updates, impact, postmortem })
  }
}

/** What an `index.md` holds, as far as it could be read. */
export interface Index<T = unknown> {
  record: T | undefined
  body: Body
  /** The data as written, where it could be parsed. */
  given: unknown
  /** Its text; of a file that is refused what can be made out. */
  text: string
}

function readIndex<S extends z.ZodType<object>>(
  path: string | null,
  checked: Checked<S>,
  { texts, rough, cache }: Source,
  out: Bundled,
): Index<z.output<S>> {
  const text = texts.get(path ?? '')
  if (path === null || text === undefined)
    return { record: undefined, body: { markdown: '', line: 1 }, given: undefined, text: rough.get(path ?? '') ?? '' }
  const read = readChecked<S>(path, text, checked, cache)
  report(out, read.problems)
  const given = read.given.length === 0 ? undefined : (read.given[0] ?? {})
  return { record: read.fields ?? remainder(checked.schema, given), body: read.body, given, text }
}

/**
 * A record is called what its file or folder is called: one that was copied with the id of an older one inside hides
 * neither. Only where the name says no id does the one inside count, and where that can't be read either, the name itself:
 * what customers read of it is out all the same.
 */
function identity(name: string, prefix: 'CHG' | 'INC', { record, given, text }: Index<{ id: string }>) {
  const filedAs = idAt(name)?.toUpperCase()
  const within = record?.id ?? idField(given)
  const said = within ?? roughId(text, prefix)
  const id = filedAs?.startsWith(prefix) ? filedAs : (said ?? name.split('/').at(-1) ?? name)
  return { id, ...(within !== undefined && within !== id ? { written_id: within } : {}) }
}

/** The id of a record that can't be parsed, where a line of it says one. */
const roughId = (text: string, prefix: string): string | undefined =>
  /^id:[ \t]{0,9}["']?((?:CHG|INC)-\d{4}-\d{4,12})\b/m
    .exec(text)
    ?.slice(1)
    .find((id) => id.startsWith(prefix))

const idField = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined

const idsOf = (id: string, { given }: Index): string[] => [...new Set([id, idField(given) ?? id])]

/** Told of the file that isn't there: an error in one of the updates would take that one off the status page. */
const missingIndex = (name: string, kind: Bundle['kind'], near: string | null): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file: indexFile(name), span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: 'Missing `index.md`, expected the record that `public/` belongs to.',
  help: near === null ? `Write the ${kind} into it.` : meantFor(name, near),
})

/** What to do where the record is there, and `public/` lies elsewhere. */
function meantFor(name: string, near: string): string {
  if (!near.endsWith('.md'))
    return `Did you mean \`${near}/\`? Move what is in \`public/\` to \`${near}/public/\`: here it is of another record.`
  const folder = near.replace(/\.md$/, '')
  const moved = `Move \`${near}\` to \`${folder}/index.md\``
  return name === folder
    ? `${moved}: what has something public is a folder.`
    : `Did you mean \`${near}\`? ${moved}, and what is in \`public/\` to \`${folder}/public/\`.`
}
