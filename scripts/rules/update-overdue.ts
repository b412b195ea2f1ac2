import type { Catalog } from '#model/catalog'
import type { Finding } from '#model/diagnostic'
import { openToCustomers, toldBy } from '#model/publish/told'
import { formatDuration, formatInstant, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'update-overdue',
  severity: 'warning',
  scope: 'audit',
  doc: 'An incident that is open to customers has its next update by the time that its newest one promised.',
  *check({ catalog, now }) {
    for (const record of openToCustomers(catalog, now)) yield* overdue(record, now)
  },
})

function* overdue({ updates }: Pick<Catalog['incidents'][number], 'updates'>, now: Instant): Generator<Finding> {
  const last = toldBy(updates, now).at(-1)
  if (last?.next_update === undefined || last.next_update > now) return
  yield {
    at: { file: last.file, path: ['next_update'] },
    message: `Missing public update, expected one by ${formatInstant(last.next_update)}: ${formatDuration(now - last.next_update)} overdue.`,
    help: 'Say where it stands and when the next word comes; where it is over, post an update `resolved`.',
  }
}
