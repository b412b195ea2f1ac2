import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fullOutline, outlineOf } from './markdown.ts'
import { plainOutline } from './plain-outline.ts'

test('A body has its headings, what stands below them, and its links, at their lines in the file.', () => {
  const markdown = '## Plan\n\nSee [this](a.md "A") and ![that](b.png).\n\n## Check\n### Details\n\n- one\n\n## Back\n'
  const { headings, links } = outlineOf({ markdown, line: 10 })
  expect(headings.map(({ depth, text, filled, span }) => [depth, text, filled, span.line])).toEqual([
    [2, 'Plan', true, 10],
    [2, 'Check', true, 14],
    [3, 'Details', true, 15],
    [2, 'Back', false, 19],
  ])
  expect(links.map(({ url, image, span }) => [url, image, span.line, span.column])).toEqual([
    ['a.md', false, 12, 5],
    ['b.png', true, 12, 26],
  ])
})

test('A heading in a code fence is no heading.', () => {
  expect(outlineOf({ markdown: '```sh\n## Not one\n```\n', line: 1 }).headings).toEqual([])
})

test('A link that is defined apart from where it is used is found.', () => {
  expect(outlineOf({ markdown: 'See [it].\n\n[it]: javascript:x\n', line: 1 }).links.map(({ url }) => url)).toEqual([
    'javascript:x',
  ])
})

/** What Markdown reads something into, and plain words between. */
const split = (pieces: string) => pieces.split('·')
const MARKS = split(
  '# ·## ·###### ·####### ·#· # ·    # · #· ##·- ·-·--·---·===·=·* ·+ ·1. ·1) ·> ·>·*·**·_·__·!·(·)·:·.',
)
const BLOCKS = split('|·| a | b |·|---|---|·~~~·```·`·\\·\\#·&amp;·&#35;·<·<b>·</b>·<!--·-->·[·]·![·[x]·[x]: y·[a](b)')
const WORDS = split(' ·  ·    ·word·Zahlungen·検索·https://a.example·www.a.example·a@b.example·ftp://x·mailto:a')
const ODD = ['\t', '\r', '\u00A0', '\u2028', '\u000B', '\u0000', '\uFEFF', '##\t']
const PIECES = [...MARKS, ...BLOCKS, ...WORDS, ...ODD]
const LINKS = split(
  '[one two](../a/b.md#c)·[a](b)·![x_y](y_z.png)·[a](b%20c)·[1](#d)·[a] (b)·[a](https://a.example/1)·[b](www.a.example:1)·[[a](b)](c)',
)
const MILD = [...MARKS, ...split('word· ·    ·検索·|')]
const LINKED = [...LINKS, ...LINKS, ...MILD, '`', '    ', '  ']
const line = fc
  .oneof(
    ...[PIECES, MILD, MILD, MILD, LINKED, LINKED].map((pieces) =>
      fc.array(fc.constantFrom(...pieces), { maxLength: 5 }),
    ),
  )
  .map((pieces) => pieces.join(''))
const markdown = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n\n')), { maxLength: 8 })
  .map((lines) => lines.flat().join(''))

test('The quick outline of a plain body is the one that the tree gives.', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const body = { markdown: text, line: 5 }
      const plain = plainOutline(body)
      if (plain) expect(plain).toEqual(fullOutline(body))
    }),
    { numRuns: 3000 },
  )
})

test('The quick outline has plain links and pictures, at their places.', () => {
  const text = 'See [the plan](../a_b.md#c) and\n- ![it](x.png), [2](y)\n'
  expect(plainOutline({ markdown: text, line: 10 })?.links.map(({ url, image, span }) => [url, image, span])).toEqual([
    ['../a_b.md#c', false, { line: 10, column: 5, end_line: 10, end_column: 28 }],
    ['x.png', true, { line: 11, column: 3, end_line: 11, end_column: 15 }],
    ['y', false, { line: 11, column: 17, end_line: 11, end_column: 23 }],
  ])
})

test('The quick outline is taken for a body of headings and paragraphs.', () => {
  expect(plainOutline({ markdown: '## Plan\n\nReplace one.\n\n- then `the other`\n', line: 1 })).not.toBeNull()
})
