import { basename } from 'node:path'
import type { Body } from '#model/records/body'
import type { Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { parseCompactInstant } from '#model/time'
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
import { readMarkdown } from './front-matter.ts'
import type { RecordCache } from './record-cache.ts'
import { remainder } from './salvage.ts'
import { readYaml } from './yaml-reader.ts'

/** What is read from. */
export interface Source {
  texts: ReadonlyMap<string, string>
  cache: RecordCache
}

type UpdateSchema = typeof incidentUpdateSchema | typeof maintenanceUpdateSchema
export const INCIDENT_UPDATE = { kind: 'incident update', schema: incidentUpdateSchema }
export const MAINTENANCE_UPDATE = { kind: 'maintenance update', schema: maintenanceUpdateSchema }
type UpdateOf<S> = S extends typeof incidentUpdateSchema ? IncidentUpdate : MaintenanceUpdate

/** Reads the updates of a record, in their order. */
export function readUpdates<S extends UpdateSchema>(
  files: readonly string[],
  checked: Checked<S>,
  { texts, cache }: Source,
  out: Bundled,
): UpdateOf<S>[] {
  const updates: Update[] = []
  for (const file of files) {
    const text = texts.get(file)
    if (text === undefined) continue
    const { fields: whole, body, given, problems } = readChecked<UpdateSchema>(file, text, checked, cache)
    report(out, problems)
    const fields = whole ?? (given.length === 0 ? undefined : remainder<UpdateSchema>(checked.schema, given[0]))
    if (!fields) continue
    const named = parseCompactInstant(basename(file, '.md').replace(/-\d+$/, ''))
    const time = fields.at ?? named
    if (time === null) report(out, [untimed(file)])
    else updates.push({ ...fields, file, body, time, named } as Update)
  }
  const read = new Set(updates.map(({ file }) => file))
  out.broken.update?.push(...files.filter((file) => !read.has(file)))
  return updates.toSorted(inOrder) as UpdateOf<S>[]
}

const untimed = (file: string): Problem => ({
  rule: 'id-matches-file',
  severity: 'error',
  at: { file, path: [] },
  message: `Unexpected file name \`${basename(file)}\`, expected its UTC time such as \`20260301T100600Z.md\`.`,
  help: 'Rename the file, or give its time as `at`.',
})

/** Reads corrected intervals. */
export function readImpact(file: string, { texts }: Source, out: Bundled): ComponentInterval[] | null {
  const text = texts.get(file)
  if (text === undefined) return null
  const { data, problems } = readYaml(file, text)
  report(out, problems)
  if (data.length === 0) return null
  const result = check(impactSchema, data[0] ?? [], file)
  report(out, result.problems)
  return result.data ?? null
}

/** A postmortem needs no front matter: it is all text. */
export function readPostmortem(file: string, { texts }: Source, out: Bundled): Body | null {
  const text = texts.get(file)
  if (text === undefined) return null
  if (!/^---(?!-)/.test(text)) return { markdown: text, line: 1 }
  const { data, body, problems } = readMarkdown(file, text)
  report(out, problems)
  return data.length === 0 ? null : body
}
