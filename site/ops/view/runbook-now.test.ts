import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { runbookPage } from './runbook.ts'

/* As of noon on 1 March 2026: whose incident stands at the head of a runbook. */

const booking = {
  ...serviceSchema.parse({ name: 'Booking', team: 'core', tier: 1 }),
  id: 'booking',
  file: 'services/booking.yaml',
}
const errors = aRunbook('errors', { services: ['booking'], alerts: ['BookingErrors'], aliases: ['OldErrors'] })
const latency = aRunbook('latency', { services: ['booking'], alerts: ['BookingSlow'] })
const around = (fields: object) =>
  runbookPage(
    someOps({
      services: [booking],
      runbooks: [errors, latency],
      incidents: [anIncident('INC-2026-0001', { services: ['booking'], detected: '2026-03-01T10:02:00Z', ...fields })],
    }),
    errors,
  ).now

test.each<[string, object]>([
  ['the runbook', { runbooks: ['errors'] }],
  ['one of its alerts, in whatever case', { alerts: ['bookingerrors'] }],
  ['an older name of its alerts', { alerts: ['OldErrors'] }],
  ['another runbook, and one of its alerts', { runbooks: ['latency'], alerts: ['BookingErrors'] }],
])("An incident that names %s is the runbook's, and its deadlines count from it.", (_, fields) => {
  const { open, beside } = around(fields)
  expect(open.map(({ incident, paged }) => [incident.id, paged])).toEqual([
    ['INC-2026-0001', Date.parse('2026-03-01T10:02:00Z')],
  ])
  expect(beside.rows).toEqual([])
})

test.each<[string, object]>([
  ["another runbook's alert", { alerts: ['BookingSlow'] }],
  ['another runbook', { runbooks: ['latency'] }],
  ['nothing but the service', {}],
])('One that names %s stands as another one on its service, and nothing counts from it.', (_, fields) => {
  const { open, beside } = around(fields)
  expect(open).toEqual([])
  expect(beside.rows.map(({ incident, on }) => [incident.id, on.map(({ title }) => title)])).toEqual([
    ['INC-2026-0001', ['Booking']],
  ])
})
