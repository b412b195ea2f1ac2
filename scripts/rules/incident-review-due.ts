import type { Finding } from '#model/diagnostic'
import type { Incident } from '#model/records/incident'
import type { Policy } from '#model/records/policy'
import { formatDuration, formatInstant, type Duration, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-review-due',
  severity: 'warning',
  scope: 'audit',
  doc: 'An incident is reviewed within the time that `review` of the policy gives its severity, from when it was resolved.',
  *check({ catalog: { incidents, policy }, now }) {
    for (const incident of incidents) {
      const within = timeFor(incident, policy)
      const { resolved } = incident
      if (within === null || resolved === undefined || now < resolved + within || isReviewed(incident, now)) continue
      yield overdue(incident, resolved, within, now)
    }
  },
})

/** How long its review may take; null where it needs none: of lower severities, of what was none, of imports. */
function timeFor({ severity, closed_as, source }: Incident, { review }: Policy): Duration | null {
  if (closed_as !== undefined || source !== undefined) return null
  return severity === 'SEV-1' || severity === 'SEV-2' ? review[severity] : null
}

const isReviewed = ({ review }: Incident, now: Instant): boolean =>
  review?.status === 'done' || (review?.held ?? Infinity) <= now

function overdue({ file, severity, review }: Incident, resolved: Instant, within: Duration, now: Instant): Finding {
  const expected = `by ${formatInstant(resolved + within)}, ${formatDuration(within)} after it was resolved (\`review\`)`
  const related = [{ at: { file, path: ['resolved'] }, message: 'It was resolved here.' }]
  if (!review)
    return {
      at: { file, path: ['review'] },
      message: `Missing review of a ${severity}, expected one ${expected}.`,
      help: 'Hold it, write the postmortem, and add `review: {status: done, held: …}`.',
      related,
    }
  return {
    at: { file, path: ['review', 'status'] },
    message: `Unexpected review ${review.status === 'draft' ? 'in draft' : 'in review'} ${formatDuration(now - resolved)} after a ${severity}, expected it done ${expected}.`,
    help: 'Hold it, and set `review: {status: done, held: …}`.',
    related,
  }
}
