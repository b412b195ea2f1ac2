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

function noteLines(notes: readonly Note[]): string[] {
  if (notes.length === 0) return []
  const byRecord = Map.groupBy(notes, ({ record }) => record)
  return [
    '',
    `Not kept as it was, or to look at (${byRecord.size}):`,
    ...[...byRecord].flatMap(([record, of]) => [record, ...of.map(({ message }) => `  ${message}`)]),
  ]
}
