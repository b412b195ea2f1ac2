import type { Incident } from '../records/incident.ts'
import type { Policy } from '../records/policy.ts'
import { isImported } from '../records/source.ts'
import type { Duration, Instant } from '../time.ts'

/** How long the review of an incident may take; null where it needs none: of lower severities, of what was none, of imports. */
export function reviewWithin(
  incident: Pick<Incident, 'severity' | 'closed_as' | 'source'>,
  { review }: Pick<Policy, 'review'>,
): Duration | null {
  const { severity, closed_as } = incident
  if (closed_as !== undefined || isImported(incident)) return null
  return severity === 'SEV-1' || severity === 'SEV-2' ? review[severity] : null
}

/** Whether an incident was reviewed by now. */
export const isReviewed = ({ review }: Pick<Incident, 'review'>, now: Instant): boolean =>
  review?.status === 'done' || (review?.held ?? Infinity) <= now
