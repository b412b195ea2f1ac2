import type { Catalog } from '../catalog.ts'
import { indexFile, recordAt } from '../records/content-layout.ts'

/** The kinds of record that something may wait in. */
export type NamedKind = 'team' | 'service' | 'change' | 'incident' | 'runbook' | 'slo' | 'freeze'

/** A record by its name. */
export interface NamedRecord {
  kind: NamedKind
  id: string
  title: string
}

/** Finds the record that a file belongs to, broken ones too; null of a file of no record that has a name. */
export function recordFinder(catalog: Catalog): (file: string) => NamedRecord | null {
  type Record = { file: string; id: string } & ({ title: string | null } | { name: string })
  const named = (kind: NamedKind, records: readonly Record[]) =>
    records.map((one): [string, NamedRecord] => [
      one.file,
      { kind, id: one.id, title: 'title' in one ? (one.title ?? one.id) : one.name },
    ])
  const { teams, services, changes, incidents, runbooks, slos, freezes, salvaged, unread } = catalog
  const records = new Map([
    ...salvaged.map(({ file, id }): [string, NamedRecord] => [file, { kind: 'incident', id, title: id }]),
    ...unread.flatMap((one) => named(one.kind, [one])),
    ...named('team', teams),
    ...named('service', services),
    ...named('change', changes),
    ...named('incident', incidents),
    ...named('runbook', runbooks),
    // Of the SLOs in one file the first one speaks for it.
    ...named('slo', slos.toReversed()),
    ...named('freeze', freezes),
  ])
  return (file) => records.get(file) ?? records.get(indexFile(recordAt(file) ?? file)) ?? null
}
