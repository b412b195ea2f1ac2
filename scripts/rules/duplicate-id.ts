import type { Finding, Place } from '#model/diagnostic'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'duplicate-id',
  severity: 'error',
  scope: 'record',
  doc: 'No two records of a kind have one id, and no two have one public id.',
  *check({ catalog }) {
    const { changes, incidents, runbooks, slos } = catalog
    const idOf = (record: { file: string; id: string }) => ({ id: record.id, at: { file: record.file, path: ['id'] } })
    const start = { line: 1, column: 1, end_line: 1, end_column: 1 }
    yield* twice(changes.map(idOf), 'change')
    yield* twice(incidents.map(idOf), 'incident')
    yield* twice(
      runbooks.map(({ id, file }) => ({ id, at: { file, span: start } })),
      'runbook',
    )
    yield* twice(
      slos.map(({ id, file, document }) => ({ id, at: { file, document, path: ['metadata', 'name'] } })),
      'SLO',
    )
    yield* twice(
      [...changes, ...incidents].flatMap(({ public_id: id, file }) =>
        id === undefined ? [] : [{ id, at: { file, path: ['public_id'] } }],
      ),
      'record with the public id',
    )
  },
})

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
            ? `Give one of them the next free id, in its file name too: \`npx evenkeel new change --renumber ${id}\` takes the newer one, or the file that you name behind it.`
            : 'Give one of them the next free id, in its file name too.',
        related: [{ at: other, message: 'The first one is here.' }],
      }
    else first.set(id, at)
  }
}
