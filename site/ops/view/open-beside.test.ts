import { expect, test } from 'vitest'
import type { Catalog } from '#model/catalog'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { incidentUpdateSchema } from '#model/records/update'
import { alertsLike } from '../../../scripts/fixtures/alert-sample.ts'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { alertPage } from './alert.ts'
import { incidentPage } from './incident.ts'
import { runbookPage } from './runbook.ts'
import { teamPage } from './team.ts'

/* Two incidents on one service: whoever is led to one of them reads of the other. As of noon on 1 March 2026. */

const service = (id: string, more: object = {}) => ({
  ...serviceSchema.parse({ name: id.toUpperCase(), team: 'core', tier: 1, public: { name: id }, ...more }),
  id,
  file: `services/${id}.yaml`,
})
const shopErrors = aRunbook('shop-errors', { services: ['shop'], alerts: ['ShopErrors'] })
const smaller = anIncident('INC-2026-0001', {
  services: ['shop'],
  alerts: ['ShopErrors'],
  started: '2026-03-01T10:00:00Z',
})
const larger = {
  ...anIncident('INC-2026-0002', { severity: 'SEV-1', services: ['shop', 'hosts'], started: '2026-03-01T11:00:00Z' }),
  updates: [
    {
      ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Down', components: { shop: 'major_outage' } }),
      file: 'incidents/2026/INC-2026-0002/public/20260301T110500Z.md',
      body: { markdown: '', line: 1 },
      time: Date.parse('2026-03-01T11:05:00Z'),
      named: null,
    },
  ],
}
const RECORDS: Partial<Catalog> = {
  teams: [
    {
      ...teamSchema.parse({
        name: 'Core',
        members: ['ana'],
        people: { ana: { phone: '+31 6 0000 0101' } },
        escalation: [{ after: '0m', who: 'ana', how: 'phone' }],
      }),
      id: 'core',
      file: 'teams/core.yaml',
    },
  ],
  services: [service('shop'), service('hosts'), service('mail')],
  runbooks: [shopErrors],
  incidents: [smaller, larger],
  alerts: [
    ...alertsLike({ name: 'ShopErrors', labels: { severity: 'page' } }),
    ...alertsLike({ name: 'ShopDown', labels: { service: 'shop' } }),
    ...alertsLike({ name: 'MailDown', labels: { service: 'mail' } }),
  ],
}
const ops = someOps(RECORDS)
const told = (list: ReturnType<typeof alertPage>['also_open']) =>
  list.rows.map(({ incident, severity, status, on }) => [incident.id, severity, status, ...on.map(({ id }) => id)])
const LARGER = ['INC-2026-0002', 'SEV-1', 'major_outage', 'shop']

test('The page of an alert names what else is open on the services of its rule or its runbook, the worst first.', () => {
  expect(told(alertPage(ops, 'shoperrors').also_open)).toEqual([LARGER])
  expect(told(alertPage(ops, 'shopdown').also_open)).toEqual([LARGER, ['INC-2026-0001', 'SEV-2', null, 'shop']])
  expect(alertPage(ops, 'shopdown').as_of).toBe(ops.now)
  expect(told(alertPage(ops, 'maildown').also_open)).toEqual([])
})

test('So do the pages of a runbook and of an open incident, each without what it is about itself.', () => {
  expect(told(runbookPage(ops, shopErrors).now.beside)).toEqual([LARGER])
  expect(told(incidentPage(ops, smaller).also_open)).toEqual([LARGER])
  expect(told(incidentPage(ops, larger).also_open)).toEqual([['INC-2026-0001', 'SEV-2', null, 'shop']])
})

test('What is open is nothing that was before; one that is over knows of nothing that goes on.', () => {
  expect(incidentPage(ops, larger).like_before).toEqual([])
  const over = anIncident('INC-2026-0000', { services: ['shop'], resolved: '2026-03-01T10:30:00Z' })
  const later = someOps({ ...RECORDS, incidents: [smaller, larger, over] })
  expect(incidentPage(later, larger).like_before.map(({ incident }) => incident.id)).toEqual(['INC-2026-0000'])
  expect(told(incidentPage(later, over).also_open)).toEqual([])
})

test('An open incident has somebody to call, without roles too, and the runbooks of its services where it names none.', () => {
  const opened = anIncident('INC-2026-0003', { services: ['mail', 'shop'] })
  const page = incidentPage(someOps({ ...RECORDS, incidents: [opened] }), opened)
  expect(page.calls?.steps.map(({ who, contacts }) => [who.ref.id, ...contacts.map(({ url }) => url)])).toEqual([
    ['ana', 'tel:+31600000101'],
  ])
  expect(page.service_runbooks.rows.map(({ runbook }) => runbook.id)).toEqual(['shop-errors'])
  expect(incidentPage(ops, smaller).service_runbooks.rows).toEqual([])
  const over = { ...opened, resolved: Date.parse('2026-03-01T11:00:00Z') }
  const after = incidentPage(someOps({ ...RECORDS, incidents: [over] }), over)
  expect([after.calls, after.service_runbooks.rows]).toEqual([null, []])
})

test('Of an incident that names a runbook those are called whom the runbook names: its page and theirs agree.', () => {
  const own = aRunbook('own', { services: ['shop'], escalation: [{ after: '5m', who: 'bo', how: 'phone' }] })
  const opened = anIncident('INC-2026-0003', { services: ['shop'], runbooks: [{ id: 'own' }] })
  const these = someOps({ ...RECORDS, runbooks: [own], incidents: [opened] })
  const { calls } = incidentPage(these, opened)
  expect(calls).toMatchObject({ runbook: { id: 'own' }, of: [], steps: [{ who: { ref: { id: 'bo' } } }] })
  expect(runbookPage(these, own).escalation.map(({ who }) => who.ref.id)).toEqual(['bo'])
})

test('Of a team whose services all work for customers an incident is open all the same.', () => {
  const [update] = larger.updates
  const works = { shop: { status: 'operational' as const } }
  const opened = { ...larger, services: ['shop'], updates: update ? [{ ...update, components: works }] : [] }
  const these = someOps({ ...RECORDS, incidents: [opened] })
  const team = these.links.teams.get('core')
  const { row, as_of } = team ? teamPage(these, team) : { row: { state: null }, as_of: null }
  expect([row.state?.word, as_of === null]).toEqual(['1 incident open', false])
})

test('One on no service, by an alert whose rule names a team, is called about as the alert is.', () => {
  const opened = anIncident('INC-2026-0003', { alerts: ['Odd'] })
  const alerts = alertsLike({ name: 'Odd', labels: { team: 'core' } })
  const page = incidentPage(someOps({ ...RECORDS, alerts, incidents: [opened] }), opened)
  expect(page.calls?.steps.map(({ who }) => who.ref.id)).toEqual(['ana'])
})
