import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { aChange, anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { teamPage, teamRow } from './team.ts'

/* As of noon on 1 March 2026. */

const core = {
  ...teamSchema.parse({
    name: 'Core',
    members: ['ana', 'Bo'],
    leads: ['bo'],
    people: { bo: { name: 'Bo Berg', phone: '+31 6 0000 0101' } },
    escalation: [
      { after: '0m', who: 'bo', how: 'phone' },
      { after: '15m', who: 'hugo', how: 'phone' },
    ],
  }),
  id: 'core',
  file: 'teams/core.yaml',
}
const other = { ...teamSchema.parse({ name: 'Other', members: ['cy'] }), id: 'other', file: 'teams/other.yaml' }
const service = (id: string, team = 'core') => ({
  ...serviceSchema.parse({ name: id, team, tier: 2 }),
  id,
  file: `services/${id}.yaml`,
})
const action = (title: string, owner: string | undefined, due: string) => ({ title, owner, due, status: 'open' })

test("Who left and is still named is told with what is in their name, and their open actions are the team's.", () => {
  const ops = someOps({
    teams: [core, other],
    services: [service('shop'), service('mail', 'other')],
    runbooks: [aRunbook('first', { owner: 'HUGO' }), aRunbook('second', { owner: 'cy' })],
    changes: [
      aChange('CHG-2026-0001', {
        services: ['shop'],
        implementer: 'ines',
        window: { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' },
      }),
      aChange('CHG-2026-0002', { services: ['shop'], implementer: 'ines', status: 'cancelled' }),
    ],
    incidents: [
      anIncident('INC-2026-0001', {
        services: ['shop', 'mail'],
        resolved: '2026-03-01T11:00:00Z',
        actions: [
          action('b', 'ana', '2026-03-09'),
          action('a', 'hugo', '2026-02-20'),
          action('c', undefined, '2026-03-10'),
          action('d', 'cy', '2026-02-01'),
        ],
      }),
      anIncident('INC-2026-0002', {
        services: ['mail'],
        resolved: '2026-03-01T11:00:00Z',
        actions: [action('e', 'hugo', '2026-02-25')],
      }),
    ],
  })
  const page = teamPage(ops, core)
  expect(page.gone.rows.map(({ who, holds }) => [who, holds.map(({ record, as }) => `${as} ${record.id}`)])).toEqual([
    ['hugo', ['escalation core', 'owner first', 'open action INC-2026-0001']],
    ['ines', ['carries it out CHG-2026-0001']],
  ])
  expect(page.actions.rows.map(({ title, owner, astray, late }) => [title, owner, astray, late])).toEqual([
    ['a', 'hugo', 'in no team any more', true],
    ['b', 'ana', null, false],
    ['c', null, null, false],
  ])
  expect(page.late).toBe(1)
  // The other team still sees what is on its own services.
  expect(teamPage(ops, other).actions.rows.map(({ title }) => title)).toEqual(['d', 'a', 'e', 'c'])
})

test('People stand once whatever their case, leads first, with how to reach them.', () => {
  const { people } = teamPage(someOps({ teams: [core] }), core)
  expect(people).toEqual([
    {
      handle: 'Bo',
      name: 'Bo Berg',
      lead: true,
      contacts: [{ name: 'phone', text: '+31 6 0000 0101', url: 'tel:+31600000101' }],
    },
    { handle: 'ana', name: null, lead: false, contacts: [] },
  ])
})

test('Runbooks that need a test come first, and the list of teams counts them, and services with which something goes on.', () => {
  const ops = someOps({
    teams: [core],
    services: [service('shop'), service('mail')],
    runbooks: [aRunbook('a', { last_tested: '2026-02-20' }), aRunbook('b')],
    incidents: [anIncident('INC-2026-0001', { services: ['shop'] })],
  })
  expect(teamPage(ops, core).runbooks.map(({ runbook }) => runbook.id)).toEqual(['b', 'a'])
  const { services, troubled, state, runbooks, stale, called } = teamRow(ops, core)
  expect(state).toEqual({ word: '1 of 2 in trouble', tone: 'partial_outage' })
  expect([services, troubled, runbooks, stale, called.map(({ who }) => who.ref.id)]).toEqual([
    2,
    1,
    2,
    1,
    ['bo', 'hugo'],
  ])
})
