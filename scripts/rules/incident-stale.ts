import type { AuditFinding } from '#model/diagnostic'
import { ownersOf, type Links } from '#model/links'
import { openToCustomers, toldBy } from '#model/publish/told'
import { INCIDENT_TIMES, isOpen, type Incident } from '#model/records/incident'
import type { Policy } from '#model/records/policy'
import { durationWords, formatDuration, formatInstant, type Duration, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

/** As many updates as would have been due. */
const MISSED = 12

export default defineRule({
  name: 'incident-stale',
  severity: 'warning',
  scope: 'audit',
  doc: 'An incident that is open, inside or to customers, is touched within 12 times the `cadence` of its severity (a SEV-4: of a SEV-3).',
  *check({ catalog, links, now }) {
    const toCustomers = new Set<unknown>(openToCustomers(catalog, now))
    for (const incident of catalog.incidents) {
      const open = isOpen(incident, now) ? 'open' : toCustomers.has(incident) ? 'open to customers' : null
      const patience = MISSED * cadenceOf(incident, catalog.policy)
      const touched = lastTouched(incident, now)
      if (open !== null && now >= touched + patience) yield stale(incident, { open, touched, patience, now }, links)
    }
  },
})

const cadenceOf = ({ severity }: Incident, { cadence }: Policy): Duration =>
  cadence[severity === 'SEV-4' ? 'SEV-3' : severity]

/** The newest moment that its record or its updates speak of, as far as it has come. */
function lastTouched(incident: Incident, now: Instant): Instant {
  const times = [
    ...INCIDENT_TIMES.flatMap((name) => incident[name] ?? []),
    ...toldBy(incident.updates, now).map(({ time }) => time),
  ]
  return Math.max(...times.filter((time) => time <= now), Math.min(incident.started, now))
}

interface Silence {
  open: string
  touched: Instant
  patience: Duration
  now: Instant
}

const stale = (
  { file, severity, roles, services }: Incident,
  { open, touched, patience, now }: Silence,
  links: Links,
): AuditFinding => ({
  at: { file, path: ['severity'] },
  message: `Unexpected ${severity} that is ${open} and untouched since ${formatInstant(touched)} (${formatDuration(now - touched)}), expected a word within ${formatDuration(patience)} (12 × \`cadence\`).`,
  help: 'Say where it stands. Where it is over, write `resolved` into the record, and post a public update `resolved` where customers read of it.',
  waits: {
    what: `Nobody touched it for ${durationWords(now - touched)}: say where it stands`,
    who: roles.commander === undefined ? ownersOf(links, services) : [roles.commander],
    by: touched + patience,
  },
})
