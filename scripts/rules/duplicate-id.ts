import type { Finding, Place } from '#model/diagnostic'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'duplicate-id',
  severity: 'error',
  scope: 'record',
  doc: 'No two records of a kind have one id, and no two have one public id.',
  *check({ catalog }) {
    const { changes, incidents, runbooks, slos, salvaged, salvaged_changes } = catalog
    const idOf = (record: { file: string; id: string }) => ({ id: record.id, at: { file: record.file, path: ['id'] } })
    const start = { line: 1, column: 1, end_line: 1, end_column: 1 }
    yield* twice(changes.map(idOf), 'change')
    yield* twice(incidents.map(idOf), 'incident')
    const named = [catalog.teams, catalog.services, catalog.change_templates, catalog.freezes, catalog.events]
    for (const records of named) yield* twins(records)
    yield* twins(runbooks)
    yield* twice(
      runbooks.map(({ id, file }) => ({ id, at: { file, span: start } })),
      'runbook',
    )
    yield* twice(
      slos.map(({ id, file, document, namePath: path }) => ({ id, at: { file, document, path } })),
      'SLO',
    )
    // Of a service OpenSLO only says what it is about, and a file may say it again.
    for (const [kind, objects] of Map.groupBy(catalog.slo_objects, (one) => one.kind))
      if (kind !== 'SLO' && kind !== 'Service')
        yield* twice(
          objects.map(({ name: id, file, document }) => ({ id, at: { file, document, path: ['metadata', 'name'] } })),
          kind,
        )
    yield* twice(
      [...changes, ...incidents, ...salvaged, ...salvaged_changes].flatMap(({ public_id: id, file }) =>
        id === undefined ? [] : [{ id, at: { file, path: ['public_id'] } }],
      ),
      'record with the public id',
    )
  },
})

/** Names that a disk, or a browser's address, takes for one: they differ in capitals or in how an accent is written. */
function* twins(records: readonly { id: string; file: string }[]): Generator<Finding> {
  const first = new Map<string, { id: string; file: string }>()
  for (const { id, file } of records) {
    const name = id.toLowerCase()
    const other = first.get(name)
    const span = { line: 1, column: 1, end_line: 1, end_column: 1 }
    if (!other) first.set(name, { id, file })
    else if (other.file !== file && (other.id !== id || !file.startsWith('runbooks/')))
      yield {
        at: { file, span },
        severity: other.id === id ? 'error' : 'warning',
        message: `Unexpected name \`${file}\` beside \`${other.file}\`, expected names that differ in more than ${other.id === id ? 'how their accents are written' : 'their capitals'}.`,
        help:
          other.id === id
            ? 'They are one record to everything that names them: keep one.'
            : 'Rename one of them: many disks hold only one of the two.',
        related: [{ at: { file: other.file, span }, message: 'The first one is here.' }],
      }
  }
}

function* twice(records: { id: string; at: Place }[], kind: string): Generator<Finding> {
  const first = new Map<string, Place>()
  for (const { id, at } of records) {
    const other = first.get(id)
    if (other)
      yield {
        at,
        message: `Unexpected second ${kind} ${id}, expected each id once.`,
        help:
          kind === 'change'
            ? `Give one of them the next free id, in its file name too: \`npx evenkeel new change --renumber ${id}\` takes the newer one, or the file that you name behind it. Until then the page of this one on the ops site is called by its file.`
            : at.file.startsWith('slos/')
              ? 'Call one of them by another name.'
              : `Give one of them the next free id, in its file name too.${kind === 'incident' ? ' Until then the page of this one on the ops site is called by its folder.' : ''}`,
        related: [{ at: other, message: 'The first one is here.' }],
      }
    else first.set(id, at)
  }
}
