import { expect, test } from 'vitest'
import { teamSchema } from '#model/records/team'
import { anIncident, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { actionsPage } from './actions.ts'

/* As of noon on 1 March 2026. */

const TEAMS = [
  { ...teamSchema.parse({ name: 'Core', members: ['ana', 'bo'] }), id: 'core', file: 'teams/core.yaml' },
  { ...teamSchema.parse({ name: 'Web', members: ['ana'] }), id: 'web', file: 'teams/web.yaml' },
]
const action = (title: string, fields: object) => ({ title, ...fields })
const page = (...actions: object[]) =>
  actionsPage(someOps({ teams: TEAMS, incidents: [anIncident('INC-2026-0001', { actions })] }))

test('What is overdue comes first, then by day, and what has no day last; what is done is counted.', () => {
  const { open, late, done, dropped } = page(
    action('no day', { owner: 'ana' }),
    action('tomorrow', { owner: 'ana', due: '2026-03-02' }),
    action('today', { owner: 'ana', due: '2026-03-01' }),
    action('long ago', { owner: 'bo', due: '2025-12-01' }),
    action('done', { owner: 'bo', due: '2025-12-01', status: 'done' }),
    action('dropped', { status: 'dropped' }),
  )
  expect(open.rows.map(({ title, late: isLate }) => [title, isLate])).toEqual([
    ['long ago', true],
    ['today', false],
    ['tomorrow', false],
    ['no day', false],
  ])
  expect([late, done, dropped]).toEqual([1, 1, 1])
})

test('Owners and teams are counted, the most overdue first; who left, and nobody, are among them.', () => {
  const { owners, teams, open } = page(
    action('a', { owner: 'ana' }),
    action('b', { owner: 'Ana' }),
    action('c', { owner: 'gone', due: '2026-02-01' }),
    action('d', {}),
    action('e', { owner: 'core' }),
  )
  expect(owners.rows.map(({ who, open: count, late }) => [who?.id.toLowerCase() ?? null, count, late])).toEqual([
    ['gone', 1, 1],
    ['ana', 2, 0],
    [null, 1, 0],
    ['core', 1, 0],
  ])
  expect(teams.rows.map(({ who, open: count }) => [who?.id, count])).toEqual([
    ['core', 3],
    ['web', 2],
  ])
  expect(open.rows.find(({ title }) => title === 'c')?.teams).toEqual([])
})

test('Of thousands the first ones are shown, and the others counted.', () => {
  const many = Array.from({ length: 700 }, (_, i) => action(`a${i}`, { owner: `p${i}`, due: '2026-01-01' }))
  const { open, owners, late } = page(...many)
  expect([open.rows.length, open.more, owners.rows.length, owners.more, late]).toEqual([500, 200, 30, 670, 700])
})
