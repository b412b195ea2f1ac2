import { expect, test } from 'vitest'
import { serviceSchema, type Service } from '#model/records/service'
import { siteSchema } from '#model/records/site'
import { incidentUpdateSchema, type IncidentUpdate } from '#model/records/update'
import type { Catalog } from '#model/catalog'
import { HOUR, MINUTE } from '#model/time'
import { aChange, anIncident, aRunbook, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { incidentPage } from '../incident.ts'

/* As of noon on 1 March 2026; incidents start at ten. */

const START = Date.parse('2026-03-01T10:00:00Z')
const NOW = START + 2 * HOUR

const service = (id: string, more: object = {}): Service => ({
  ...serviceSchema.parse({ name: id.toUpperCase(), team: 'core', tier: 2, public: { name: id }, ...more }),
  id,
  file: `services/${id}.yaml`,
})
const SERVICES = [service('booking'), service('payments'), service('ledger', { public: undefined })]

const update = (minute: number, fields: object = {}): IncidentUpdate => ({
  ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Slow', ...fields }),
  file: `public/${minute}.md`,
  body: { markdown: '', line: 1 },
  time: START + minute * MINUTE,
  named: null,
})
const page = (fields: object, updates: IncidentUpdate[] = [], records: Partial<Catalog> = {}) => {
  const incident = { ...anIncident('INC-2026-0001', fields), updates }
  return incidentPage(someOps({ services: SERVICES, incidents: [incident], ...records }), incident)
}

test('An open one says of each component how it is now, the worst first, and of which customers know nothing.', () => {
  const { components } = page({ services: ['ledger', 'booking', 'payments'] }, [
    update(10, { components: { booking: 'degraded_performance' } }),
    update(20, { components: { payments: { status: 'partial_outage', since: '2026-03-01T10:00:00Z' } } }),
    update(40, { components: { booking: 'operational' } }),
  ])
  const minute = (time: number | null) => time && (time - START) / MINUTE
  expect(components.map(({ component, status, since }) => [component.id, status, minute(since)])).toEqual([
    ['payments', 'partial_outage', 0],
    ['booking', 'operational', 40],
    ['ledger', null, null],
  ])
  expect(components[1]?.was?.status).toBe('degraded_performance')
})

test('The drawing holds all that happened: from the start to now, and on to what was promised.', () => {
  const { drawing } = page(
    { services: ['booking'] },
    [update(10, { components: { booking: 'partial_outage' }, next_update: '2026-03-01T12:30:00Z' })],
    { changes: [aChange('CHG-2026-0001', { status: 'in_progress', outcome: { started: '2026-03-01T11:00:00Z' } })] },
  )
  expect(drawing?.due).toBe(NOW + 30 * MINUTE)
  expect(drawing?.axis.from).toBeLessThan(START)
  expect(drawing?.axis.to).toBeGreaterThan(NOW + 30 * MINUTE)
  expect(drawing?.components.map(({ runs }) => runs)).toEqual([
    [{ status: 'partial_outage', from: START + 10 * MINUTE, to: null }],
  ])
  expect(drawing?.changes.map(({ change, to }) => [change.id, to])).toEqual([['CHG-2026-0001', null]])
})

test('What lasted no time and was told to nobody has no drawing.', () => {
  expect(page({ resolved: '2026-03-01T10:00:00Z' }).drawing).toBeNull()
})

test('An update is begun in the folder of the incident, with what the policy promises; not where there is none.', () => {
  const site = {
    site: siteSchema.parse({ name: 'A', url: 'https://s.example', repository: 'https://github.com/acme/ops/' }),
  }
  expect(page({}, [update(5, { state: 'identified' })], site).post).toEqual({
    repository: 'https://github.com/acme/ops/new/main',
    folder: 'incidents/2026/INC-2026-0001/public',
    state: 'identified',
    first: false,
    cadence: 30 * MINUTE,
  })
  expect(page({}, []).post).toMatchObject({ repository: null, state: 'investigating', first: true })
  const alone = { ...anIncident('INC-2026-0001', { severity: 'SEV-4' }), file: 'incidents/2026/INC-2026-0001.md' }
  expect(incidentPage(someOps(site), alone).post).toMatchObject({ folder: null, cadence: null })
  expect(page({ resolved: '2026-03-01T11:00:00Z' }).post).toBeNull()
})

test('A page of an incident that is over is the same a day later, whatever it holds.', () => {
  const fields = {
    services: ['booking'],
    resolved: '2026-03-01T11:30:00Z',
    mitigated: '2026-03-01T11:00:00Z',
    alerts: ['Errors'],
    runbooks: ['first'],
    caused_by: ['CHG-2026-0001'],
    review: { status: 'in_review' },
    actions: [{ title: 'Look', owner: 'ana', due: '2026-06-01' }],
  }
  const updates = [
    update(10, { components: { booking: 'major_outage' }, next_update: '2026-03-01T10:30:00Z' }),
    update(90, { state: 'resolved' }),
  ]
  const changes = [
    aChange('CHG-2026-0001', {
      status: 'completed',
      outcome: { started: '2026-03-01T09:00:00Z', finished: '2026-03-01T09:30:00Z' },
    }),
    aChange('CHG-2026-0002', {
      status: 'in_progress',
      outcome: { started: '2026-03-01T10:30:00Z' },
      window: { start: '2026-03-01T10:30:00Z', end: '2026-06-01T10:00:00Z' },
    }),
  ]
  const runbooks = [aRunbook('first', { last_tested: '2025-12-02', alerts: ['Errors'] })]
  const at = (now: number) => JSON.stringify(page(fields, updates, { changes, runbooks, now }))
  expect(at(NOW + 24 * HOUR)).toBe(at(NOW))
})

test('Three hundred alerts, services that are gone and people who left are no trouble.', () => {
  const alerts = Array.from({ length: 300 }, (_, i) => `Alert${i}`)
  const services = Array.from({ length: 400 }, (_, i) => `gone-${i}`)
  const one = page({ alerts, services, roles: { commander: 'left' } })
  expect([one.alerts.rows.length, one.alerts.more]).toEqual([20, 280])
  expect(one.roles[0]?.who).toEqual({
    ref: { id: 'left', title: null, page: null },
    kind: 'person',
    teams: [],
    astray: 'in no team any more',
  })
  expect(one.suspects.looked_at.services).toHaveLength(20)
})

test('A review is due so long after the end as the policy gives the severity, and is asked of no other.', () => {
  const over = { resolved: '2026-03-01T11:00:00Z' }
  const days = (due: number | null) => due && (due - START - HOUR) / (24 * HOUR)
  expect(days(page({ ...over, severity: 'SEV-1' }).review_due)).toBe(3)
  expect(days(page(over).review_due)).toBe(7)
  expect(page({ ...over, severity: 'SEV-3' }).review_due).toBeNull()
  expect(page({}).review_due).toBeNull()
})
