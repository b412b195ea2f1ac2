import { z } from 'zod'
import type { Body } from '#model/records/body'
import type { Path } from '#model/diagnostic'
import { timeZone } from '#model/records/field'
import { check } from '#model/records/schema-problem'
import type { SourceDocument } from '#model/source-document'
import type { Instant } from '#model/time'
import { parseHugoTime } from './time.ts'
import { offsetOf } from '../wall-clock.ts'
import { listOf, maybe, type SourceProblem } from '../statuspage/format.ts'

/*
 * A cState site: Hugo's config with cState's `params`, and an issue a file. Unknown keys pass, and keys are read in any
 * case, as Hugo does. https://github.com/cstate/cstate/wiki
 */

interface CstateDocument extends SourceDocument {
  name: string
  body: Body
  lineOf: (path: Path) => number
}

const lowered = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]))
    : value
const map = <T extends z.ZodRawShape>(shape: T) => z.preprocess(lowered, z.object(shape))

/** A title may be a number to YAML. */
const words = z
  .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())
  .transform((value) => value.trim())
/** An empty text is what the editor of cState writes for a field without a value. */
const text = maybe(words).transform((value) => value || null)
const flag = maybe(z.union([z.boolean(), z.string()])).transform((value) =>
  value === null || value === '' ? null : /^(?:true|yes|on)$/i.test(String(value)),
)

const named = { name: words.refine((name) => name !== '', { error: 'Unexpected blank name, expected some words.' }) }
/** Before its version 4 cState had plain names here. */
const orName = (value: unknown): unknown => (typeof value === 'string' ? { name: value } : value)
const system = z.preprocess(orName, map({ ...named, displayname: text, description: text, category: text, link: text }))
const category = z.preprocess(orName, map({ ...named, description: text, untitled: flag }))
export type CstateSystem = z.output<typeof system>
export type CstateCategory = z.output<typeof category>

const config = map({
  title: text,
  baseurl: text,
  languagecode: text,
  defaultcontentlanguage: text,
  timezone: text,
  uglyurls: flag,
  permalinks: maybe(map({ issues: z.unknown().optional(), page: z.unknown().optional() })),
  params: maybe(
    map({
      systems: listOf(z.unknown()),
      categories: listOf(z.unknown()),
      brand: text,
      logo: text,
      uselogo: flag,
      customtabs: z.unknown().optional(),
    }),
  ),
})
export type CstateConfig = z.output<typeof config>

const issue = map({
  title: text,
  date: z.preprocess((value) => value ?? undefined, words),
  resolved: flag,
  resolvedwhen: text,
  severity: text,
  affected: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), listOf(words))
    .transform((names) => [...new Set(names.filter((name) => name !== ''))]),
  section: text,
  informational: flag,
  pin: flag,
  draft: flag,
  publishdate: text,
  slug: text,
  url: text,
})

export interface CstateIssue extends Omit<z.output<typeof issue>, 'date' | 'resolvedwhen' | 'publishdate'> {
  /** Its place below `issues/`, without the ending. */
  id: string
  date: Instant
  /** How far east of Greenwich its clock is, in milliseconds, where its `date` says so; null: that of the site. */
  offset: number | null
  resolvedWhen: Instant | null
  publishDate: Instant | null
  markdown: string
}

export interface CstateSite {
  config: CstateConfig
  systems: CstateSystem[]
  categories: CstateCategory[]
  issues: CstateIssue[]
  timeZone: string
  /** How many issues have a time without an offset. */
  assumed: number
}

/** Reads the documents of a site. What is wrong with one leaves the others as they are; without a config there is none. */
export function readSite(
  settings: CstateDocument,
  documents: readonly CstateDocument[],
): { site: CstateSite | null; problems: SourceProblem[] } {
  const problems: SourceProblem[] = []
  const read = <T extends z.ZodType>(schema: T, value: unknown, document: CstateDocument, above: Path = []) => {
    const result = check(schema, value, document.file)
    for (const { at, message } of result.problems)
      problems.push(problemAt(document, [...above, ...('path' in at ? at.path : [])], message))
    return result.data ?? null
  }
  const found = read(config, settings.value, settings)
  if (found === null) return { site: null, problems }
  const list = <T extends z.ZodType>(schema: T, key: 'systems' | 'categories') =>
    (found.params?.[key] ?? []).flatMap((value, i) => read(schema, value, settings, ['params', key, i]) ?? [])
  const [systems, categories] = [list(system, 'systems'), list(category, 'categories')]
  const zone = timeZone.safeParse(found.timezone).data ?? 'Etc/UTC'
  let assumed = 0
  const issues = new Map<string, CstateIssue>()
  for (const document of documents) {
    const fields = read(issue, document.value, document)
    if (fields === null) continue
    const times = readTimes(fields, zone)
    if ('error' in times) problems.push(problemAt(document, [times.key], times.error))
    else if (issues.has(document.name))
      problems.push(problemAt(document, [], `Unexpected second issue ${document.name}, expected one.`))
    else {
      if (times.assumed) assumed++
      const { date: _date, resolvedwhen: _resolved, publishdate: _publish, ...rest } = fields
      issues.set(document.name, { ...rest, ...times.instants, id: document.name, markdown: document.body.markdown })
    }
  }
  return {
    site: { config: found, systems, categories, issues: [...issues.values()], timeZone: zone, assumed },
    problems,
  }
}

type Times = Pick<CstateIssue, 'date' | 'offset' | 'resolvedWhen' | 'publishDate'>

function readTimes(
  fields: z.output<typeof issue>,
  zone: string,
): { instants: Times; assumed: boolean } | { key: string; error: string } {
  const instants: Times = { date: 0, offset: null, resolvedWhen: null, publishDate: null }
  let assumed = false
  for (const name of ['date', 'resolvedWhen', 'publishDate'] as const) {
    const key = name === 'date' ? 'date' : name === 'resolvedWhen' ? 'resolvedwhen' : 'publishdate'
    const written = fields[key]
    if (written === null) continue
    const read = parseHugoTime(written, zone)
    if ('error' in read) return { key: name, error: `${name}: ${read.error}` }
    instants[name] = read.time
    // cState's editor writes `Z`, which says nothing of the clock that people read.
    if (name === 'date' && read.offset !== null && !/^z$/i.test(read.offset)) instants.offset = offsetOf(read.offset)
    assumed ||= read.offset === null
  }
  return { instants, assumed }
}

const problemAt = (document: CstateDocument, path: Path, message: string): SourceProblem => ({
  file: document.file,
  line: document.lineOf(path),
  record: '',
  message,
})
