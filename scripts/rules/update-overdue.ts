import type { Salvaged } from '#model/catalog'
import type { Incident } from '#model/records/incident'
import type { AuditFinding } from '#model/diagnostic'
import { ownersOf, type Links } from '#model/links'
import { openToCustomers, toldBy } from '#model/publish/told'
import { formatDuration, formatInstant, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'update-overdue',
  severity: 'warning',
  scope: 'audit',
  doc: 'An incident that is open to customers has its next update by the time that its newest one promised.',
  *check({ catalog, links, now }) {
    for (const record of openToCustomers(catalog, now)) yield* overdue(record, now, links)
  },
})

function* overdue(record: Incident | Salvaged, now: Instant, links: Links): Generator<AuditFinding> {
  const { updates } = record
  const last = toldBy(updates, now).at(-1)
  if (last?.next_update === undefined || last.next_update > now) return
  yield {
    at: { file: last.file, path: ['next_update'] },
    message: `Missing public update, expected one by ${formatInstant(last.next_update)}: ${formatDuration(now - last.next_update)} overdue.`,
    help: 'Say where it stands and when the next word comes; where it is over, post an update `resolved`.',
    waits: { what: 'Public update promised', who: leading(record, links), by: last.next_update },
  }
}

/** Of a broken record nobody knows who leads it. */
function leading(record: Incident | Salvaged, links: Links): string[] {
  if (!('roles' in record)) return []
  const { commander, communications } = record.roles
  const who = communications ?? commander
  return who === undefined ? ownersOf(links, record.services) : [who]
}
