import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { incidentUpdateSchema, type IncidentUpdate } from '#model/records/update'
import { alertsLike } from '../../../../scripts/fixtures/alert-sample.ts'
import { aChange, anIncident, aRunbook, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { anSlo } from '../../../../scripts/fixtures/slo-sample.ts'
import { servicePage, serviceRows } from '../service.ts'

/* As of noon on 1 March 2026; incidents start at ten. */

const service = (id: string, fields: object = {}) => ({
  ...serviceSchema.parse({ name: id, team: 'core', tier: 1, ...fields }),
  id,
  file: `services/${id}.yaml`,
})
const core = {
  ...teamSchema.parse({ name: 'Core', members: ['ana'], escalation: [{ after: '0m', who: 'ana', how: 'phone' }] }),
  id: 'core',
  file: 'teams/core.yaml',
}
const posted = (components: IncidentUpdate['components'] | Record<string, string>) => [
  {
    ...incidentUpdateSchema.parse({ state: 'identified', title: 'Trouble', components }),
    file: 'public/x.md',
    body: { markdown: '', line: 1 },
    time: Date.parse('2026-03-01T10:30:00Z'),
    named: null,
  },
]
const shop = service('shop', { public: { name: 'Shop' } })
const store = service('store')
const told = (records: Parameters<typeof someOps>[0], one = shop) => {
  const {
    state,
    told: customers,
    open,
    running,
  } = servicePage(someOps({ services: [shop, store], ...records }), one).now
  return [state.word, state.tone, customers?.word ?? null, open.rows.length, running.rows.length]
}

test('A component is as customers read of it, an internal service as what is open on it.', () => {
  const incident = anIncident('INC-2026-0001', { services: ['shop', 'store'] })
  expect(told({})).toEqual(['Operational', 'operational', null, 0, 0])
  expect(told({}, store)).toEqual(['Nothing open', 'operational', null, 0, 0])
  const incidents = [{ ...incident, updates: posted({ shop: 'partial_outage' }) }]
  expect(told({ incidents })).toEqual(['Partial outage', 'partial_outage', null, 1, 0])
  expect(told({ incidents }, store)).toEqual(['SEV-2 incident', 'partial_outage', null, 1, 0])
})

test('An incident that tells customers nothing of a component is not hidden by their good word; one that says it works is believed.', () => {
  const incident = anIncident('INC-2026-0001', { services: ['shop'], severity: 'SEV-1' })
  expect(told({ incidents: [incident] })).toEqual(['SEV-1 incident', 'major_outage', 'Operational', 1, 0])
  const said = { ...incident, updates: posted({ shop: 'operational' }) }
  expect(told({ incidents: [said] })).toEqual(['Operational', 'operational', null, 1, 0])
  const over = anIncident('INC-2026-0001', { services: ['shop'], resolved: '2026-03-01T11:00:00Z' })
  expect(told({ incidents: [over] })).toEqual(['Operational', 'operational', null, 0, 0])
})

test('A running change is said of an internal service, and stands with what is now and not with what comes next.', () => {
  const changes = [
    aChange('CHG-2026-0001', {
      services: ['store'],
      status: 'in_progress',
      window: { start: '2026-03-01T11:00:00Z', end: '2026-03-01T13:00:00Z' },
    }),
  ]
  expect(told({ changes }, store)).toEqual(['Change running', 'under_maintenance', null, 0, 1])
  const { next, last } = servicePage(someOps({ services: [store], changes }), store)
  expect([next.rows, last.rows]).toEqual([[], []])
})

test('What its tier asks for and a service lacks is said; internal tooling owes nothing.', () => {
  const gaps = (records: Parameters<typeof someOps>[0]) =>
    serviceRows(someOps({ teams: [core], ...records }), records.services ?? []).map(
      (row) => `${row.service.id}: ${row.gaps.join(', ')}`,
    )
  expect(
    gaps({
      services: [
        service('d', { tier: 4 }),
        service('c', { tier: 3 }),
        service('b', { tier: 2 }),
        service('a', { team: 'gone' }),
      ],
    }),
  ).toEqual([
    'a: no SLO, no alert, no runbook, no team',
    'b: no SLO, no alert, no runbook',
    'c: no alert, no runbook',
    'd: ',
  ])
  const whole = {
    services: [shop],
    slos: [{ ...anSlo('0.999', '30d'), service: 'shop' }],
    runbooks: [aRunbook('shop', { services: ['shop'], alerts: ['ShopDown'] })],
  }
  // Without any rule file here, what a runbook names is all that is known.
  expect(gaps(whole)).toEqual(['shop: '])
  expect(gaps({ ...whole, alerts: [...alertsLike({ name: 'ShopDown' })] })).toEqual(['shop: '])
  expect(gaps({ ...whole, alerts: [...alertsLike({ name: 'Else' })] })).toEqual(['shop: no alert'])
  expect(
    gaps({
      ...whole,
      alerts: [...alertsLike({ name: 'ShopDown' }), ...alertsLike({ name: 'Slow', labels: { service: 'shop' } })],
    }),
  ).toEqual(['shop: 1 alert without runbook'])
  expect(gaps({ ...whole, teams: [{ ...core, escalation: [] }] })).toEqual(['shop: nobody to call'])
})

test('Services come by tier, then by name.', () => {
  const services = [service('b', { tier: 2 }), service('z'), service('a', { tier: 3 }), service('c')]
  expect(serviceRows(someOps({ services }), services).map((row) => row.service.id)).toEqual(['c', 'z', 'b', 'a'])
})
