import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { TextSpan } from '#model/records/body'
import { locator } from './locate.ts'

function textAt(text: string, { line, column, end_line, end_column }: TextSpan): string {
  const lines = text.split('\n').slice(line - 1, end_line)
  const last = lines.length - 1
  lines[last] = (lines[last] ?? '').slice(0, end_column - 1)
  lines[0] = (lines[0] ?? '').slice(column - 1)
  return lines.join('\n')
}

const RECORD = `---
title: Slow
window:
  start: 2026-03-01T10:00:00Z   # at ten
  services: [checkout, "ledger store"]
actions:
  - {title: Alert, owner: bo}
  - title: Test
---
text
`
const at = (...args: Parameters<ReturnType<typeof locator>>) => textAt(RECORD, locator('a.md', RECORD)(...args))

test.each<[string, Parameters<ReturnType<typeof locator>>, string]>([
  ['a value', [['title']], 'Slow'],
  ['a nested value, without the comment behind it', [['window', 'start']], '2026-03-01T10:00:00Z'],
  ['an entry of a list, with its quotes', [['window', 'services', 1]], '"ledger store"'],
  ['a value in a map on one line', [['actions', 0, 'owner']], 'bo'],
  ['a key', [['actions', 1, 'title'], 0, true], 'title'],
  ['a key that is missing: the map that should have it', [['actions', 0, 'due']], '{title: Alert, owner: bo}'],
  ['a whole map', [['window']], 'start: 2026-03-01T10:00:00Z   # at ten\n  services: [checkout, "ledger store"]'],
])('It finds %s.', (_, place, expected) => {
  expect(at(...place)).toBe(expected)
})

test('What has no place is found on the first line.', () => {
  expect(locator('a.yaml', '')(['title'])).toEqual({ line: 1, column: 1, end_line: 1, end_column: 1 })
})

// Every text is another one, so that finding the wrong place can't go unnoticed.
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant('text'),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom('a', 'b c', '1', 'null', 'x: y', '#', '検索', '-', 'long key with words', '"', "'"),
      tie('node'),
      { minKeys: 1, maxKeys: 4 },
    ),
  ),
})).node
const styles = fc.record({
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
  indent: fc.integer({ min: 1, max: 5 }),
  lineWidth: fc.constantFrom(0, 20, 80),
})

/** Numbers the texts of a tree, and lists the path of each. */
function numbered(node: unknown, path: (string | number)[], paths: Map<string, (string | number)[]>): unknown {
  if (Array.isArray(node)) return node.map((item, i) => numbered(item, [...path, i], paths))
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, numbered(value, [...path, key], paths)]))
  const name = `value${paths.size}`
  paths.set(name, path)
  return name
}

test('Every text of a document is found at its path, however the document is written.', () => {
  fc.assert(
    fc.property(tree, styles, fc.boolean(), (shape, style, inMarkdown) => {
      const paths = new Map<string, (string | number)[]>()
      const yaml = stringify(numbered([shape], [], paths), { ...style, schema: 'core' })
      const text = inMarkdown ? `---\n${yaml}---\nbody\n` : yaml
      const locate = locator(inMarkdown ? 'a.md' : 'a.yaml', text)
      for (const [name, path] of paths) expect(textAt(text, locate(path)).replaceAll(/^["']|["']$/g, '')).toBe(name)
    }),
  )
})
