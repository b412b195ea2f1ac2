import type { Interval } from '../interval.ts'
import { isOpen } from '../records/incident.ts'
import type { Instant } from '../time.ts'
import type { LossBook } from './losses.ts'

/**
 * The incidents of an SLO's service that lasted in a window and say neither to the public how the service was nor what
 * they cost the SLO: they cost nothing. A duplicate says it elsewhere, and a false alarm has nothing to say.
 */
export function stateNoImpact(
  book: LossBook,
  { id, service }: { id: string; service: string },
  window: Interval,
  now: Instant,
): string[] {
  const declaring = book.declaring.get(id)
  const telling = book.telling.get(service)
  return (book.incidents.get(service) ?? [])
    .filter((incident) => {
      const ends = incident.resolved ?? (isOpen(incident, now) ? Infinity : incident.started)
      const lasted = incident.started < Math.min(window.to, now) && ends > window.from
      return lasted && incident.closed_as === undefined && !declaring?.has(incident.id) && !telling?.has(incident.id)
    })
    .toSorted((a, b) => a.started - b.started || (a.id < b.id ? -1 : 1))
    .map((incident) => incident.id)
}
