import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupByEach } from '#model/grouping'
import { drawingOf } from './drawing.ts'
import { neighbourhood, type Neighbourhood } from './neighbourhood.ts'

/** `a: b c` is a service that needs two others; all are of tier 2 but those whose names begin with `core`. */
function graphOf(...lines: string[]) {
  const services = lines.map((line) => {
    const [id = '', needs = ''] = line.split(':')
    return { id, name: id, tier: id.startsWith('core') ? 1 : 2, depends_on: needs.split(' ').filter(Boolean) }
  })
  return {
    services: new Map(services.map((one) => [one.id, one])),
    dependentsOf: groupByEach(services, ({ depends_on }) => depends_on),
  }
}
const levelsOf = ({ levels }: Neighbourhood) =>
  levels.map(({ level, ids, more }) => `${level}: ${ids.join(' ')}${more > 0 ? ` +${more}` : ''}`)
const edgesOf = ({ edges }: Neighbourhood) => edges.map(({ from, to }) => `${from}>${to}`).toSorted()

test('Two steps both ways, with how many there are one step further.', () => {
  const graph = graphOf('a:b', 'b:c', 'c:d', 'd:e', 'e:f', 'f:g', 'g', 'h:b')
  const found = neighbourhood(graph, 'd')
  expect(levelsOf(found)).toEqual(['-2: b', '-1: c', '0: d', '1: e', '2: f'])
  expect(edgesOf(found)).toEqual(['b>c', 'c>d', 'd>e', 'e>f'])
  expect(found.beyond).toEqual({ needed_by: 2, needs: 1 })
})

test('In a diamond each stands once, where it is nearest, and every dependency between them is there.', () => {
  const found = neighbourhood(graphOf('web:api cache store', 'api:store', 'cache:store', 'store:disks', 'disks'), 'web')
  expect(levelsOf(found)).toEqual(['0: web', '1: api cache store', '2: disks'])
  expect(edgesOf(found)).toEqual(['api>store', 'cache>store', 'store>disks', 'web>api', 'web>cache', 'web>store'])
})

test('A circle is gone round once: two that need each other, and three.', () => {
  const two = neighbourhood(graphOf('a:b', 'b:a'), 'a')
  expect([levelsOf(two), edgesOf(two)]).toEqual([
    ['0: a', '1: b'],
    ['a>b', 'b>a'],
  ])
  const three = neighbourhood(graphOf('a:b', 'b:c', 'c:a'), 'a')
  expect([levelsOf(three), edgesOf(three)]).toEqual([
    ['-1: c', '0: a', '1: b'],
    ['a>b', 'b>c', 'c>a'],
  ])
  expect(levelsOf(neighbourhood(graphOf('a:a'), 'a'))).toEqual(['0: a'])
})

test('Of 400 in a ring five are shown, and no more than those around them are looked at.', () => {
  const ring = graphOf(...Array.from({ length: 400 }, (_, i) => `s${i}:s${(i + 1) % 400}`))
  let asked = 0
  const services = {
    get: (id: string) => (asked++, ring.services.get(id)),
    has: (id: string) => ring.services.has(id),
  } as unknown as typeof ring.services
  const found = neighbourhood({ ...ring, services }, 's0')
  expect(levelsOf(found)).toEqual(['-2: s398', '-1: s399', '0: s0', '1: s1', '2: s2'])
  expect(found.beyond).toEqual({ needed_by: 1, needs: 1 })
  expect(asked).toBeLessThan(100)
})

test('What there is no room for is counted; the critical ones stay, and what is shown beyond is tied to what is shown.', () => {
  const many = Array.from({ length: 20 }, (_, i) => `lib${i}`)
  const graph = graphOf(
    `web:${many.join(' ')} core`,
    ...many.map((id, i) => `${id}:deep${i}`),
    ...many.map((_, i) => `deep${i}`),
    'core:deepest',
    'deepest',
  )
  const found = neighbourhood(graph, 'web', 3)
  expect(levelsOf(found)).toEqual(['0: web', '1: core lib0 lib1 +18', '2: deep0 deep1 deepest +18'])
  expect(found.edges).toHaveLength(6)
})

test('What the catalogue does not have is not drawn.', () => {
  expect(levelsOf(neighbourhood(graphOf('a:gone'), 'a'))).toEqual(['0: a'])
})

const ids = Array.from({ length: 12 }, (_, i) => `s${i}`)
const anyGraph = fc
  .array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 40 })
  .map((pairs) =>
    graphOf(...ids.map((id) => `${id}:${pairs.flatMap(([from, to]) => (from === id ? [to] : [])).join(' ')}`)),
  )

test('Whatever needs what: all within two steps are shown or counted once, and every dependency among the shown has its line.', () => {
  fc.assert(
    fc.property(anyGraph, fc.integer({ min: 1, max: 5 }), ({ services, dependentsOf }, most) => {
      const found = neighbourhood({ services, dependentsOf }, 's0', most)
      const shown = found.levels.flatMap((one) => one.ids)
      expect(new Set(shown).size).toBe(shown.length)
      const needs = (id: string) => services.get(id)?.depends_on ?? []
      const neededBy = (id: string) => ids.filter((one) => needs(one).includes(id))
      const within = new Set([needs, neededBy].flatMap((next) => ['s0', ...next('s0'), ...next('s0').flatMap(next)]))
      expect(shown.length + found.levels.reduce((sum, { more }) => sum + more, 0)).toBe(within.size)
      const expected = shown.flatMap((from) =>
        [...new Set(needs(from))].flatMap((to) => (to !== from && shown.includes(to) ? [`${from}>${to}`] : [])),
      )
      expect(edgesOf(found)).toEqual(expected.toSorted())

      const { columns, rows, lines } = drawingOf(found)
      expect(columns.flatMap((one) => one.ids).toSorted()).toEqual(shown.toSorted())
      expect(lines).toHaveLength(expected.length)
      for (const { end } of lines) {
        expect(end.x).toBeGreaterThanOrEqual(0)
        expect(end.x).toBeLessThanOrEqual(100)
        // At the middle of a row.
        expect(end.y % 1).toBe(0.5)
        expect(end.y).toBeLessThan(rows)
      }
    }),
  )
})

test('A line past a column runs between two rows, and one within a column goes round.', () => {
  const graph = graphOf('up:web deep', 'web:mid', 'mid:deep', 'deep')
  const { lines } = drawingOf(neighbourhood(graph, 'web'))
  expect(lines.filter(({ near }) => !near).map(({ d }) => d)).toEqual([expect.stringMatching(/ 0H[\d.]+C/)])
})
