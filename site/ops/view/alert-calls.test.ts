import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { alertsLike } from '../../../scripts/fixtures/alert-sample.ts'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { alertPage } from './alert.ts'

/* Somebody is paged by an alert that no runbook tells of: the page has a number to call. As of noon on 1 March 2026. */

const team = (id: string, fields: object) => ({
  ...teamSchema.parse({ name: id, members: ['ana'], ...fields }),
  id,
  file: `teams/${id}.yaml`,
})
const core = team('core', {
  name: 'Core crew',
  contacts: { page: 'https://pager.acme.example/core' },
  people: { ana: { phone: '+31 6 0000 0101' } },
  escalation: [
    { after: '0m', who: 'core', how: 'page' },
    { after: '15m', who: 'ana', how: 'phone' },
  ],
})
const shop = team('shop', {
  members: ['bo'],
  leads: ['cy'],
  people: { bo: { phone: '+31 1' }, cy: { phone: '+31 2' } },
})
const service = (id: string, of: string) => ({
  ...serviceSchema.parse({ name: id, team: of, tier: 1 }),
  id,
  file: `services/${id}.yaml`,
})
const RECORDS = { teams: [core, shop], services: [service('store', 'core'), service('web', 'shop')] }

const called = (labels: Record<string, string>, records: Parameters<typeof someOps>[0] = {}) => {
  const { calls } = alertPage(someOps({ ...RECORDS, ...records, alerts: alertsLike({ name: 'Down', labels }) }), 'down')
  return calls.steps.map(({ how, who, contacts }) => [how, who.ref.id, ...contacts.map(({ url }) => url)])
}
const OF_CORE = [
  ['page', 'core', 'https://pager.acme.example/core'],
  ['phone', 'ana', 'tel:+31600000101'],
]

test('By the label `team`, however it is written; else by the service, of a label or of the incident that names it.', () => {
  expect(called({ team: 'core', service: 'web' })).toEqual(OF_CORE)
  expect(called({ team: 'CORE crew' })).toEqual(OF_CORE)
  expect(called({ team: 'nobody', service: 'store' })).toEqual(OF_CORE)
  expect(called({}, { incidents: [anIncident('INC-2026-0001', { alerts: ['Down'], services: ['store'] })] })).toEqual(
    OF_CORE,
  )
})

test('A team without an escalation is reached as it says, or by the numbers of its people, its leads first.', () => {
  expect(called({ service: 'web' })).toEqual([
    ['phone', 'cy', 'tel:+312'],
    ['phone', 'bo', 'tel:+311'],
  ])
  const mail = team('shop', { contacts: { mail: 'shop@acme.example' } })
  expect(called({ team: 'shop' }, { teams: [mail] })).toEqual([['mail', 'shop', 'mailto:shop@acme.example']])
})

test("A runbook's own steps come first, then those of its team.", () => {
  const own = aRunbook('down', {
    alerts: ['Down'],
    team: 'shop',
    escalation: [{ after: '0m', who: 'core', how: 'page' }],
  })
  expect(called({ team: 'shop' }, { runbooks: [own] })).toEqual(OF_CORE.slice(0, 1))
  const plain = aRunbook('down', { alerts: ['Down'], team: 'core' })
  expect(called({ team: 'shop' }, { runbooks: [plain] })).toEqual(OF_CORE)
})

test('Where nothing says whose it is, every team and its pager are there; elsewhere they would be noise.', () => {
  const page = (labels: Record<string, string>) =>
    alertPage(someOps({ ...RECORDS, alerts: alertsLike({ name: 'Down', labels }) }), 'down').calls
  expect(page({ team: 'nobody' }).pagers?.rows.map(({ contacts }) => contacts.map(({ url }) => url))).toEqual([
    ['https://pager.acme.example/core'],
    [],
  ])
  expect(page({ team: 'core' }).pagers).toBe(null)
})

test('The steps count from when the alert came, of the incident that names it.', () => {
  const open = anIncident('INC-2026-0001', { alerts: ['Down'], detected: '2026-03-01T10:07:00Z' })
  const page = alertPage(someOps({ ...RECORDS, incidents: [open], alerts: alertsLike({ name: 'Down' }) }), 'down')
  expect(page.calls.paged).toBe(Date.parse('2026-03-01T10:07:00Z'))
})
