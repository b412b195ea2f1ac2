import type { Existing } from './existing.ts'
import type { PlannedFile } from './plan.ts'
import { recordFile } from '#model/records/content-layout'

/** The team that owns what was imported, until someone else takes it over. */
export function planTeam(files: readonly PlannedFile[], { paths, catalog }: Existing): PlannedFile[] {
  const path = recordFile('team', 'imported')
  const needed =
    catalog.teams.length === 0 ||
    files.some(
      ({ kind, data }) =>
        kind === 'service' || (data !== null && 'requester' in data && data['requester'] === 'imported'),
    )
  if (paths.includes(path) || !needed) return []
  return [{ kind: 'team', record: path, path, data: { name: 'Imported', members: [] }, body: null }]
}
