import { PLANNED_KINDS, type Note, type Plan, type PlannedKind } from './plan.ts'
import { publicAt } from '#model/records/content-layout'

const NAMES: Record<PlannedKind, [one: string, several: string]> = {
  site: ['site', 'sites'],
  team: ['team', 'teams'],
  service: ['service', 'services'],
  incident: ['incident', 'incidents'],
  maintenance: ['maintenance', 'maintenances'],
}

/** What an import did, or would do: a line a record, the counts, then what a person should know, record by record. */
export function planReport({ files, edits, notes }: Plan, refused: ReadonlySet<string>, dryRun: boolean): string {
  const records = new Map<string, { kind: PlannedKind; files: number; edits: string[] }>()
  const at = (record: string, kind: PlannedKind) => {
    const entry = records.get(record) ?? { kind, files: 0, edits: [] }
    records.set(record, entry)
    return entry
  }
  for (const { record, kind, path } of files) if (!refused.has(path)) at(record, kind).files++
  for (const { record, kind, path, summary } of edits) if (!refused.has(path)) at(record, kind).edits.push(summary)

  const lines = [...records].map(([record, entry]) => {
    const what = [
      ...(entry.files > 0 && !record.endsWith('.yaml') ? [count(entry.files, ['file', 'files'])] : []),
      ...entry.edits,
    ]
    return `${dryRun ? 'would write' : 'wrote'} ${record}${what.length === 0 ? '' : `  ${what.join(', ')}`}`
  })
  const counts = PLANNED_KINDS.flatMap((kind) => {
    const number = [...records.values()].filter((entry) => entry.kind === kind).length
    return number === 0 ? [] : [count(number, NAMES[kind])]
  })
  const updates = files.filter(({ path }) => /^\d/.test(publicAt(path)?.name ?? '') && !refused.has(path)).length
  if (updates > 0) counts.push(count(updates, ['update', 'updates']))
  const summary = counts.length === 0 ? 'Nothing to do.' : `${dryRun ? 'Would write' : 'Wrote'} ${counts.join(', ')}.`
  return [...lines, ...(lines.length > 0 ? [''] : []), summary, ...noteLines(notes)].join('\n') + '\n'
}

const count = (number: number, [one, several]: [string, string]) => `${number} ${number === 1 ? one : several}`

/** How many of those that a thing is said of are named. */
const EXAMPLES = 3

/** What is said of several is said once, with its count and a few of them; the rest record by record. */
function noteLines(notes: readonly Note[]): string[] {
  if (notes.length === 0) return []
  const groups = [...Map.groupBy(notes, ({ message }) => patternOf(message))]
  const repeated = groups.filter(([, of]) => of.length > 1)
  const single = groups.flatMap(([, of]) => (of.length === 1 ? of : []))
  return [
    '',
    `Not kept as it was, or to look at (${new Set(notes.map(({ record }) => record)).size}):`,
    ...repeated.flatMap(([pattern, of]) => repeatedLines(pattern, of)),
    ...[...Map.groupBy(single, ({ record }) => record)].flatMap(([record, of]) => [
      record,
      ...of.map(({ message }) => `  ${message}`),
    ]),
  ]
}

function repeatedLines(pattern: string, notes: readonly Note[]): string[] {
  const [first] = notes
  const isSame = notes.every(({ message }) => message === first?.message)
  const rest = notes.length - EXAMPLES
  return [
    `${notes.length} × ${isSame ? first?.message : pattern}`,
    ...notes.slice(0, EXAMPLES).map(({ record, message }) => `  ${record}${isSame ? '' : `: ${valuesIn(message)}`}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ]
}

/** What differs from record to record: text in quotes, times, paths, numbers. */
const VALUE =
  /"[^"\\]*(?:\\.[^"\\]*)*"|`[^`]*`|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?|(?:(?<![\w.@-])[\w.@-]+)?\/[\w.@/-]+|\b\d+\b/g
const patternOf = (message: string): string =>
  message.replaceAll(VALUE, '…').replaceAll(/\b(?:has|have) no time of (?:its|their) own/g, 'have no time of their own')
const valuesIn = (message: string): string => (message.match(VALUE) ?? []).join(', ')
