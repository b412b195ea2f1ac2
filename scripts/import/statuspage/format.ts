import { z } from 'zod'
import { instant } from '#model/records/field'
import { check } from '#model/records/schema-problem'
import type { SourceDocument } from '#model/source-document'

/*
 * Statuspage's API v2, as it is recorded and as its management API (v1) widens it. Unknown keys pass: only what is
 * read here must have the right form. https://developer.statuspage.io
 */

/** A field that may be missing or null, which then is null. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)
/** A list that may be missing or null, which then is empty. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? [])

const page = z.looseObject({ name: maybe(z.string()), url: maybe(z.string()), time_zone: maybe(z.string()) })
export type SourcePage = z.output<typeof page>

const component = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: maybe(z.string()),
  updated_at: maybe(instant),
  position: maybe(z.int()),
  description: maybe(z.string()),
  showcase: maybe(z.boolean()),
  start_date: maybe(z.string()),
  group_id: maybe(z.string()),
  group: maybe(z.boolean()),
  only_show_if_degraded: maybe(z.boolean()),
})
export type SourceComponent = z.output<typeof component>

const update = z.looseObject({
  status: z.string(),
  body: maybe(z.string()),
  created_at: maybe(instant),
  updated_at: maybe(instant),
  display_at: maybe(instant),
  affected_components: listOf(
    z.looseObject({ code: z.string().min(1), name: maybe(z.string()), new_status: z.string() }),
  ),
  deliver_notifications: maybe(z.boolean()),
  custom_tweet: maybe(z.string()),
  tweet_id: maybe(z.union([z.string(), z.number()])),
})
export type SourceUpdate = z.output<typeof update>

const record = z.looseObject({
  kind: maybe(z.string()),
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  created_at: maybe(instant),
  updated_at: maybe(instant),
  monitoring_at: maybe(instant),
  resolved_at: maybe(instant),
  started_at: maybe(instant),
  impact: maybe(z.string()),
  shortlink: maybe(z.string()),
  incident_updates: listOf(update),
  components: listOf(component),
  scheduled_for: maybe(instant),
  scheduled_until: maybe(instant),
  reminder_intervals: z.unknown().optional(),
  postmortem_body: maybe(z.string()),
  backfilled: maybe(z.boolean()),
})
export type SourceRecord = z.output<typeof record>

export interface StatuspageExport {
  page: SourcePage | null
  /** What the page has today; null where the source holds no list of them. */
  components: SourceComponent[] | null
  incidents: SourceRecord[]
  maintenances: SourceRecord[]
}

/** A part of the source that can't be read, and so isn't imported. */
export interface SourceProblem {
  file: string
  line: number | null
  record: string
  message: string
}

/** Reads the documents of a source. What is wrong with one part leaves the others as they are. */
export function readExport(documents: readonly SourceDocument[]): {
  source: StatuspageExport
  problems: SourceProblem[]
} {
  const problems: SourceProblem[] = []
  const components = new Map<string, SourceComponent>()
  const records = new Map<string, SourceRecord & { maintenance: boolean }>()
  let [sitePage, listed]: [SourcePage | null, boolean] = [null, false]

  const read = <T extends z.ZodType>(
    schema: T,
    value: unknown,
    at: SourceDocument,
    name: string,
  ): z.output<T> | null => {
    const result = check(schema, value, at.file)
    const label = `${name} ${idOf(value)}`.trim()
    for (const { at: place, message } of result.problems)
      problems.push({ ...placed(at), record: label, message: `${pathOf(place)}${message}` })
    return result.data ?? null
  }
  const addComponent = (value: unknown, at: SourceDocument) => {
    const one = read(component, value, at, 'component')
    if (one) keepNewer(components, one)
  }
  const addRecord = (value: unknown, at: SourceDocument, list: string) => {
    const one = read(record, value, at, 'record')
    if (one) keepNewer(records, { ...one, maintenance: isMaintenance(one, list) })
  }
  const addAny = (value: unknown, at: SourceDocument) => {
    if (has(value, 'incident_updates')) addRecord(value, at, '')
    else if (isPart(value)) addParts(value, at)
    else if (has(value, 'position') || has(value, 'group_id')) {
      listed = true
      addComponent(value, at)
    } else
      problems.push({
        ...placed(at),
        record: idOf(value),
        message: 'Unexpected data, expected a component, an incident or a maintenance of Statuspage.',
      })
  }
  const addParts = (value: Record<string, unknown>, at: SourceDocument) => {
    if (has(value, 'page')) sitePage ??= read(page, value['page'], at, 'page')
    if (has(value, 'components')) listed = true
    for (const one of items(value, 'components', at, problems)) addComponent(one, at)
    for (const list of ['incidents', 'scheduled_maintenances'])
      for (const one of items(value, list, at, problems)) addRecord(one, at, list)
  }

  for (const document of documents)
    if (Array.isArray(document.value)) for (const one of document.value) addAny(one, document)
    else addAny(document.value, document)

  const all = [...records.values()]
  return {
    source: {
      page: sitePage,
      components: listed ? [...components.values()] : null,
      incidents: all.filter(({ maintenance }) => !maintenance),
      maintenances: all.filter(({ maintenance }) => maintenance),
    },
    problems,
  }
}

const placed = ({ file, line }: SourceDocument) => ({ file, line: line ?? null })
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const has = (value: unknown, key: string): value is Record<string, unknown> => isMap(value) && Object.hasOwn(value, key)
const isPart = (value: unknown): value is Record<string, unknown> =>
  ['page', 'components', 'incidents', 'scheduled_maintenances'].some((key) => has(value, key))
const idOf = (value: unknown): string => (has(value, 'id') && typeof value['id'] === 'string' ? value['id'] : '')

function items(value: Record<string, unknown>, key: string, at: SourceDocument, problems: SourceProblem[]): unknown[] {
  const list = value[key] ?? []
  if (Array.isArray(list)) return list
  problems.push({ ...placed(at), record: key, message: `Unexpected \`${key}\`, expected a list.` })
  return []
}

const pathOf = (place: object): string =>
  'path' in place && Array.isArray(place.path) && place.path.length > 0 ? `${place.path.join('.')}: ` : ''

const isMaintenance = ({ kind, impact, scheduled_for }: SourceRecord, list: string): boolean =>
  (kind ?? list).includes('maintenance') || impact === 'maintenance' || scheduled_for !== null

/** One thing may stand in several files; the one that was changed last is the whole truth. */
function keepNewer<T extends { id: string; updated_at: number | null }>(found: Map<string, T>, one: T) {
  const known = found.get(one.id)
  if (!known || (known.updated_at ?? 0) <= (one.updated_at ?? 0)) found.set(one.id, one)
}
