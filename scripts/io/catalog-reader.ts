import type { z } from 'zod'
import { alertsOf, alertSchemaFor } from '#model/records/alert'
import { approvalSchema } from '#model/records/approval'
import { NO_RECORDS, type Catalog, type Kind, type Records } from '#model/catalog'
import type { Problem } from '#model/diagnostic'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import { isRead, slotsIn, type Slot } from '#model/records/content-layout'
import { DEFAULT_POLICY, policySchema } from '#model/records/policy'
import { runbookSchema } from '#model/records/runbook'
import { check } from '#model/records/schema-problem'
import { publicBlock, serviceSchema } from '#model/records/service'
import { siteSchema, UNNAMED_SITE } from '#model/records/site'
import { sloSchemaFor, slosOf } from '#model/records/slo'
import { teamSchema } from '#model/records/team'
import { changeTemplateSchema, incidentTemplateSchema } from '#model/records/template'
import type { Instant } from '#model/time'
import { readBundles } from './bundle-reader.ts'
import { listFiles, readText } from './content-files.ts'
import { readMarkdown } from './front-matter.ts'
import { readMeasurements } from './measurement-reader.ts'
import { NO_CACHE, type RecordCache } from './record-cache.ts'
import { remainder, salvage } from './salvage.ts'
import { readYaml } from './yaml-reader.ts'

export interface Content {
  catalog: Catalog
  problems: Problem[]
  /** The text of every file that could be read, by path: what findings are located in. */
  texts: Map<string, string>
  /** Every file, records or not. */
  paths: readonly string[]
}

/** Reads a content folder: every file that can be read becomes a record, every one that can't a finding. */
export function readContent(
  root: string,
  now: Instant | null,
  clock: () => Instant,
  cache: RecordCache = NO_CACHE,
): Content {
  const { paths, problems } = listFiles(root)
  const texts = new Map<string, string>()
  for (const [path, slot] of slotsIn(paths)) {
    if (!isRead(slot)) continue
    const read = readText(root, path)
    if ('text' in read) texts.set(path, read.text)
    else problems.push(read.problem)
  }
  return readTexts(paths, texts, problems, now, clock, cache)
}

/** The same from texts that are already in memory, for instance those of a git tree. */
export function readTexts(
  paths: readonly string[],
  texts: Map<string, string>,
  found: readonly Problem[],
  now: Instant | null,
  clock: () => Instant,
  cache: RecordCache = NO_CACHE,
): Content {
  const problems: Problem[] = [...found]
  const records: Records = { site: UNNAMED_SITE, policy: DEFAULT_POLICY, ...structuredClone(NO_RECORDS) }
  const broken: Catalog['broken'] = {}
  const components: Catalog['salvaged_components'] = []
  const yearly: { path: string; slot: Slot }[] = []
  const report = (more: readonly Problem[]) => {
    // Not `push(...more)`: a file can have more findings than a call can have arguments.
    for (const problem of more) problems.push(problem)
  }

  for (const [path, slot] of slotsIn(paths)) {
    const text = texts.get(path)
    if (slot.kind === 'unknown') report([unknownFile(path, slot.help)])
    if (slot.kind === 'change' || slot.kind === 'incident' || 'bundle' in slot) yearly.push({ path, slot })
    else if (slot.kind === 'site' || slot.kind === 'policy') readSettings(path, slot.kind, text, records, report)
    else if ('id' in slot) {
      const ok = text !== undefined && readRecord(path, slot, text, records, components, report)
      if (!ok) (broken[slot.kind === 'measurement' ? 'slo' : slot.kind] ??= []).push(slot.id)
    }
  }
  if (!paths.includes('site.yaml')) report([missingSite()])
  const bundled = readBundles(yearly, texts, cache)
  report(bundled.problems)
  Object.assign(records, { changes: bundled.changes, incidents: bundled.incidents })
  const catalog: Catalog = {
    ...records,
    now: now ?? records.site.sample ?? clock(),
    broken: { ...broken, ...bundled.broken },
    salvaged: bundled.salvaged,
    salvaged_components: components,
  }
  return { catalog, problems, texts, paths }
}

const START = { line: 1, column: 1, end_line: 1, end_column: 1 }
const unknownFile = (file: string, help: string): Problem => ({
  rule: 'unknown-file',
  severity: 'warning',
  at: { file, span: START },
  message: 'Unexpected file, expected one that the layout knows.',
  help,
})
const missingSite = (): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file: 'site.yaml', span: START },
  message: 'Missing `site.yaml`, expected the name and address of the sites in it.',
  help: 'Write `name:` and `url:` into `site.yaml`.',
})

