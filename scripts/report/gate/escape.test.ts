import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { markdownTree } from '../../fixtures/markdown-tree.ts'
import { code, fenced, linkTo, plain, prose, quotation } from './escape.ts'

/** The kinds of node that a text has, each once, in order of appearance. */
function kindsIn(markdown: string): string[] {
  const kinds = new Set<string>()
  const walk = (node: Nodes) => {
    kinds.add(node.type)
    if ('children' in node) node.children.forEach(walk)
  }
  walk(markdownTree(markdown))
  return [...kinds]
}

/** What a reader sees of a text. */
function seen(markdown: string): string {
  const words = (node: Nodes): string =>
    'value' in node ? node.value : 'children' in node ? node.children.map(words).join('') : ''
  return words(markdownTree(markdown))
}

const HOSTILE = [
  '![x](https://evil.example/pixel.png)',
  '[click](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  '<!-- evenkeel:gate -->',
  '</details></summary>',
  '**bold** _it_ ~~gone~~ `code` $x^2$',
  '| a | b |',
  '# heading',
  '- item',
  '1. item',
  '2) item',
  '===',
  '---',
  '+ plus',
  '> quote',
  '[ref]: https://evil.example',
  '[^1] and [^1]: note',
  '- [x] done',
  '&lt;b&gt; &copy; &#64;team',
  'https://evil.example/a and www.evil.example and http://x.example',
  'mail me@evil.example',
  '\\*not escaped\\*',
  'trailing \\',
  '```',
]

test.each(HOSTILE)('%s stays plain words.', (text) => {
  expect(kindsIn(plain(text))).toEqual(['root', 'paragraph', 'text'])
  expect(kindsIn(`- ${plain(text)}`)).toEqual(['root', 'list', 'listItem', 'paragraph', 'text'])
  expect(kindsIn(`### ${plain(text)}`)).toEqual(['root', 'heading', 'text'])
  expect(seen(plain(text)).replaceAll('\u200B', '')).toBe(text)
})

test.each(HOSTILE)('%s stays one cell of a table.', (text) => {
  const rows = kindsIn(`| a | b |\n| - | - |\n| ${plain(text)} | last |`)
  expect(rows).toEqual(['root', 'table', 'tableRow', 'tableCell', 'text'])
  const [table] = markdownTree(`| a | b |\n| - | - |\n| ${plain(text)} | last |`).children
  expect(table?.type === 'table' && table.children[1]?.children.length).toBe(2)
})

test.each(HOSTILE)('%s stays words in a quotation.', (text) => {
  expect(kindsIn(quotation(text, 1000))).toEqual(['root', 'blockquote', 'paragraph', 'text'])
})

test.each(['@team', '@acme/payments', 'cc @ana.', '#12', 'acme/shop#12', 'GH-12', ':tada:', 'https://x.example'])(
  'GitHub finds nobody and nothing in %s.',
  (text) => {
    const found = /@[\w-]|#\d|\bGH-\d|:[a-z]+:|:\/\//i
    expect(seen(plain(text))).not.toMatch(found)
    expect(seen(prose(`Unexpected ${text}, expected less.`))).not.toMatch(found)
    expect(seen(quotation(text, 100))).not.toMatch(found)
  },
)

test('Times and ids are left as they are.', () => {
  expect(plain('CHG-2026-0451 at 2026-02-25T02:00:00Z, 03:00 in Europe/Berlin')).toBe(
    'CHG-2026-0451 at 2026-02-25T02:00:00Z, 03:00 in Europe/Berlin',
  )
})

test('A title of several lines is one line; control and direction characters show.', () => {
  expect(plain('Two\r\n\n## lines\tand\u2028more')).toBe('Two \\#\\# lines and more')
  expect(plain('safe\u202Egnp.exe\u001B[2J')).toBe('safe\uFFFDgnp.exe\uFFFD\\[2J')
})

test('A long name is cut, never within a character.', () => {
  expect(plain('abcdef', 4)).toBe('abc…')
  expect(plain('ab😀def', 4)).toBe('ab…')
})

test('Messages keep their code, and a stray backtick opens nothing.', () => {
  expect(kindsIn(prose('Unexpected `check_out`, expected `checkout`.'))).toContain('inlineCode')
  expect(kindsIn(prose('Unexpected "`", expected less.'))).toEqual(['root', 'paragraph', 'text'])
  expect(seen(prose('Unexpected `a`` b`, expected `c`.'))).toContain('expected')
})

test.each(['plain', 'with ` one', '``two', '`', 'a\nb'])('Code holds %j.', (text) => {
  const [paragraph] = markdownTree(code(text)).children
  expect(paragraph?.type === 'paragraph' && paragraph.children).toMatchObject([
    { type: 'inlineCode', value: text.replace('\n', ' ') },
  ])
})

test('Links lead to http(s) alone, whatever the address holds.', () => {
  expect(linkTo('words', 'javascript:alert(1)')).toBe('words')
  expect(linkTo('words', 'mailto:a@b.example')).toBe('words')
  const [paragraph] = markdownTree(linkTo('words', 'https://x.example/a)b<c> d|e&copy=1')).children
  expect(paragraph?.type === 'paragraph' && paragraph.children).toMatchObject([
    { type: 'link', url: 'https://x.example/a%29b%3Cc%3E%20d%7Ce&copy=1', children: [{ value: 'words' }] },
  ])
})

test('A quotation keeps paragraphs and the lines of lists; it says where it was cut.', () => {
  expect(quotation('One\nline.\n\n- a\n- b\n', 100)).toBe('> One\n> line.\n>\n> \\- a\\\n> \\- b')
  expect(quotation('abcdefgh', 5)).toBe('> abcd…\n>\n> (8 characters in all)')
})

test('A line below another makes no table of it.', () => {
  expect(quotation('Fees\n:-', 100)).toBe('> Fees\n> \\:-')
})

const marks = fc.string({
  unit: fc.constantFrom(
    ...'\\`*_{}[]<>()#+-.!|~$@:/&;=^"\' \n\tax1wWGH',
    'https://',
    'www.x.y',
    '&amp;',
    'a@b.cd',
    '1.',
  ),
})

test('Whatever marks are put together, they stay words: in a line, a cell, a quotation, a fence.', () => {
  const words = new Set(['root', 'paragraph', 'text', 'break'])
  fc.assert(
    fc.property(marks, (text) => {
      const cell = kindsIn(`| a | b |\n| - | - |\n| x ${plain(text)} | y |`)
      expect(kindsIn(plain(text)).filter((kind) => !words.has(kind))).toEqual([])
      expect(kindsIn(quotation(text, 1000)).filter((kind) => !words.has(kind) && kind !== 'blockquote')).toEqual([])
      expect(cell).toEqual(['root', 'table', 'tableRow', 'tableCell', 'text'])
      expect(kindsIn(prose(text)).filter((kind) => !words.has(kind) && kind !== 'inlineCode')).toEqual([])
      expect(kindsIn(code(`x${text}`))).toEqual(['root', 'paragraph', 'inlineCode'])
      expect(kindsIn(`${fenced(text, 1000, 'markdown')}\n\n**x**`)).toEqual([
        'root',
        'code',
        'paragraph',
        'strong',
        'text',
      ])
    }),
    { numRuns: 2000 },
  )
})
