import type { Catalog } from '../catalog.ts'
import { incidentImpact, type IncidentImpact } from './impact.ts'
import type { Change } from '../records/change.ts'
import { originalsIn } from '../publish/duplicates.ts'
import type { Incident } from '../records/incident.ts'
import { publishedAs } from '../records/update.ts'

/** The ids of changes that an incident names as its cause. A false alarm is no incident. */
export const blamedChanges = (incidents: readonly Incident[]): Set<string> => new Set(incidents.flatMap(causesIn))

/** An incident that changes caused. */
export interface CausedIncident {
  impact: IncidentImpact
  causes: Set<Change>
}

/** Incidents that some of these changes caused. One that repeats another lends it its causes, and counts no further. */
export function causedIncidents(
  { incidents, services, now }: Pick<Catalog, 'incidents' | 'services' | 'now'>,
  changes: readonly Change[],
): CausedIncident[] {
  const known = new Map(changes.map((change) => [change.id, change]))
  const originals = originalsIn(incidents)
  const causes = causesByIncident(incidents, originals)
  const published = publishedAs(services.flatMap((service) => (service.public ? [service.id] : [])))
  return incidents.flatMap((incident) => {
    const its = new Set([...(causes.get(incident.id) ?? [])].flatMap((id) => known.get(id) ?? []))
    if (its.size === 0 || originals.has(incident) || incident.closed_as === 'false_alarm') return []
    const impact = incidentImpact(incident, published, now)
    return impact ? [{ impact, causes: its }] : []
  })
}

/** By the id of an incident, those of the changes that caused it: also those that ones which repeat it name. */
export function causesByIncident(
  incidents: readonly Incident[],
  originals: ReadonlyMap<Incident, Incident> = originalsIn(incidents),
): Map<string, Set<string>> {
  const causes = new Map<string, Set<string>>()
  for (const incident of incidents) {
    const original = originals.get(incident)?.id ?? incident.id
    for (const change of causesIn(incident)) causes.set(original, (causes.get(original) ?? new Set()).add(change))
  }
  return causes
}

const causesIn = ({ closed_as, caused_by }: Incident): string[] => (closed_as === 'false_alarm' ? [] : caused_by)