/** A broken setting falls back to its default, so that the pages still come out. */
function readSettings(
  path: string,
  kind: 'site' | 'policy',
  text: string | undefined,
  records: Records,
  report: Report,
) {
  if (text === undefined) return
  const { data, problems } = readYaml(path, text)
  report(problems)
  if (data.length === 0) return
  const given = data[0] ?? {}
  const result = kind === 'site' ? check(siteSchema, given, path) : check(policySchema, given, path)
  report(result.problems)
  if (kind === 'site') records.site = salvage(siteSchema, given, UNNAMED_SITE)
  else records.policy = salvage(policySchema, given, DEFAULT_POLICY)
}

type Report = (problems: readonly Problem[]) => void
type Filed = Extract<Slot, { id: string }>

/** Reads a record of the kinds that are one file each; false where it can't be. */
function readRecord(
  path: string,
  slot: Filed,
  text: string,
  records: Records,
  components: Catalog['salvaged_components'],
  report: Report,
): boolean {
  const { kind, id } = slot
  if (kind === 'slo' || kind === 'alert') return readForeign(path, kind, text, records, report)
  if (kind === 'measurement') {
    const { rows, problems } = readMeasurements(path, text)
    report(problems)
    if (problems.length === 0) records.measurements.push({ slo: id, file: path, rows })
    return problems.length === 0
  }
  const { data, body, problems } = path.endsWith('.md') ? readMarkdown(path, text) : readYaml(path, text)
  report(problems)
  if (data.length !== 1) {
    if (data.length > 1) report([severalDocuments(path)])
    return false
  }
  const result = check(SCHEMAS[kind], data[0] ?? {}, path)
  report(result.problems)
  // Of the kinds that others build on nothing is guessed: half a service would bring findings about its users.
  const fields = result.data ?? (kind === 'runbook' ? remainder(runbookSchema, data[0]) : undefined)
  if (!fields) {
    if (kind === 'service') keepComponent(path, id, data[0], components)
    return false
  }
  add(records, kind, { ...fields, id, file: path, ...(path.endsWith('.md') ? { body } : {}) })
  return true
}

/** A slip in what is internal of a service must not take a component, and its outage, off the status page. */
function keepComponent(file: string, id: string, data: unknown, components: Catalog['salvaged_components']) {
  const given: unknown = typeof data === 'object' && data !== null && 'public' in data ? data.public : undefined
  const block = publicBlock.safeParse(given)
  if (block.success) components.push({ id, file, public: block.data })
}

const severalDocuments = (file: string): Problem => ({
  rule: 'yaml-syntax',
  severity: 'error',
  at: { file, document: 1, path: [] },
  message: 'Unexpected second document, expected one record a file.',
  help: 'Remove the line `---` between them, or give the second a file of its own.',
})

const SCHEMAS = {
  team: teamSchema,
  service: serviceSchema,
  approval: approvalSchema,
  change_template: changeTemplateSchema,
  freeze: freezeSchema,
  event: eventSchema,
  incident_template: incidentTemplateSchema,
  runbook: runbookSchema,
} satisfies Partial<Record<Kind, z.ZodType>>

const LISTS = {
  team: 'teams',
  service: 'services',
  approval: 'approvals',
  change_template: 'change_templates',
  freeze: 'freezes',
  event: 'events',
  incident_template: 'incident_templates',
  runbook: 'runbooks',
} as const

/** The one place where a checked record joins the list of its kind; its schema has just vouched for its shape. */
const add = (records: Records, kind: keyof typeof LISTS, record: object) =>
  (records[LISTS[kind]] as object[]).push(record)

/** Reads the formats that aren't ours, of which a file may hold several documents. */
function readForeign(path: string, kind: 'slo' | 'alert', text: string, records: Records, report: Report): boolean {
  const { data, problems } = readYaml(path, text)
  report(problems)
  let whole = problems.length === 0
  for (const [document, content] of data.entries()) {
    if (content === null && data.length > 1) continue
    const rule = kind === 'slo' ? 'slo-schema' : 'schema'
    const schema = kind === 'slo' ? sloSchemaFor(content) : alertSchemaFor(content)
    const result = check(schema, content ?? {}, path, { document, rule })
    report(result.problems)
    if (result.problems.length > 0) whole = false
    else if (kind === 'slo') records.slos.push(...slosOf(content, path, document))
    else records.alerts.push(...alertsOf(content, path, document))
  }
  return whole
}
