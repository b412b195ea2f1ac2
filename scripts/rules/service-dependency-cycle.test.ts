import { expect, test } from 'vitest'
import { broken, findingsIn, validating } from '../fixtures/good-content.ts'

test('Services that depend on each other are reported with the circle.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ndepends_on: [checkout]')),
  ).toMatchInlineSnapshot(
    `"error service-dependency-cycle services/ledger-store.yaml:4 Unexpected circle checkout → ledger-store → checkout, expected dependencies that end somewhere."`,
  )
})

test('A service that depends on itself is reported.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ndepends_on: [ledger-store]')),
  ).toMatchInlineSnapshot(
    `"error service-dependency-cycle services/ledger-store.yaml:4 Unexpected circle ledger-store → ledger-store, expected dependencies that end somewhere."`,
  )
})

test('Of 400 in a ring the ends of the circle are named, and the others counted.', () => {
  const ring = Array.from({ length: 400 }, (_, i): [string, string] => [
    `services/r${String(i).padStart(3, '0')}.yaml`,
    `name: Ring ${i}\nteam: platform\ntier: 3\ndepends_on: [r${String((i + 1) % 400).padStart(3, '0')}]\n`,
  ])
  expect(validating(Object.fromEntries(ring))).toMatchInlineSnapshot(
    `"error service-dependency-cycle services/r399.yaml:4 Unexpected circle r000 → r001 → r002 → r003 → 393 more → r397 → r398 → r399 → r000, expected dependencies that end somewhere."`,
  )
})

test('400 in a chain, and 399 that one needs, are in order.', () => {
  const named = (i: number, needs: string) => `name: Link ${i}\nteam: platform\ntier: 3\ndepends_on: [${needs}]\n`
  const many = (needs: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`services/r${i}.yaml`, named(i, needs(i))]))
  expect(validating(many((i) => (i < 399 ? `r${i + 1}` : '')))).toBe('')
  const others = Array.from({ length: 399 }, (_, i) => `r${i + 1}`).join(', ')
  expect(validating(many((i) => (i === 0 ? others : '')))).toBe('')
})

test('400 that all need each other are one finding with few names, and one that needs itself as well is told apart.', () => {
  const all = Array.from({ length: 400 }, (_, i) => `r${i}`)
  const text = (id: string) =>
    `name: ${id}\nteam: platform\ntier: 3\ndepends_on: [${all.filter((one) => one !== id || id === 'r7').join(', ')}]\n`
  const found = findingsIn(Object.fromEntries(all.map((id) => [`services/${id}.yaml`, text(id)])))
  expect(found.map(({ rule }) => rule)).toEqual(['service-dependency-cycle', 'service-dependency-cycle'])
  expect(JSON.stringify(found).length).toBeLessThan(2000)
  expect(found.map(({ message }) => message).join()).toContain(', one of those among 400 services,')
  expect(found.map(({ message }) => message).join()).toContain('circle r7 → r7,')
})

test('Two circles that have nothing to do with each other are two findings.', () => {
  const service = (id: string, needs: string) => ({
    [`services/${id}.yaml`]: `name: ${id}\nteam: platform\ntier: 3\ndepends_on: [${needs}]\n`,
  })
  const found = findingsIn({
    ...service('a', 'b, c'),
    ...service('b', 'a'),
    ...service('c', 'd'),
    ...service('d', 'c'),
  })
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringContaining('circle a → b → a,'),
    expect.stringContaining('circle c → d → c,'),
  ])
})
