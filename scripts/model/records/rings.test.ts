import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ringsOf } from './rings.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const graph = fc.tuple(...ids.map((id) => fc.subarray([...ids, 'nowhere']).map((to) => ({ id, to }))))

test('Two are in one ring just where each is reached from the other.', () => {
  fc.assert(
    fc.property(graph, (nodes) => {
      const reached = (from: string, seen = new Set<string>()): Set<string> => {
        for (const to of nodes.find(({ id }) => id === from)?.to ?? []) if (!seen.has(to)) reached(to, seen.add(to))
        return seen
      }
      const rings = ringsOf(nodes)
      for (const one of ids)
        for (const other of ids)
          expect(rings.get(one) === rings.get(other)).toBe(
            one === other || (reached(one).has(other) && reached(other).has(one)),
          )
      expect(rings.has('nowhere')).toBe(false)
    }),
  )
})
