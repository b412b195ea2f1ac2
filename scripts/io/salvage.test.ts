import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { incidentSchema } from '#model/records/incident'
import { siteSchema } from '#model/records/site'
import { incidentUpdateSchema } from '#model/records/update'
import { salvage } from './salvage.ts'

const site = { name: 'Acme', url: 'https://status.acme.example' }

describe('One wrong value costs itself', () => {
  test('an item of a list, and not the others.', () => {
    expect(salvage(siteSchema, { ...site, locales: ['de', 'i-klingon', 'ar'] })?.locales).toEqual(['de', 'ar'])
  })

  test('a field of a map, and not the one beside it.', () => {
    const kept = salvage(siteSchema, {
      ...site,
      uptime: { days: 'many', partial_weight: 0.5 },
      brand: { color: 'blue', logo: 'logo.svg' },
    })
    expect(kept?.uptime).toEqual({ days: 90, partial_weight: 0.5 })
    expect(kept?.brand).toEqual({ logo: 'logo.svg' })
  })

  test('a key that nobody knows, wherever it stands.', () => {
    expect(salvage(siteSchema, { ...site, colour: 'red', uptime: { days: 30, dayz: 3 } })?.uptime.days).toBe(30)
  })

  test('the item that cannot do without it.', () => {
    const actions = [{ title: 'Alert on it', owner: 'bo' }, { owner: 'ana' }, { title: 'Write it down', due: 'soon' }]
    const kept = salvage(incidentSchema, {
      id: 'INC-2026-0001',
      title: 'Slow',
      severity: 'SEV-2',
      started: '2026-03-01T10:00:00Z',
      actions,
    })
    expect(kept?.actions.map(({ title }) => title)).toEqual(['Alert on it', 'Write it down'])
  })

  test('the time of a setting, and not its state; a state, and not the other component.', () => {
    const kept = salvage(incidentUpdateSchema, {
      state: 'identified',
      components: { shop: { status: 'major_outage', since: 'noon' }, search: 'down', labels: 'partial_outage' },
    })
    expect(kept?.components).toEqual({ shop: { status: 'major_outage' }, labels: { status: 'partial_outage' } })
  })

  test('what has a fallback at the top.', () => {
    expect(salvage(siteSchema, { ...site, name: 7 }, { name: 'Status' })).toMatchObject({ ...site, name: 'Status' })
    expect(salvage(siteSchema, { name: 'Acme' })).toBeUndefined()
  })
})

/* A schema of every shape that ours have, with data for it in which each value is known to be right or wrong. */
const schema = z.strictObject({
  text: z.string().optional(),
  count: z.int().optional(),
  list: z.array(z.string()).optional(),
  map: z.strictObject({ color: z.string().optional(), weight: z.number().optional() }).optional(),
  items: z.array(z.strictObject({ title: z.string(), note: z.string().optional() })).optional(),
  named: z.record(z.string(), z.enum(['up', 'down'])).optional(),
})

/** A value with whether it is right. */
const either = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof(
    right.map((value) => ({ value: value as unknown, right: true })),
    fc
      .constantFrom<unknown>(null, { x: 1 }, [['y']], Symbol.iterator.description, -1.5)
      .map((value) => ({ value, right: false })),
  )
const word = fc.constantFrom('one', 'two', 'three')
const wrongWord = fc.constantFrom<unknown>(null, 3, { x: 1 }, [])
const text = fc.oneof(
  word.map((value) => ({ value: value as unknown, right: true })),
  wrongWord.map((value) => ({ value, right: false })),
)
const number = either(fc.nat(9)).map(({ value, right }) =>
  typeof value === 'number' && right ? { value, right } : { value: value === -1.5 ? 'many' : value, right: false },
)
const status = fc.oneof(
  fc.constantFrom('up', 'down').map((value) => ({ value: value as unknown, right: true })),
  wrongWord.map((value) => ({ value, right: false })),
)
const item = fc.record({ title: text, note: text })
const whole = fc.record({
  text,
  count: number,
  list: fc.array(text),
  map: fc.record({ color: text, weight: number }),
  items: fc.array(item),
  named: fc.dictionary(word, status),
})

type Marked = { value: unknown; right: boolean }
const fields = (marked: Record<string, Marked>, keep: (one: Marked) => boolean) =>
  Object.fromEntries(Object.entries(marked).flatMap(([key, one]) => (keep(one) ? [[key, one.value]] : [])))

test('Whatever is wrong in a record, all that is right is kept, and nothing else.', () => {
  fc.assert(
    fc.property(whole, ({ text: one, count, list, map, items, named }) => {
      const all = () => true
      const right = ({ right: is }: Marked) => is
      const written = (keep: (marked: Marked) => boolean) => ({
        ...fields({ text: one, count }, keep),
        list: list.filter(keep).map(({ value }) => value),
        map: fields(map, keep),
        // An item without its title is none.
        items: items.filter(({ title }) => keep(title)).map((marked) => fields(marked, keep)),
        named: fields(named, keep),
      })
      expect(salvage(schema, written(all))).toEqual(written(right))
    }),
    { numRuns: 500 },
  )
})
