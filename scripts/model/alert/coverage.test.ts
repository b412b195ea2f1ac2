import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'

const rule = (name: string) => ({
  name,
  file: 'alerts/a.yaml',
  document: 0,
  path: [],
  runbook_url: undefined,
  labels: {},
})
const runbook = (id: string, alerts: string[] = [], aliases: string[] = []) => ({
  id,
  file: `runbooks/${id}.md`,
  alerts,
  aliases,
  services: [],
  team: 'web',
})
const told = (rules: string[], runbooks: ReturnType<typeof runbook>[]) => {
  const { resolve, dangle, orphans, unfired } = coverageOf(rules.map(rule), runbooks)
  return {
    resolve: resolve.map((one) => [one.name, one.runbook.id]),
    dangle: dangle.map(({ name }) => name),
    orphans: orphans.map(({ id }) => id),
    unfired: unfired.map(({ name, index }) => [name, index]),
  }
}

test('Both directions, by hand.', () => {
  const runbooks = [
    runbook('shop/slow', ['ShopSlow', 'ShopGone'], ['ShopLate']),
    runbook('shop/errors', ['ShopErrors']),
    runbook('node/NodeDown'),
    runbook('failover', [], ['ShopLate']),
  ]
  expect(told(['ShopSlow', 'shopslow', 'NodeDown', 'DiskFull', 'ShopLate'], runbooks)).toEqual({
    resolve: [
      ['NodeDown', 'node/NodeDown'],
      // Of two with the same older name the first one.
      ['ShopLate', 'shop/slow'],
      ['ShopSlow', 'shop/slow'],
      ['shopslow', 'shop/slow'],
    ],
    dangle: ['DiskFull'],
    orphans: ['shop/errors'],
    unfired: [
      ['ShopGone', 1],
      ['ShopErrors', 0],
    ],
  })
})

test("A runbook's own alert comes before another's older name.", () => {
  const runbooks = [runbook('old', ['New'], ['Taken']), runbook('owner', ['Taken'])]
  expect(told(['Taken', 'New'], runbooks).resolve).toEqual([
    ['New', 'old'],
    ['Taken', 'owner'],
  ])
})

const names = fc.constantFrom('A', 'a', 'B', 'C', 'D', '__proto__', 'constructor')
const runbooks = fc.array(
  fc
    .tuple(fc.string({ minLength: 1 }), fc.array(names), fc.array(names))
    .map(([id, alerts, aliases]) => runbook(id, alerts, aliases)),
)

test('Every alert resolves or dangles, once; a runbook is an orphan just where nothing resolves by a name of its own.', () => {
  fc.assert(
    fc.property(fc.array(names), runbooks, (rules, leading) => {
      const { resolve, dangle, orphans } = coverageOf(rules.map(rule), leading)
      expect([...resolve, ...dangle].map(({ name }) => name).toSorted()).toEqual([...new Set(rules)].toSorted())
      const lower = new Set(rules.map((name) => name.toLowerCase()))
      for (const one of leading) {
        const own = [...one.alerts, ...one.aliases]
        const fallback = own.length > 0 ? own : [one.id.split('/').at(-1) ?? '']
        expect(orphans.includes(one)).toBe(!fallback.some((name) => lower.has(name.toLowerCase())))
      }
      for (const { runbook: led } of resolve) expect(orphans).not.toContain(led)
    }),
  )
})
