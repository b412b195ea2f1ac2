import { isImported } from '../records/source.ts'
import { isOpen, type Incident } from '../records/incident.ts'
import type { Policy } from '../records/policy.ts'
import type { Instant } from '../time.ts'

/** What an incident that alone burned too much of an error budget still owes. */
export interface OwedReview {
  missing: 'a review' | 'a review that is done' | 'an action'
  /** By when: it has as much time as a SEV-2, or as a SEV-1 where it is one. Null while it is open. */
  by: Instant | null
}

/**
 * The review that an incident over `policy.budget.incident_share` owes: one that is done, with an action that wasn't
 * dropped. Null where it has that, and for what was no incident of its own, was imported, or is closed without an end.
 */
export function owedReview(incident: Incident, { review: within }: Policy, now: Instant): OwedReview | null {
  const { resolved, severity, closed_as, review, actions } = incident
  if (closed_as !== undefined || isImported(incident) || (resolved === undefined && !isOpen(incident, now))) return null
  const by = resolved === undefined ? null : resolved + within[severity === 'SEV-1' ? severity : 'SEV-2']
  if (!review) return { missing: 'a review', by }
  if (review.status !== 'done') return { missing: 'a review that is done', by }
  return actions.every(({ status }) => status === 'dropped') ? { missing: 'an action', by } : null
}
