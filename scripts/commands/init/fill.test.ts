import fc from 'fast-check'
import { toString } from 'mdast-util-to-string'
import { expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { markdownTree } from '../../fixtures/markdown-tree.ts'
import { parseName } from './answers.ts'
import { fill } from './fill.ts'

test('A place in quotes is a value of YAML, quoted where it has to be.', () => {
  const filled = (name: string) => fill('site.yaml', "name: '{{name}}' # ours\n", { name })
  expect(filled('Acme')).toBe('name: Acme # ours\n')
  expect(filled('Ümlaut Söhne')).toBe('name: Ümlaut Söhne # ours\n')
  expect(filled('Acme: "the best" #1')).toBe('name: "Acme: \\"the best\\" #1" # ours\n')
  expect(filled('no')).toBe('name: no # ours\n')
  expect(filled('true')).toBe('name: "true" # ours\n')
  expect(filled('1e3')).toBe('name: "1e3" # ours\n')
  expect(filled('2026-11-23')).toBe('name: 2026-11-23 # ours\n')
})

test('A list stands in brackets, an address as it is.', () => {
  expect(fill('a.yaml', "members: '{{who}}'\n", { who: ['ana', 'bo'] })).toBe('members: [ana, bo]\n')
  expect(fill('a.yaml', "members: '{{who}}'\n", { who: [] })).toBe('members: []\n')
  expect(fill('a.md', 'at <{{url}}>', { url: 'https://a_b.example/c_d' })).toBe('at <https://a_b.example/c_d>')
  expect(fill('CODEOWNERS', '/x {{who}}', { who: ['@a_b', '@c'] })).toBe('/x @a_b @c')
})

test("GitHub's own expressions are no places, and what is filled in is none either.", () => {
  expect(fill('a.yml', "token: ${{ github.token }}\nref: '{{branch}}'\n", { branch: 'main' })).toBe(
    'token: ${{ github.token }}\nref: main\n',
  )
  expect(fill('a.md', '{{a}} {{b}}', { a: '{{b}}', b: '$&$1' })).toBe('{{b}} $\\&$1')
})

test('A place that nothing stands in is our mistake.', () => {
  expect(() => fill('a.md', '{{nmae}}', { name: 'Acme' })).toThrow('a.md has a place nmae')
})

const names = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'\'"\\:#-{}[]&*!|>%@`,?~_<$ \n\t\u0085\u2028\ufeffaß1'), maxLength: 20 }),
    fc.constantFrom(
      '---',
      '...',
      'null',
      '~',
      '0x1f',
      '.inf',
      '- a',
      '? b',
      '<b>&amp;</b>',
      '![x](y)',
      '1. one',
      '# x',
    ),
  )
  .map((text) => {
    const name = parseName(text)
    return typeof name === 'string' ? name : 'Acme'
  })

test('Whatever a company is called, YAML reads its name back, in a map and in lists.', () => {
  fc.assert(
    fc.property(names, names, (name, other) => {
      const text = fill('x.yaml', "a: '{{name}}' # c\nb: { x: '{{name}}', y: ['{{name}}', z] }\nc: '{{all}}'\n", {
        name,
        all: [name, other],
      })
      const { data, problems } = readYaml('x.yaml', text)
      expect(problems).toEqual([])
      expect(data).toEqual([{ a: name, b: { x: name, y: [name, 'z'] }, c: [name, other] }])
    }),
    { numRuns: 300 },
  )
})

test('Whatever a company is called, a heading and a line of Markdown say so and no more.', () => {
  fc.assert(
    fc.property(names, (name) => {
      const [heading, line, ...more] = markdownTree(
        fill('x.md', '# {{name}}: page\n\nOf {{name}}, for all.\n', { name }),
      ).children
      expect(more).toEqual([])
      expect(heading && toString(heading)).toBe(`${name}: page`)
      expect(line && toString(line)).toBe(`Of ${name}, for all.`)
    }),
    { numRuns: 300 },
  )
})
