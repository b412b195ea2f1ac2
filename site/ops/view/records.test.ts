import { expect, test } from 'vitest'
import { aChange, anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { recordsFile } from './records.ts'

const kindsOf = (...args: Parameters<typeof someOps>) => Object.fromEntries(recordsFile(someOps(...args)).kinds)

test('Records are data with what follows from them as of now.', () => {
  const { changes, incidents, runbooks, alerts } = kindsOf({
    changes: [
      aChange('CHG-2026-0001', { window: { start: '2026-02-01T09:00:00Z', end: '2026-02-01T10:00:00Z' } }),
      aChange('CHG-2026-0002', {
        status: 'completed',
        outcome: { started: '2026-03-01T09:00:00+01:00', finished: '2026-03-01T10:00:00Z' },
      }),
    ],
    incidents: [
      anIncident('INC-2026-0001', {
        alerts: ['queuestalled'],
        resolved: '2026-03-01T11:30:00Z',
        caused_by: ['CHG-2026-0002'],
        runbooks: [{ id: 'queue', worked: false }],
        actions: [{ title: 'Mend', owner: 'ana', due: '2026-02-20' }],
      }),
    ],
    runbooks: [aRunbook('queue', { alerts: ['QueueStalled'], last_tested: '2025-10-01' })],
  })
  expect(changes).toMatchObject([
    { id: 'CHG-2026-0001', status: 'approved', standing: 'missed', risk: { score: 4, level: 'low' }, started: null },
    { standing: 'completed', started: '2026-03-01T08:00:00Z', caused: ['INC-2026-0001'] },
  ])
  expect(incidents).toMatchObject([
    { open: false, lasted_ms: 90 * 60_000, state: 'Resolved', page: '/incidents/INC-2026-0001/', review: null },
  ])
  expect(incidents?.[0]?.['actions']).toEqual([
    { title: 'Mend', owner: 'ana', due: '2026-02-20', status: 'open', late: true },
  ])
  expect(runbooks).toMatchObject([
    { tested: '2025-10-01', test_due: '2025-12-30', test_overdue: true, failed_in: 'INC-2026-0001' },
  ])
  expect(alerts).toMatchObject([{ id: 'QueueStalled', runbook: 'queue', incidents: ['INC-2026-0001'] }])
})

test('Each kind stands in the order of its ids, however the files were read, and a broken one says so.', () => {
  const ids = ['CHG-2026-0003', 'CHG-2026-0001', 'CHG-2025-0009', 'CHG-2026-0002']
  const orders = [ids, ids.toReversed()].map((order) => kindsOf({ changes: order.map((id) => aChange(id)) }))
  expect(orders[0]).toEqual(orders[1])
  expect(orders[0]?.['changes']?.map(({ id }) => id)).toEqual(ids.toSorted())
  const { changes } = kindsOf({}, [], { changes: [aChange('CHG-2026-0004')], incidents: [] })
  expect(changes).toMatchObject([{ id: 'CHG-2026-0004', broken: true }])
})

test('It survives JSON as it is.', () => {
  const file = recordsFile(someOps({ changes: [aChange('CHG-2026-0001')], incidents: [anIncident('INC-2026-0001')] }))
  expect(JSON.parse(JSON.stringify(file))).toEqual(file)
})
