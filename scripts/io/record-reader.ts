import type { z } from 'zod'
import type { Kind, Records } from '#model/catalog'
import type { Problem } from '#model/diagnostic'
import { approvalSchema } from '#model/records/approval'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import type { Slot } from '#model/records/content-layout'
import { runbookSchema } from '#model/records/runbook'
import { check } from '#model/records/schema-problem'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { changeTemplateSchema, incidentTemplateSchema } from '#model/records/template'
import { restOfFront } from './checked-markdown.ts'
import { report, type Collected } from './collected.ts'
import { keepComponent } from './component-salvage.ts'
import { keepService, keepTeam } from './catalogue-salvage.ts'
import { composed, mayDecompose } from './composed.ts'
import { readMarkdown } from './front-matter.ts'
import { restProblems } from './intact-yaml.ts'
import { keepRunbook } from './runbook-salvage.ts'
import { remainder } from './salvage.ts'
import { readYaml } from './yaml-reader.ts'

/** What a file of a kind of our own is, where each record has a file: everything but the formats of others. */
export type OwnRecord = Exclude<Extract<Slot, { id: string }>, { bundle: unknown }> & { kind: keyof typeof SCHEMAS }

/** Reads a record of the kinds that are one file each; false where it can't be. */
export function readRecord(file: string, { kind, id }: OwnRecord, text: string, into: Collected): boolean {
  const markdown = file.endsWith('.md')
  // What has no text is read as quickly as it is found again.
  const known = markdown ? into.cache.recall(kind, text) : null
  if (known) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this kind's schema made of this very text
    add(into.records, kind, { ...(known.fields as object), id, file, body: known.body })
    return true
  }
  const { data: read, body, problems } = markdown ? readMarkdown(file, text) : readYaml(file, text)
  const data = mayDecompose(text) ? read.map(composed) : read
  report(into, problems)
  if (data.length !== 1) {
    if (data.length > 1) report(into, [severalDocuments(file)])
    else report(into, markdown ? restOfFront(SCHEMAS[kind], text, file) : restProblems(SCHEMAS[kind], text, file))
    if (kind === 'service') keepComponent({ file, id }, data, text, into)
    keepRefused({ kind, file, id, text, body }, into)
    return false
  }
  const result = check(SCHEMAS[kind], data[0] ?? {}, file)
  report(into, result.problems)
  // Of the kinds that others build on nothing is guessed: half a service would bring findings about its users.
  const fields = result.data ?? (kind === 'runbook' ? remainder(runbookSchema, data[0]) : undefined)
  if (result.problems.length > 0) keepRefused({ kind, file, id, text, data: data[0] ?? {}, body }, into)
  if (!fields) {
    if (kind === 'service') keepComponent({ file, id }, data, text, into)
    return false
  }
  if (markdown && problems.length === 0 && result.problems.length === 0) into.cache.remember(kind, text, fields, body)
  add(into.records, kind, { ...fields, id, file, ...(markdown ? { body } : {}) })
  return true
}

/** Keeps of a file that makes no record, or not all of one, what who is paged needs: whom to call, what to do, of what. */
export function keepRefused(
  { kind, ...refused }: Parameters<typeof keepRunbook>[0] & { kind: Slot['kind'] },
  into: Collected,
) {
  if (kind === 'runbook') keepRunbook(refused, into)
  if (kind === 'team') keepTeam(refused, into)
  if (kind === 'service') keepService(refused, into)
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
