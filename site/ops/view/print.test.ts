import { expect, test } from 'vitest'
import { teamSchema } from '#model/records/team'
import { someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { printPage } from './print.ts'

test('Who is called like a property of every object is printed by that name, and by no other.', () => {
  const members = ['constructor', 'tostring', '__proto__', 'ana']
  const core = {
    ...teamSchema.parse({ name: 'Core', members, people: { ana: { name: 'Ana' } } }),
    id: 'core',
    file: 'teams/core.yaml',
  }
  const { teams } = printPage(someOps({ teams: [core] }), { pictures: [], small_pictures: {} })
  expect(teams[0]?.people.map(({ handle, name }) => [handle, name])).toEqual([
    ['constructor', null],
    ['tostring', null],
    ['__proto__', null],
    ['ana', 'Ana'],
  ])
})
