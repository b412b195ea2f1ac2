import { expect, test } from 'vitest'
import { objectParser } from './object-parser.ts'
import { gitObject } from '../../fixtures/git-objects.ts'
import type { GitObject } from './object.ts'

const objects = ['', 'one\n', 'two\n\nblob 12\n', '\0\n', 'x'.repeat(1000)].map((text) => gitObject('blob', text))
const printed = Buffer.concat(
  objects.flatMap(({ oid, type, bytes }) => [
    Buffer.from(`${oid} ${type} ${bytes.length}\n`),
    bytes,
    Buffer.from('\nno such thing missing\n0123 ambiguous\n'),
  ]),
)
const expected = objects.flatMap(({ bytes }) => [bytes.toString(), null, null])

test.each([1, 2, 7, 64, 10_000])('Answers that come in parts of %i bytes are the same answers.', (size) => {
  const found: (GitObject | null)[] = []
  const parser = objectParser((object) => void found.push(object))
  for (let at = 0; at < printed.length; at += size) parser(printed.subarray(at, at + size))
  expect(found.map((object) => object?.bytes.toString() ?? null)).toEqual(expected)
})
