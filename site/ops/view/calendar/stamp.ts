import type { CalendarEntry } from './entry.ts'
import type { Ops } from '../index.ts'
import type { Instant } from '#model/time'

/**
 * When the newest thing was said of an entry, as far as its records tell: an update, an approval, a time of what
 * happened. Where they say nothing but what is planned, its beginning.
 */
export function stampOf({ links, approvals }: Ops, { kind, id, from }: CalendarEntry): Instant {
  const times: (Instant | undefined)[] = []
  const change = kind === 'change' || kind === 'maintenance' ? links.changes.get(id) : undefined
  if (change) {
    const { updates, outcome, emergency, review } = change
    times.push(outcome?.started, outcome?.finished, emergency?.authorised_at, review?.held)
    times.push(...(updates ?? []).map(({ time }) => time), ...(approvals.get(id)?.approvals ?? []).map(({ at }) => at))
  }
  const incident = kind === 'incident' ? links.incidents.get(id) : undefined
  if (incident) {
    const { started, detected, acknowledged, mitigated, resolved, review, updates } = incident
    times.push(started, detected, acknowledged, mitigated, resolved, review?.held)
    times.push(...(updates ?? []).map(({ time }) => time))
  }
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.max(...known) : from
}
