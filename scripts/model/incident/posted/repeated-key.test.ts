import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatedKey } from './repeated-key.ts'

test.each([
  ['{"a": 1, "a": 2}', 'a'],
  ['{"a": {"b": 1, "c": [{"d": 1}], "b": 2}}', 'b'],
  ['{"a": 1, "\\u0061" : 2}', 'a'],
  ['{"__proto__": 1, "__proto__": 2}', '__proto__'],
  ['[{"a": 1}, {"a": 2}]', null],
  ['{"a": "a", "b": ["a", "a"], "c": {"a": "\\":", "b": "}"}}', null],
  ['"a"', null],
])('%s has %j twice.', (text, name) => {
  expect(repeatedKey(text)).toBe(name)
})

test('What is written from an object has no name twice, whatever its names and texts are.', () => {
  fc.assert(fc.property(fc.json(), (text) => repeatedKey(text) === null))
})
