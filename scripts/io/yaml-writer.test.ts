import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeBlockYaml } from './yaml-writer.ts'

test('Readers of either version of YAML find in it what was put in.', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'\n\r\t\u0085\u2028\u2029\ufeff "\'{}[]#:-&*!|>%@`\\,?~0a') }),
    fc.constantFrom(
      'yes',
      'No',
      'on',
      '12:30',
      '1_000',
      '0o7',
      '0x1f',
      '~',
      'null',
      '2026-01-01',
      '<<',
      '=',
      '1e3',
      '.inf',
    ),
  )
  const data = fc.array(fc.dictionary(text, fc.oneof(text, fc.constant('a\nb\n'))), { maxLength: 3 })
  fc.assert(
    fc.property(data, text, (list, comment) => {
      const written = writeBlockYaml({ list }, [comment])
      const wanted = JSON.parse(JSON.stringify({ list }))
      expect(parse(written)).toEqual(wanted)
      expect(parse(written, { version: '1.1', merge: false })).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

test('A comment is a comment, whatever stands in it.', () => {
  expect(parse(writeBlockYaml({ a: '1' }, ['from x\nb: 2', 'y\u2028c: 3', 'z\u0085d: 4']))).toEqual({ a: '1' })
})

test('An expression is a block, and one object in two places is written twice.', () => {
  const labels = { tier: '1' }
  expect(writeBlockYaml({ a: { labels }, b: { expr: 'x\n/\ny\n', labels } }, [])).toBe(
    'a:\n  labels:\n    tier: "1"\nb:\n  expr: |\n    x\n    /\n    y\n  labels:\n    tier: "1"\n',
  )
})
