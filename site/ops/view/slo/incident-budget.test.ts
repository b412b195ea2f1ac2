import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { sloBudgets } from '#model/slo/budgets'
import { formatInstant } from '#model/time'
import { anUpdate } from '../../../../scripts/fixtures/gate-verdicts.ts'
import { anIncident, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { anSlo } from '../../../../scripts/fixtures/slo-sample.ts'
import { incidentPage } from '../incident.ts'
import { opsIndex } from '../index.ts'
import { teamPage } from '../team.ts'

const service = (id: string) => ({
  ...serviceSchema.parse({ name: id, team: 'core', tier: 1, public: { name: id } }),
  id,
  file: `services/${id}.yaml`,
})
const team = { ...teamSchema.parse({ name: 'Core', members: ['ana'] }), id: 'core', file: 'teams/core.yaml' }
const SLOS = [anSlo('0.5', '30d', 'lax'), anSlo('0.999', '30d', 'strict')]

/** Ten minutes of the 43.2 that the strict one has in 30 days, 23.14 %; as of noon on 1 March 2026. */
function pagesWith(fields: object, toldAgain = true) {
  const incident = {
    ...anIncident('INC-2026-0001', {
      services: ['booking'],
      resolved: '2026-02-20T10:10:00Z',
      ...fields,
      started: '2026-02-20T10:00:00Z',
    }),
    updates: [
      anUpdate('2026-02-20T10:00:00Z', 'investigating', 'We look.', {
        components: { booking: { status: 'major_outage' } },
      }),
      ...(toldAgain ? [anUpdate('2026-02-20T10:10:00Z', 'resolved', 'It works.')] : []),
    ],
  }
  const { catalog } = someOps({ services: [service('booking')], teams: [team], slos: SLOS, incidents: [incident] })
  const ops = opsIndex(catalog, [], { changes: [], incidents: [] }, sloBudgets(catalog, SLOS, null))
  return { budget: incidentPage(ops, incident).budget, team: teamPage(ops, team) }
}

test('An incident says what it alone burned of each budget, the largest share first, and which is more than it may.', () => {
  const { budget } = pagesWith({})
  expect(budget?.limit).toBe('20\u00a0%')
  expect(budget?.rows.map(({ slo, cost, of, share, over }) => [slo.id, cost, of, share, over])).toEqual([
    ['strict', '10\u00a0min', '43\u00a0min\u00a012\u00a0s over 30\u00a0d', '23.14\u00a0%', true],
    // Half of 30 days: 600 of 1,296,000 seconds.
    ['lax', '10\u00a0min', '15\u00a0d over 30\u00a0d', '0.04\u00a0%', false],
  ])
})

const DONE = { status: 'done', held: '2026-02-21T10:00:00Z' }
const action = (status: string) => ({ actions: [{ title: 'Watch the pool', owner: 'ana', status }] })

test.each([
  ['without a review', {}, 'a review by 2026-02-27T10:10:00Z'],
  ['of SEV-1, in three days', { severity: 'SEV-1' }, 'a review by 2026-02-23T10:10:00Z'],
  ['of SEV-4, as a SEV-2', { severity: 'SEV-4' }, 'a review by 2026-02-27T10:10:00Z'],
  ['with a draft', { review: { status: 'draft' }, ...action('open') }, 'a review that is done by 2026-02-27T10:10:00Z'],
  ['reviewed without an action', { review: DONE }, 'an action by 2026-02-27T10:10:00Z'],
  ['whose action was dropped', { review: DONE, ...action('dropped') }, 'an action by 2026-02-27T10:10:00Z'],
  ['reviewed with an action', { review: DONE, ...action('open') }, null],
  ['that was imported', { source: { kind: 'statuspage' } }, null],
  ['that was a false alarm', { closed_as: 'false_alarm' }, null],
])('One %s owes %s.', (_, fields, owed) => {
  const { budget } = pagesWith(fields)
  const said = budget?.owed
  expect(said ? `${said.missing} by ${formatInstant(said.by ?? 0)}` : null).toBe(owed)
})

test('An open one has no day yet.', () => {
  expect(pagesWith({ resolved: undefined }, false).budget?.owed).toEqual({ missing: 'a review', by: null })
})

test('One that burned less than one may owes nothing, and its share is said all the same.', () => {
  const { budget } = pagesWith({ slo_impact: [{ slo: 'strict', fraction: 0.5 }] })
  expect([budget?.rows[0]?.share, budget?.owed]).toEqual(['11.57\u00a0%', null])
})

test('What its page shows is plain data, whatever it declares.', () => {
  const declaring = anIncident('INC-2026-0003', { slo_impact: [{ slo: 'strict', fraction: 0.1 }] })
  const shown = incidentPage(someOps({ incidents: [declaring] }), declaring)
  expect(JSON.parse(JSON.stringify(shown)).record.slo_impact).toEqual([{ slo: 'strict', fraction: '0.1' }])
})

test('One that cost no SLO anything says nothing of budgets.', () => {
  const quiet = anIncident('INC-2026-0002', { services: ['booking'], resolved: '2026-03-01T11:00:00Z' })
  expect(incidentPage(someOps({ slos: SLOS, incidents: [quiet] }), quiet).budget).toBeNull()
})

test("A team's page has the budgets of its services, the least left first.", () => {
  expect(pagesWith({}).team.slos.map(({ slo, left }) => `${slo.id} ${left?.share}`)).toEqual([
    'strict 76.85\u00a0%',
    'lax 99.95\u00a0%',
  ])
})
