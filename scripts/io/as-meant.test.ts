import { expect, test } from 'vitest'
import { z } from 'zod'
import { asMeant } from './as-meant.ts'

const schema = z.strictObject({
  title: z.string().optional(),
  members: z.array(z.string()).optional(),
  people: z.record(z.string(), z.strictObject({ phone: z.string().optional() })).optional(),
})
const asWritten = (path: readonly PropertyKey[]) => `+${path.map(String).join('.')}`

test('A key that is nearly ours, a number where a text belongs and one name in place of a list are what they were meant to be, each below the other.', () => {
  const data = { titel: 7, members: 'ana, bo', people: { ana: { phon: 12 }, bo: { phone: '1' } } }
  expect(asMeant(schema, data, asWritten)).toEqual({
    title: '+title',
    members: ['ana', 'bo'],
    people: { ana: { phone: '+people.ana.phone' }, bo: { phone: '1' } },
  })
})

test('Of 20,000 numbers in one map each is put right, and the map is gone through once for all of them.', () => {
  const people = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, { phone: i }]))
  const { people: meant = {} } = asMeant(schema, { people }, asWritten) as { people?: Record<string, unknown> }
  expect([Object.keys(meant).length, meant['p19999']]).toEqual([20_000, { phone: '+people.p19999.phone' }])
})
