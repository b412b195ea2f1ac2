import fc from 'fast-check'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { COMPANY, corpus, PROJECT } from '../fixtures/places.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { splitFrontMatter } from './front-matter.ts'
import { readAnyYaml } from './yaml-reader.ts'

test('It reads what records are written in.', () => {
  const text = `# of us
title: Don't wait, it's at http://x.example/a:b#c    # a comment
quoted: "a: b # c"
apostrophe: 'it''s'
nothing:
services: [web, "shop: all", [1, two three]]
window: {start: 2026-03-01T10:00:00Z, for: { hours: 1.50 }}
steps:
- name: one
  for: 5m

  # Not before noon.
- - a
  - ~
-
  b: true
-   c: 1
    d: 2
deep:
    list:
      - -7
      - 0x1F
`
  expect(readPlainYaml(text)).toStrictEqual({
    title: "Don't wait, it's at http://x.example/a:b#c",
    quoted: 'a: b # c',
    apostrophe: "it's",
    nothing: null,
    services: ['web', 'shop: all', [1, 'two three']],
    window: { start: '2026-03-01T10:00:00Z', for: { hours: 1.5 } },
    steps: [{ name: 'one', for: '5m' }, ['a', null], { b: true }, { c: 1, d: 2 }],
    deep: { list: [-7, 31] },
  })
})

test.each<[string, unknown]>([
  ['~', null],
  ['Null', null],
  ['nULL', 'nULL'],
  ['TRUE', true],
  ['False', false],
  ['yes', 'yes'],
  ['12', 12],
  ['-0', -0],
  ['+012', 12],
  ['1_000', '1_000'],
  ['0o17', 15],
  ['0o8', '0o8'],
  ['-0x1F', '-0x1F'],
  ['.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['1e', '1e'],
  ['.', '.'],
  ['-.INF', -Infinity],
  ['.nan', NaN],
  ['+.nan', '+.nan'],
  ['2026-03-01', '2026-03-01'],
  ['12:30', '12:30'],
  ['1.2.3', '1.2.3'],
  ['a#b', 'a#b'],
  ["it's", "it's"],
  ['(a) [b], {c}', '(a) [b], {c}'],
])('Plain `%s` is what the core schema says.', (text, value) => {
  expect(readPlainYaml(`key: ${text}   # why\n`)).toStrictEqual({ key: value })
  if (/^[^[{#]*$/.test(text))
    expect(readPlainYaml(`- ${text}\n- [${text} , {key: ${text}}]\n`)).toStrictEqual([value, [value, { key: value }]])
})

test.each([
  '',
  '# nothing\n',
  'text\n',
  '[a]\n',
  '---\na: 1\n',
  'a: 1\n...\n',
  'a: 1\n---\n',
  'a: 1\n%b: 2\n',
  '%YAML 1.2\n',
  '\ufeffa: 1\n',
  'a: 1\r\nb: 2\r\n',
  'a:\t1\n',
  'a: 1\n \nb: 2\n',
  'a: \u0085b\n',
  'a: b\u2028c: d\n',
  'a: &b c\n',
  'a: *b\n',
  'a: !b c\n',
  'a: |\n  b\n',
  'a: >-\n  b\n',
  'a: b\n  c\n',
  'a: b\n# c\n  d\n',
  'a: "b\n  c"\n',
  'a: [b,\n  c]\n',
  'a: "b\\n"\n',
  'a: "b"c\n',
  'a: "b"#c\n',
  "a: 'b''\n",
  'a: b: c\n',
  'a: b:\n',
  'a: -\n',
  'a: - b\n',
  'a: ? b\n',
  'a: @b\n',
  'a: %b\n',
  'a: `b\n',
  'a: {b: c\n',
  'a: [b]]\n',
  'a: [b: c]\n',
  'a: [b, ]\n',
  'a: [b #c]\n',
  'a: {b}\n',
  'a: {b: }\n',
  'a: {b:c}\n',
  'a: {"b": c}\n',
  'a: 1\na: 2\n',
  'a: {b: 1, b: 2}\n',
  '__proto__: {a: b}\n',
  'a: {__proto__: 1}\n',
  '<<: {a: b}\n',
  '? a\n',
  '~: 1\n',
  'a : 1\n',
  '"a": 1\n',
  ' a: 1\nb: 2\n',
  'a:\n    b: 1\n  c: 2\n',
  'a: 1\n  b: 2\n',
  'a: 1\n- b\n',
  '- a\nb: 1\n',
  '-   a: 1\n  b: 2\n',
  '- a\n - b\n',
  '-a: 1\n',
  `${'- '.repeat(100_000)}a\n`,
  `a: ${'['.repeat(100_000)}\n`,
])('It leaves to the library: %j', (text) => {
  expect(readPlainYaml(text)).toBeUndefined()
})

const shown = (value: unknown) => inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null })

/** What the library has to say of a text that was read without it, where it isn't the same. */
function disagreement(text: string): string | null {
  const plain = readPlainYaml(text)
  if (plain === undefined) return null
  const { data, problems } = readAnyYaml('a.yaml', text)
  // With the order of keys, the sign of a zero, and whatever else a value is besides equal.
  const [ours, theirs] = [shown([plain]), shown(data)]
  return problems.length === 0 && ours === theirs ? null : `${text}: ${ours}, ${theirs} ${shown(problems)}`
}

/** What YAML gives a meaning to, somewhere. */
const PIECES = [
  "a¦b: ¦k:¦a b¦a:b¦a#b¦- ¦-¦-a¦- - ¦: ¦ #¦# c¦? ¦|¦>-¦&a ¦*a¦!t ¦%¦---¦...¦\"¦'¦\"x\"¦'y'¦''¦\\n¦[¦]¦{¦}¦, ¦,",
  '[a, b]¦{a: 1}¦__proto__: ¦<<: ¦constructor: ¦0x1F¦0o17¦.inf¦-.inf¦.nan¦~¦null¦true¦yes¦1¦1:¦-1¦1.5¦1e3¦.5¦5.',
  '-0¦012¦2020-01-01¦12:30¦=¦@¦`¦^¦.¦_¦+¦0¦\t¦\r\n¦\r¦\0¦\ufeff¦\u2028¦\u0085¦\u00a0¦\u3000¦\uffff¦😀¦é¦ ¦  ',
  '\n¦\n¦\n  ¦\n  ¦\n    ¦\n- ¦\n  - ¦\n    - ¦\na: ¦\nb:¦\n  a: ¦\n  c:¦\n   d: ',
].flatMap((some) => some.split('¦'))
const piece = fc.constantFrom(...PIECES)
const soup = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''))

const line = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 2, 2, 4, 1, 3),
    fc.constantFrom('', '', '', '- ', '- - ', '-   ', '-'),
    fc.constantFrom('a: ', 'b: ', 'c:', 'd: ', 'e.f/g-h: ', '1: ', 'null: ', '', '# '),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('', 'x', '1', '~', '"s"', "'t'", '[a, b]', '{a: 1, b: [c]}', 'x # y') },
      fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('').replaceAll('\n', '')),
    ),
  )
  .map(([indent, dash, key, value]) => ' '.repeat(indent) + dash + key + value)
