import { correctedSpans, incidentSpans } from '../status/incident.ts'
import { isOpen, type Incident } from '../records/incident.ts'
import { rankOf, type StatusSpan } from '../status/overall.ts'
import type { Instant } from '../time.ts'
import { publishedSettings, type Published } from '../records/update.ts'

/** From when until when an incident was felt; `end` is null while it still is. */
export interface IncidentImpact {
  start: Instant
  end: Instant | null
}

/**
 * From the first to the last instant at which customers read that a component was degraded or down, as corrected
 * afterwards where it was; an end that customers were never told is that of the record. An incident that no public
 * component says anything of runs from `started` to `resolved`. Null where it is over and nobody says since when.
 *
 * `published`: the services that are components of the status page.
 */
export function incidentImpact(incident: Incident, published: Published, now: Instant): IncidentImpact | null {
  const spans = publicSpans(incident, published, now).filter(
    ({ status, from, to }) => rankOf(status) >= DEGRADED && from < to && from <= now,
  )
  const told = spans.reduce((end, { to }) => Math.max(end, to), -Infinity)
  const start =
    spans.length === 0 ? incident.started : spans.reduce((least, { from }) => Math.min(least, from), Infinity)
  const end = Number.isFinite(told) ? told : (incident.resolved ?? Infinity)
  if (end <= now) return { start, end: Math.max(start, end) }
  return isOpen(incident, now) || Number.isFinite(end) ? { start, end: null } : null
}

const DEGRADED = rankOf('degraded_performance')

/** The states of components that customers read of by now, as corrected afterwards where they were. */
export function publicSpans(
  { updates, impact }: Pick<Incident, 'updates' | 'impact'>,
  published: Published,
  now: Instant,
): StatusSpan[] {
  if (impact) return correctedSpans(impact.filter(({ component }) => published.has(component)))
  return incidentSpans(
    (updates ?? [])
      .filter(({ time }) => time <= now)
      .map(({ state, time, components }) => ({
        state,
        time,
        settings: publishedSettings({ time, components }, published),
      })),
  )
}
