import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { intactYaml } from './intact-yaml.ts'

/** Values as people write them, and entries that are no YAML. */
const value = fc.oneof(
  fc.constantFrom('text', 'a longer text', '2026-03-01T10:00:00Z', 'yes: no', '', '#x'),
  fc.integer(),
  fc.array(fc.constantFrom('checkout', 'ledger-store'), { maxLength: 3 }),
  fc.record({ status: fc.constantFrom('partial_outage', 'down'), since: fc.constant('11:20') }),
)
const slip = fc.constantFrom(
  'broken: Checkout: slow',
  'broken: "not closed',
  'broken: [checkout',
  'broken: {checkout: down',
  'broken: @ana',
  'broken:\n  a: 1\n b: 2',
  'state investigating',
)

test('Whatever stands around an entry that is no YAML is read as if it weren’t there, and stands where it stood.', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefg'), value), { selector: ([key]) => key, minLength: 1 }),
      slip,
      fc.nat(7),
      fc.boolean(),
      (fields, broken, at, flow) => {
        const entries = fields.map(([key, data]) =>
          stringify({ [key]: data }, { schema: 'core', collectionStyle: flow ? 'flow' : 'block' }).trimEnd(),
        )
        // As one writes it: `{ a: 1 }` of a flow style without its braces.
        const lines = flow ? fields.map(([key, data]) => `${key}: ${JSON.stringify(data)}`) : entries
        const text = [...lines.slice(0, at), broken, ...lines.slice(at)].join('\n')
        const intact = intactYaml(text)
        expect(intact?.data).toEqual(Object.fromEntries(fields))
        expect(intact?.text.split('\n').map(({ length }) => length)).toEqual(
          text.split('\n').map(({ length }) => length),
        )
        expect(intact?.unnamed).toBe(broken.startsWith('state'))
      },
    ),
  )
})

test('Of entries that lean on one another, or of several documents, nothing is taken for itself.', () => {
  expect(intactYaml('a: &x 1\nb: *x\nc: "')).toBeNull()
  expect(intactYaml('a: 1\n---\nb: "')).toBeNull()
  expect(intactYaml(Array.from({ length: 5000 }, (_, i) => `k${i}: "`).join('\n'))).toBeNull()
})
