import type { Interval } from '../interval.ts'
import type { LossBook } from './losses.ts'

/**
 * The incidents of an SLO's service that lasted in a window and say neither to the public how the service was nor what
 * they cost the SLO: they cost nothing.
 */
export function stateNoImpact(
  book: LossBook,
  { id, service }: { id: string; service: string },
  window: Interval,
): string[] {
  const declaring = book.declaring.get(id)
  const telling = book.telling.get(service)
  const lasted = book.incidents.get(service)?.(window) ?? []
  return lasted.flatMap((incident) => (declaring?.has(incident.id) || telling?.has(incident.id) ? [] : [incident.id]))
}
