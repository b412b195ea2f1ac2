import { basename } from 'node:path'
import type { Body } from '#model/records/body'
import type { Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import {
  impactSchema,
  incidentUpdateSchema,
  inOrder,
  maintenanceUpdateSchema,
  type ComponentInterval,
  type IncidentUpdate,
  type MaintenanceUpdate,
  type Update,
} from '#model/records/update'
import type { Bundled } from './bundle-reader.ts'
import { readChecked, type Checked } from './checked-markdown.ts'
import { report } from './collected.ts'
import { composed } from './composed.ts'
import { readMarkdown } from './front-matter.ts'
import { impactInDoubt, roughImpact } from './impact-salvage.ts'
import { localReading } from '#model/local-time'
import { compactInstant, type Instant } from '#model/time'
import type { RecordCache } from './record-cache.ts'
import { roughFrontMatter } from './rough-yaml.ts'
import { withUnclear } from './settings-salvage.ts'
import { roughUpdate, stateBefore, timeInName, type RoughUpdate } from './update-salvage.ts'
import { readYaml } from './yaml-reader.ts'

/** What is read from. */
export interface Source {
  texts: ReadonlyMap<string, string>
  /** What can be made out of files that are refused. */
  rough: ReadonlyMap<string, string>
  cache: RecordCache
  now: Instant
  /** The site's: what a name of an update may have been read off. */
  timeZone: string
  /** The ids of components, by their small letters. */
  components: ReadonlyMap<string, string>
}

type UpdateSchema = typeof incidentUpdateSchema | typeof maintenanceUpdateSchema
export const INCIDENT_UPDATE = { kind: 'incident update', schema: incidentUpdateSchema }
export const MAINTENANCE_UPDATE = { kind: 'maintenance update', schema: maintenanceUpdateSchema }
type UpdateOf<S> = S extends typeof incidentUpdateSchema ? IncidentUpdate : MaintenanceUpdate

/** An update whose state or time may not be known yet. */
interface Draft extends Omit<RoughUpdate, 'time'> {
  file: string
  named: number | null
  time: number | null
}

/** Reads the updates of a record, in their order. What is wrong with one of them costs that, and not the update. */
export function readUpdates<S extends UpdateSchema>(
  files: readonly string[],
  checked: Checked<S>,
  from: Source,
  out: Bundled,
): UpdateOf<S>[] {
  const drafts = files.flatMap((file) => readUpdate(file, checked, from, out) ?? [])
  // Of one whose state is unknown nobody knows whether anything has ended by it.
  const read = new Set(drafts.flatMap(({ file, state }) => (state === null ? [] : file)))
  out.broken.update?.push(...files.filter((file) => !read.has(file)))
  // One that nobody can date was posted after the others, and is out.
  const times = drafts.flatMap(({ time }) => time ?? [])
  const newest = times.length === 0 ? from.now : times.reduce((a, b) => Math.max(a, b))
  const updates = drafts.map((draft) => ({ ...draft, time: draft.time ?? newest })).toSorted(inOrder)
  const stated = stateBefore(updates, checked.schema.shape.state.options) as (UpdateOf<S> & Pick<Draft, 'unclear'>)[]
  const floor = checked.kind === INCIDENT_UPDATE.kind ? 'degraded_performance' : 'under_maintenance'
  return withUnclear(stated, floor) as UpdateOf<S>[]
}

function readUpdate<S extends UpdateSchema>(
  file: string,
  checked: Checked<S>,
  source: Source,
  out: Bundled,
): Draft | null {
  const { texts, rough, cache, components } = source
  const text = texts.get(file)
  const named = timeInName(basename(file, '.md'))
  const timed = (fields: RoughUpdate, exact: boolean): Draft => {
    const time = fields.at ?? named.time
    if (time === null || (!exact && !named.exact && fields.at === undefined)) report(out, [untimed(file, source)])
    return { ...fields, file, time, named: named.exact ? named.time : null }
  }
  if (text !== undefined) {
    const { fields, body, given, problems } = readChecked<UpdateSchema>(file, text, checked, cache)
    report(out, problems)
    if (fields) return timed({ ...fields, body }, false)
    const salvaged = roughUpdate({ text, given, body }, checked.schema, components)
    return salvaged && (salvaged.state !== null || named.time !== null)
      ? timed(salvaged, false)
      : unnamed(file, source, out)
  }
  const refused = { text: rough.get(file) ?? '', given: [], body: null }
  const salvaged = roughUpdate(refused, checked.schema, components)
  return salvaged && (salvaged.state !== null || named.time !== null) ? timed(salvaged, true) : null
}

/** A file beside the updates that is called like none and says no state is none. */
function unnamed(file: string, source: Source, out: Bundled): null {
  report(out, [untimed(file, source)])
  return null
}

function untimed(file: string, { now, timeZone }: Pick<Source, 'now' | 'timeZone'>): Problem {
  const name = basename(file)
  const { time } = timeInName(name.replace(/\.md$/, ''))
  // One that ends in Z says whose time it is.
  const local = time === null || /Z(?:-\d+)?\.md$/i.test(name) ? null : localReading(time, timeZone)
  const right = `${compactInstant(time ?? now)}${/Z(-\d+)\.md$/i.exec(name)?.[1] ?? ''}.md`
  return {
    rule: 'id-matches-file',
    severity: 'error',
    at: { file, path: [] },
    message: `Unexpected file name \`${name}\`, expected its UTC time${time === null ? '' : `, \`${right}\``}.`,
    help: local
      ? `Whose time is it? In UTC: rename it to \`${right}\`. ${local.question} Then rename it to \`${compactInstant(local.meant)}.md\`.`
      : `Rename it to \`${right}\`${time === null ? ', as it is now,' : ''} or give its time as \`at\`.`,
  }
}

/**
 * Reads corrected intervals. Where one is wrong, or of a component that isn't known, the updates hold for what it may be
 * of; where none is right, for all.
 */
export function readImpact(
  file: string | null,
  updates: readonly Update[],
  from: Source,
  out: Bundled,
): ComponentInterval[] | null {
  const text = file === null ? undefined : from.texts.get(file)
  if (file === null || text === undefined) return null
  const { data, problems } = readYaml(file, text)
  report(out, problems)
  if (data.length === 0) return null
  const written = composed(data[0] ?? null)
  const result = check(impactSchema, written, file)
  report(out, result.problems)
  const rough = roughImpact(written)
  if (rough === null || (rough.right.length === 0 && rough.wrong.length > 0)) return null
  return rough.right.length === 0 ? [] : impactInDoubt(rough, updates, from)
}

/** A postmortem needs no front matter: it is all text. */
export function readPostmortem(file: string | null, { texts, rough }: Source, out: Bundled): Body | null {
  if (file === null) return null
  const text = texts.get(file)
  if (text === undefined) return bodyOf(rough.get(file) ?? '')
  if (!/^---(?!-)/.test(text)) return { markdown: text, line: 1 }
  const { data, body, problems } = readMarkdown(file, text)
  report(out, problems)
  return data.length === 0 ? bodyOf(roughFrontMatter(text, []).body) : body
}

const bodyOf = (markdown: string): Body | null => (markdown.trim() === '' ? null : { markdown, line: 1 })
