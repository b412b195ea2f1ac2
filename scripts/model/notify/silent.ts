import type { Catalog } from '../catalog.ts'
import { publicIdsByFile } from '../publish/announced.ts'
import { isImported } from '../records/source.ts'

/**
 * The public ids of incidents and maintenances of which nobody is told: those that were recorded afterwards, and those
 * that were taken over from elsewhere, whose subscribers were told there.
 */
export function silentIds(catalog: Catalog): Set<string> {
  const ids = publicIdsByFile(catalog)
  const silent = [
    ...catalog.incidents.filter((record) => record.backfilled || isImported(record)),
    ...[...catalog.changes, ...catalog.salvaged_changes].filter(isImported),
  ]
  return new Set(silent.flatMap(({ file }) => ids.get(file) ?? []))
}
