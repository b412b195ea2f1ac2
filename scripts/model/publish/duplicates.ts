import type { Incident } from '../records/incident.ts'

type Repeating = Pick<Incident, 'id' | 'closed_as' | 'duplicate_of'>

/**
 * For each duplicate the incident that speaks for it: the end of the chain. Duplicates that only name each other speak
 * for themselves, or an outage would fall silent. Where two have one id, the first of them is the one that others name.
 */
export function originalsIn<T extends Repeating>(incidents: readonly T[]): Map<T, T> {
  const published = new Map(incidents.toReversed().map((incident) => [incident.id, incident]))
  const repeated = ({ closed_as, duplicate_of }: Repeating) =>
    closed_as === 'duplicate' ? published.get(duplicate_of ?? '') : undefined
  const originals = new Map<T, T>()
  for (const incident of incidents) {
    const seen = new Set([incident])
    let last = repeated(incident)
    for (let next = last; next && !seen.has(next); next = repeated(next)) {
      seen.add(next)
      last = next
    }
    if (last && !repeated(last)) originals.set(incident, last)
  }
  return originals
}
