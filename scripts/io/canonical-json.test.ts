import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCanonicalJson } from './canonical-json.ts'
import { readAnyYaml } from './yaml-reader.ts'

const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const APPROVAL = {
  change: 'CHG-2026-0001',
  plan: 'sha256:3b1f',
  authors: ['ana'],
  approvals: [{ by: 'bo', at: '2026-02-24T09:00:00Z' }],
}

test('What is read as JSON is what the YAML library reads.', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 }), (value) => {
      const text = written(value)
      const read = readCanonicalJson(text)
      const { data, problems } = readAnyYaml('', text)
      // Of what isn't YAML as well the library's word counts.
      fc.pre(problems.length === 0)
      if (read !== undefined) expect(data).toEqual([read])
    }),
  )
})

test.each([
  ['a key that stands twice', written(APPROVAL).replace('"authors"', '"plan": "sha256:0000",\n  "authors"')],
  ['a number in another form', written({ ...APPROVAL, count: 10 }).replace('10', '1.0e1')],
  ['a comment', `# by hand\n${written(APPROVAL)}`],
  ['another indent', `${JSON.stringify(APPROVAL, null, 4)}\n`],
  ['a slip', written(APPROVAL).replace('],', ']')],
])('%s is left to the library', (_, text) => {
  expect(readCanonicalJson(text)).toBeUndefined()
})

test('An approval as it is recorded is read, and one that is endlessly deep is not.', () => {
  expect(readCanonicalJson(written(APPROVAL))).toEqual(APPROVAL)
  const deep = written(Array.from({ length: 300 }).reduce((inner) => ({ a: inner }), 1))
  expect(readCanonicalJson(deep)).toBeUndefined()
})
