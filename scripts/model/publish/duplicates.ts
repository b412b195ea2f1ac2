import type { Incident } from '../records/incident.ts'

/**
 * For each duplicate the incident that speaks for it, by internal ids: the end of the chain. Duplicates that only name
 * each other speak for themselves, or an outage would fall silent.
 */
export function originalsIn(
  incidents: readonly Pick<Incident, 'id' | 'closed_as' | 'duplicate_of'>[],
): Map<string, string> {
  const published = new Map(incidents.map((incident) => [incident.id, incident]))
  const repeated = ({ closed_as, duplicate_of }: Pick<Incident, 'closed_as' | 'duplicate_of'>) =>
    closed_as === 'duplicate' ? published.get(duplicate_of ?? '') : undefined
  const originals = new Map<string, string>()
  for (const incident of incidents) {
    const seen = new Set([incident.id])
    let last = repeated(incident)
    for (let next = last; next && !seen.has(next.id); next = repeated(next)) {
      seen.add(next.id)
      last = next
    }
    if (last && !repeated(last)) originals.set(incident.id, last.id)
  }
  return originals
}
