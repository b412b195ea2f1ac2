import type { Catalog, Kind } from '../catalog.ts'
import type { Path, Place } from '../diagnostic.ts'
import { IMPACT_FILE, publicFile } from './content-layout.ts'

/** One record naming another. */
export interface Reference {
  kind: Kind
  id: string
  at: Place
  /** Where a dangling one harms nobody. */
  severity?: 'warning'
}

/**
 * Every reference in a catalogue that must lead somewhere. People are not among them: someone who leaves a team must
 * not break the records of their time. Alerts aren't either: many live where we can't read them.
 */
export function* referencesOf(catalog: Catalog): Generator<Reference> {
  for (const record of catalog.services) {
    yield* one(record, 'team', ['team'], record.team)
    yield* each(record, 'service', ['depends_on'], record.depends_on)
  }
  for (const record of catalog.changes) {
    yield* each(record, 'service', ['services'], record.services)
    yield* one(record, 'change_template', ['template'], record.template)
    yield* one(record, 'incident', ['emergency', 'incident'], record.emergency?.incident)
  }
  for (const record of catalog.incidents) {
    yield* each(record, 'service', ['services'], record.services)
    for (const [i, { id }] of record.runbooks.entries()) yield* one(record, 'runbook', ['runbooks', i, 'id'], id)
    yield* each(record, 'change', ['caused_by'], record.caused_by)
    yield* one(record, 'incident', ['duplicate_of'], record.duplicate_of)
    for (const [i, { slo }] of (record.slo_impact ?? []).entries())
      yield* one(record, 'slo', ['slo_impact', i, 'slo'], slo)
  }
  for (const { updates, impact, file } of [
    ...catalog.incidents,
    ...catalog.changes,
    ...catalog.salvaged,
    ...catalog.salvaged_changes,
  ]) {
    for (const update of updates ?? [])
      for (const id of Object.keys(update.components))
        yield { kind: 'service', id, at: { file: update.file, path: ['components', id], key: true } }
    const corrected = { file: publicFile(file, IMPACT_FILE) }
    for (const [i, { component }] of (impact ?? []).entries())
      yield* one(corrected, 'service', [i, 'component'], component)
  }
  for (const record of catalog.runbooks) {
    yield* one(record, 'team', ['team'], record.team)
    yield* each(record, 'service', ['services'], record.services)
  }
  for (const record of catalog.freezes) {
    if (record.services !== 'all') yield* each(record, 'service', ['services'], record.services)
    for (const [i, { change }] of record.exceptions.entries())
      yield* one(record, 'change', ['exceptions', i, 'change'], change)
  }
  for (const record of catalog.events)
    if (record.services !== 'all') yield* each(record, 'service', ['services'], record.services)
  for (const record of catalog.change_templates) yield* each(record, 'service', ['services'], record.services)
  for (const record of catalog.incident_templates)
    for (const id of Object.keys(record.components))
      yield { kind: 'service', id, at: { file: record.file, path: ['components', id], key: true } }
  for (const record of catalog.approvals) yield* one(record, 'change', ['change'], record.change)
  const { responders } = catalog.policy
  if (responders !== 'all') yield* each({ file: 'policy.yaml' }, 'team', ['responders'], responders)
  for (const [i, { components = [] }] of catalog.site.notify.entries())
    yield* each({ file: 'site.yaml' }, 'service', ['notify', i, 'components'], components)
  const start = { line: 1, column: 1, end_line: 1, end_column: 1 }
  // Numbers of an SLO that isn't there are shown nowhere: who retires one may keep what was measured.
  for (const { slo, file } of catalog.measurements)
    yield { kind: 'slo', id: slo, at: { file, span: start }, severity: 'warning' }
}

function* one({ file }: { file: string }, kind: Kind, path: Path, id: string | undefined): Generator<Reference> {
  if (id !== undefined) yield { kind, id, at: { file, path } }
}

function* each(record: { file: string }, kind: Kind, path: Path, ids: readonly string[]): Generator<Reference> {
  for (const [i, id] of ids.entries()) yield* one(record, kind, [...path, i], id)
}