const lines = fc.array(line, { minLength: 1, maxLength: 7 }).map((all) => `${all.join('\n')}\n`)

/** Every YAML of a folder, and all front matter. */
const yamlIn = (folder: string): string[] =>
  globSync('**/*.{md,yaml,yml,json}', { cwd: folder }).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    if (!file.endsWith('.md')) return [text]
    const split = splitFrontMatter(text)
    return 'error' in split ? [] : [split.yaml]
  })

/** Some lines of a record each. */
const parts = yamlIn(COMPANY).flatMap((text) => text.match(/(?:.*\n){1,12}/g) ?? [])
/** Lines of a record of the sample company, with a slip or two. */
const mutated = fc
  .tuple(
    fc.constantFrom(...parts),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), piece), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, slips]) =>
    slips.reduce((rest, [at, length, by]) => {
      const from = at % (rest.length + 1)
      return rest.slice(0, from) + (length === 0 ? by : '') + rest.slice(from + length)
    }, text),
  )

test.each([
  ['pieces of YAML', soup],
  ['lines of YAML', lines],
  ['records with slips', mutated],
])('Whatever it reads of %s, the library reads the same.', (_, texts) => {
  let read = 0
  fc.assert(
    fc.property(texts, (text) => {
      if (readPlainYaml(text) !== undefined) read++
      expect(disagreement(text)).toBeNull()
    }),
    { numRuns: 2000 },
  )
  // Nothing would be held by texts that it refuses, all of them.
  expect(read).toBeGreaterThan(30)
})

test.each([
  ['the sample company', COMPANY],
  ['the trees of slips', join(PROJECT, 'scripts/fixtures/trees')],
  ['the content of this repository', join(PROJECT, 'content')],
])('Whatever it reads of %s, the library reads the same.', (_, folder) => {
  expect(yamlIn(folder).map(disagreement).filter(Boolean)).toEqual([])
})

test('Nearly every record of the sample company is read without the library.', () => {
  const all = yamlIn(COMPANY)
  expect(all.filter((text) => readPlainYaml(text) !== undefined).length / all.length).toBeGreaterThan(0.95)
})

const CORPORA = corpus('.')
if (!existsSync(CORPORA)) console.warn(`Not tested with files of others: there is no ${CORPORA}. Set EVENKEEL_CORPORA.`)
test.skipIf(!existsSync(CORPORA))('Whatever it reads of the files of others, the library reads the same.', () => {
  expect(yamlIn(CORPORA).map(disagreement).filter(Boolean)).toEqual([])
})
