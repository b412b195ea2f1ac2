import type { AuditFinding, Finding } from '#model/diagnostic'
import type { Incident } from '#model/records/incident'
import { ownersOf, type Links } from '#model/links'
import { isReviewed, reviewWithin } from '#model/incident/review'
import { formatDuration, formatInstant, type Duration, type Instant } from '#model/time'
import { decimalTowardsZero, multiply, rational } from '#model/rational'
import { owedReview, type OwedReview } from '#model/slo/owed-review'
import { overShare, type BurnedShare } from '#model/slo/over-share'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-review-due',
  severity: 'warning',
  scope: 'audit',
  doc: 'An incident is reviewed within the time that `review` of the policy gives its severity, from when it was resolved. One that alone burned more than `budget.incident_share` of an error budget has an action, too, and as much time as a SEV-2.',
  *check({ catalog, links, now }) {
    const { incidents, policy } = catalog
    const burned = overShare(catalog)
    for (const incident of incidents) {
      const share = burned.get(incident.id)
      const owed = share && owedReview(incident, policy, now)
      if (owed && owed.by !== null && owed.by <= now) {
        yield { ...costly(incident, owed, share), waits: waitsFor(links, incident, owed) }
        continue
      }
      const within = reviewWithin(incident, policy)
      const { resolved } = incident
      if (within === null || resolved === undefined || now < resolved + within || isReviewed(incident, now)) continue
      yield {
        ...overdue(incident, resolved, within, now),
        waits: waitsFor(links, incident, { by: resolved + within, missing: 'a review' }),
      }
    }
  },
})

const waitsFor = (links: Links, incident: Incident, { missing, by }: OwedReview): AuditFinding['waits'] => ({
  what: missing === 'an action' ? 'An action to be written down' : 'Review to be held',
  who: incident.roles.commander === undefined ? ownersOf(links, incident.services) : [incident.roles.commander],
  by,
  alike:
    missing === 'an action'
      ? { words: 'reviews lack an action', list: 'postmortems' }
      : { words: 'reviews are to be held', list: 'postmortems' },
})

function costly({ file, review }: Incident, { missing }: OwedReview, { slo, share }: BurnedShare): Finding {
  const isDone = missing === 'an action'
  const burned = `it alone burned ${decimalTowardsZero(multiply(share, rational(100n)), 1)} % of the error budget of ${slo}`
  return {
    at: { file, path: isDone ? ['actions'] : review ? ['review', 'status'] : ['review'] },
    message: isDone
      ? `Missing action, expected one of a review whose incident cost so much: ${burned}.`
      : `${review ? 'Unexpected review that is not done' : 'Missing review'}, expected one with an action: ${burned} (\`budget.incident_share\`).`,
    help: isDone
      ? 'Add what keeps it away to `actions`.'
      : 'Hold it, write the postmortem, add `review: {status: done, held: …}`, and what keeps it away to `actions`.',
  }
}

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
