import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runbookOfAlert, type Naming } from './runbook-of-alert.ts'

const runbook = (id: string, fields: Partial<Naming> = {}): Naming => ({
  id,
  alerts: [],
  aliases: [],
  services: ['shop'],
  team: 'web',
  ...fields,
})
const caller = (labels: Record<string, string> = {}, runbook_url?: string) => ({
  name: 'ShopDown',
  runbook_url,
  labels,
})
const chosen = (runbooks: Naming[], ...callers: ReturnType<typeof caller>[]) => {
  const { runbook: led, also = [], by } = runbookOfAlert(runbooks, callers).get('shopdown') ?? {}
  return [led?.id, also.map(({ id }) => id), by]
}

const named = { alerts: ['ShopDown'] }
const first = runbook('a', { ...named, services: ['till'], team: 'pay' })
const shop = runbook('shop/down', named)
const older = runbook('older', { aliases: ['ShopDown'] })

test.each([
  [
    'its address',
    [first, shop],
    caller({}, 'https://ops.acme.example/runbooks/shop/down/'),
    ['shop/down', ['a'], 'address'],
  ],
  [
    'its file',
    [first, shop],
    caller({}, 'https://git.acme.example/o/content/runbooks/shop/down.md'),
    ['shop/down', ['a'], 'address'],
  ],
  [
    'an address though it names nothing',
    [first, runbook('shop/up', { alerts: ['Other'] })],
    caller({}, 'https://o.example/runbooks/SHOP/up'),
    ['shop/up', ['a'], 'address'],
  ],
  ['its service', [first, shop], caller({ service: 'shop' }), ['shop/down', ['a'], 'service']],
  ["an SLO's service", [first, shop], caller({ sloth_service: 'shop' }), ['shop/down', ['a'], 'service']],
  ['its team', [first, shop], caller({ team: 'web' }), ['shop/down', ['a'], 'team']],
  ['its service before its own name', [first, older], caller({ service: 'shop' }), ['older', ['a'], 'service']],
  ['its own name before an older one', [older, shop], caller(), ['shop/down', ['older'], 'own name']],
  ['its path where nothing else tells', [first, shop], caller({ service: 'none' }), ['a', ['shop/down'], 'order']],
  ['nothing to choose', [shop], caller(), ['shop/down', [], 'order']],
])('The runbook of an alert is known by %s.', (_, runbooks, from, expected) => {
  expect(chosen(runbooks, from)).toEqual(expected)
})

const words = fc.constantFrom('shop', 'till', 'web', 'a', 'b')
const some = fc.record({
  id: fc.tuple(words, words).map((parts) => parts.join('/')),
  alerts: fc.subarray(['ShopDown', 'shopdown', 'Other']),
  aliases: fc.subarray(['ShopDown', 'SHOPDOWN']),
  services: fc.subarray(['shop', 'till']),
  team: words,
})

test('No runbook that is added takes an alert from the one that its rule leads to.', () => {
  const url = caller({}, 'https://ops.acme.example/runbooks/own/one/')
  fc.assert(
    fc.property(fc.array(some), some, fc.boolean(), (others, own, names) => {
      const led = { ...own, id: 'own/one', ...(names ? named : { alerts: ['Other'] }) }
      const all = [...others, led].toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(chosen(all, url)[0]).toBe('own/one')
    }),
  )
})

test('No runbook of another service and team takes the alert of a service that has a runbook for it.', () => {
  fc.assert(
    fc.property(fc.array(some), fc.constantFrom('alerts', 'aliases'), (others, field) => {
      const strangers = others.map((one) => ({ ...one, services: ['till'], team: 'pay' }))
      const own = runbook('zz/own', { [field]: ['ShopDown'] })
      expect(chosen([...strangers, own], caller({ service: 'shop', team: 'web' }))[0]).toBe('zz/own')
    }),
  )
})

test('Every runbook that names an alert is its own or one of the others, once.', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(some, { selector: ({ id }) => id }),
      fc.dictionary(fc.constantFrom('service', 'team'), words),
      (all, labels) => {
        const [led, also] = chosen(all, caller(labels)) as [string | undefined, string[]]
        const naming = all.filter((one) =>
          [...one.alerts, ...one.aliases].some((name) => name.toLowerCase() === 'shopdown'),
        )
        expect([led, ...also].filter((id) => id !== undefined).toSorted()).toEqual(
          naming.map(({ id }) => id).toSorted(),
        )
      },
    ),
  )
})
