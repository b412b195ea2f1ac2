import { expect, test } from 'vitest'
import { homeOf } from '../../../scripts/fixtures/home-sample.ts'
import { incidentPage } from './incident.ts'
import { servicePage } from './service.ts'
import { serviceSchema, type Service } from '#model/records/service'
import { incidentUpdateSchema, maintenanceUpdateSchema } from '#model/records/update'
import { aChange, anIncident, someOps } from '../../../scripts/fixtures/ops-sample.ts'

/* As of noon on 1 March 2026; incidents start at ten. */

const service = (id: string, ...depends_on: string[]): Service => ({
  ...serviceSchema.parse({ name: id, team: 'core', tier: 2, depends_on }),
  id,
  file: `services/${id}.yaml`,
})
// Web needs the API and the cache; the API needs the store, and the store needs the disks. Mail stands alone.
const SERVICES = [
  service('web', 'api', 'cache'),
  service('api', 'store'),
  service('cache'),
  service('store', 'disks'),
  service('disks'),
  service('mail'),
]
const begun = (number: number, clock: string, ...services: string[]) =>
  aChange(`CHG-2026-000${number}`, {
    services,
    status: 'completed',
    outcome: { started: `2026-03-01T${clock}:00Z`, finished: '2026-03-01T11:00:00Z' },
  })

test('an incident lists what began before it on its services and below them, with the way there, and what is ruled out', () => {
  const changes = [
    begun(1, '08:30', 'web'),
    begun(2, '09:00', 'disks'),
    begun(3, '09:30', 'mail'),
    begun(4, '09:45', 'store', 'api'),
    begun(5, '10:30', 'web'),
  ]
  const incident = anIncident('INC-2026-0001', { services: ['web'], caused_by: ['CHG-2026-0001'] })
  const { suspects } = incidentPage(someOps({ changes, services: SERVICES }), incident)
  expect(
    suspects.ranked.rows.map(({ change, before, way }) => [
      change.id,
      before / 60_000,
      way.begin.map(({ id }) => id).join(' ← '),
    ]),
  ).toEqual([
    // The API is nearer than the store.
    ['CHG-2026-0004', 15, 'api ← web'],
    ['CHG-2026-0002', 60, 'disks ← store ← api ← web'],
    ['CHG-2026-0001', 90, 'web'],
  ])
  expect(suspects.ranked.rows.map(({ named }) => named)).toEqual([false, false, true])
  expect(suspects.elsewhere.rows.map(({ change }) => change.id)).toEqual(['CHG-2026-0003'])
  expect(suspects.later.rows.map(({ change, before }) => [change.id, before / 60_000])).toEqual([
    ['CHG-2026-0005', -30],
  ])
  expect(suspects.looked_at.needed.rows.map(({ id }) => id)).toEqual(['api', 'cache', 'store', 'disks'])
})

test('what depends on the service of an incident is no cause of it', () => {
  const below = anIncident('INC-2026-0001', { services: ['store'] })
  const { suspects } = incidentPage(someOps({ changes: [begun(1, '09:00', 'web')], services: SERVICES }), below)
  expect([suspects.ranked.rows.length, suspects.elsewhere.rows[0]?.change.id]).toEqual([0, 'CHG-2026-0001'])
})

test('a service shows the changes that announce its component among its own, and says which', () => {
  const update = {
    ...maintenanceUpdateSchema.parse({ state: 'scheduled', title: 'Works', components: { web: 'under_maintenance' } }),
    file: 'public/x.md',
    body: { markdown: '', line: 1 },
    time: Date.parse('2026-02-20T09:00:00Z'),
    named: null,
  }
  const planned = (number: number, day: string, ...services: string[]) =>
    aChange(`CHG-2026-000${number}`, {
      services,
      window: { start: `2026-03-${day}T01:00:00Z`, end: `2026-03-${day}T02:00:00Z` },
    })
  const changes = [
    planned(1, '05', 'web'),
    { ...planned(2, '03', 'store'), updates: [update] },
    planned(3, '04', 'store'),
    { ...planned(4, '06', 'web'), updates: [update] },
    { ...begun(5, '08:00', 'disks'), updates: [update] },
    begun(6, '09:00', 'web'),
  ]
  const [web] = SERVICES
  if (!web) throw new Error('No service.')
  const { next, last } = servicePage(someOps({ changes, services: SERVICES }), web)
  const told = ({ rows }: typeof next) => rows.map(({ change, announced }) => [change.id, announced])
  expect(told(next)).toEqual([
    ['CHG-2026-0002', true],
    ['CHG-2026-0001', false],
    ['CHG-2026-0004', false],
  ])
  expect(told(last)).toEqual([
    ['CHG-2026-0006', false],
    ['CHG-2026-0005', true],
  ])
})

test('a change that was announced to run by the clock began with its window, one that waits for a hand did not', () => {
  const announced = (id: string, auto: boolean) => ({
    ...aChange(id, { services: ['web'], window: { start: '2026-03-01T09:30:00Z', end: '2026-03-01T11:00:00Z' } }),
    updates: [
      {
        ...maintenanceUpdateSchema.parse({ state: 'scheduled', title: 'Work', auto }),
        file: 'public/x.md',
        body: { markdown: '', line: 1 },
        time: Date.parse('2026-02-20T09:00:00Z'),
        named: null,
      },
    ],
  })
  const incident = anIncident('INC-2026-0001', { services: ['web'] })
  const changes = [announced('CHG-2026-0001', true), announced('CHG-2026-0002', false)]
  const { suspects } = incidentPage(someOps({ changes, services: SERVICES }), incident)
  expect(suspects.ranked.rows.map(({ change, before }) => [change.id, before / 60_000])).toEqual([
    ['CHG-2026-0001', 30],
  ])
})

test('an incident stays among the open ones until the time that its `resolved` names has come', () => {
  const resolved = (time: string) => {
    const incident = anIncident('INC-2026-0001', { resolved: `2026-03-01T${time}Z` })
    const [row] = homeOf({ incidents: [incident] }).going.open.rows
    return [row?.incident.id ?? null, row?.state.word ?? null, row?.lasted ?? null]
  }
  expect(resolved('17:00:00')).toEqual(['INC-2026-0001', 'Open', null])
  expect(resolved('12:00:01')).toEqual(['INC-2026-0001', 'Open', null])
  expect(resolved('12:00:00')).toEqual([null, null, null])
})

test('an update that is dated ahead is marked as one that customers do not see yet', () => {
  const posted = (time: string) => ({
    ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Slow' }),
    file: `public/${time}.md`,
    body: { markdown: '', line: 1 },
    time: Date.parse(time),
    named: null,
  })
  const updates = [posted('2026-03-01T11:59:00Z'), posted('2026-03-01T13:00:00Z')]
  const page = incidentPage(someOps({}), { ...anIncident('INC-2026-0001'), updates })
  expect(page.posted.map(({ waiting }) => waiting)).toEqual([true, false])
})
