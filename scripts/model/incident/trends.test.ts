import { expect, test } from 'vitest'
import { anIncident } from '../../fixtures/ops-sample.ts'
import { incidentUpdateSchema } from '../records/update.ts'
import { MINUTE } from '../time.ts'
import { incidentTrends } from './trends.ts'

const NOW = Date.parse('2026-03-15T12:00:00Z')
const SERVICES = [
  { id: 'booking', team: 'sending' },
  { id: 'payments', team: 'sending' },
  { id: 'lockers', team: 'depot' },
]
let number = 0
const incident = (started: string, fields: object = {}) =>
  anIncident(`INC-2026-${1000 + number++}`, { started, ...fields })
const trends = (incidents: ReturnType<typeof incident>[], timeZone = 'UTC') =>
  incidentTrends({ incidents, services: SERVICES }, { now: NOW, timeZone })

test('Times have their median, their mean and how many there are of: each from its own beginning.', () => {
  const { total } = trends([
    // Noticed after 10 minutes, taken 2 later, over after 30.
    incident('2026-03-01T10:00:00Z', {
      detected: '2026-03-01T10:10:00Z',
      acknowledged: '2026-03-01T10:12:00Z',
      resolved: '2026-03-01T10:30:00Z',
    }),
    // Nobody knows when it was noticed: taken after 8, over after 60.
    incident('2026-03-02T10:00:00Z', { acknowledged: '2026-03-02T10:08:00Z', resolved: '2026-03-02T11:00:00Z' }),
    incident('2026-03-03T10:00:00Z', { resolved: '2026-03-03T14:00:00Z' }),
    // Still open, though it says when it will end.
    incident('2026-03-15T11:00:00Z', { resolved: '2026-03-15T13:00:00Z' }),
  ])
  expect(total.count).toBe(4)
  expect(total.acknowledge).toEqual({ median: 5 * MINUTE, mean: 5 * MINUTE, of: 2 })
  expect(total.resolve).toEqual({ median: 60 * MINUTE, mean: 110 * MINUTE, of: 3 })
  expect(total.tell).toEqual({ median: null, mean: null, of: 0 })
})

test('An incident counts in the month of the zone in which it started, no further back than a year.', () => {
  const { months, total } = trends(
    [incident('2025-02-01T00:00:00Z'), incident('2026-01-31T23:30:00Z'), incident('2026-03-01T10:00:00Z')],
    'Europe/Berlin',
  )
  expect([months.length, total.count]).toEqual([12, 2])
  expect(months.filter(({ count }) => count > 0).map(({ month }) => month)).toEqual(['2026-02', '2026-03'])
})

test('A duplicate and a false alarm are none; every severity has its row.', () => {
  const { severities, total } = trends([
    incident('2026-03-01T10:00:00Z', { severity: 'SEV-1' }),
    incident('2026-03-01T10:00:00Z', { closed_as: 'false_alarm' }),
    incident('2026-03-01T10:00:00Z', { closed_as: 'duplicate', duplicate_of: 'INC-2026-9999' }),
  ])
  expect(total.count).toBe(1)
  expect(severities.map(({ severity, count }) => [severity, count])).toEqual([
    ['SEV-1', 1],
    ['SEV-2', 0],
    ['SEV-3', 0],
    ['SEV-4', 0],
  ])
})

test('What comes back is a service with more than one; a team counts an incident of two of its services once.', () => {
  const { recurring, teams } = trends([
    incident('2026-03-01T10:00:00Z', { services: ['booking', 'payments'] }),
    incident('2026-03-05T10:00:00Z', { services: ['booking', 'gone'] }),
    incident('2026-03-04T10:00:00Z', { services: ['booking', 'lockers'] }),
  ])
  expect(
    recurring.map(({ service, count, newest }) => [service, count, new Date(newest.started).getUTCDate()]),
  ).toEqual([['booking', 3, 5]])
  expect(teams).toEqual([
    { team: 'sending', count: 3 },
    { team: 'depot', count: 1 },
  ])
})

test('Customers were first told so long after the start; what was recorded afterwards says nothing of that.', () => {
  const told = (fields: object, minutes: number) => {
    const one = incident('2026-03-01T10:00:00Z', fields)
    const update = {
      ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Slow' }),
      file: 'public/x.md',
      body: { markdown: '', line: 1 },
      time: one.started + minutes * MINUTE,
      named: null,
    }
    return { ...one, updates: [update] }
  }
  const { tell } = trends([told({}, 6), told({}, 10), told({ backfilled: true }, 9000)]).total
  expect(tell).toEqual({ median: 8 * MINUTE, mean: 8 * MINUTE, of: 2 })
})

test('Nothing recorded is nothing counted.', () => {
  const { months, total } = trends([])
  expect([months.length, total.count, total.resolve.median]).toEqual([1, 0, null])
})
