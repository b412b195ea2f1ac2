import type { Catalog, Salvaged } from '../catalog.ts'
import { originalsIn } from './duplicates.ts'
import type { Incident } from '../records/incident.ts'
import type { IncidentUpdate } from '../records/update.ts'
import type { Instant } from '../time.ts'

/** The updates of a record that customers can read by now, oldest first. */
export const toldBy = (updates: readonly IncidentUpdate[] | null, now: Instant): IncidentUpdate[] =>
  (updates ?? []).filter(({ time }) => time <= now)

/**
 * The incidents that the public page shows as open by now, whatever their records say inside: those whose newest update
 * isn't `resolved`, broken records too. A duplicate isn't one, where the incident that it repeats is public.
 */
export function openToCustomers(
  { incidents, salvaged }: Pick<Catalog, 'incidents' | 'salvaged'>,
  now: Instant,
): (Incident | Salvaged)[] {
  const published = [...incidents, ...salvaged].filter(({ updates }) => toldBy(updates, now).length > 0)
  const repeats = originalsIn(published)
  return published.filter((record) => !repeats.has(record) && toldBy(record.updates, now).at(-1)?.state !== 'resolved')
}
