import { describe, expect, test } from 'vitest'
import { outlineOf, parseMarkdown } from './markdown.ts'

const isOver = (markdown: string) => 'over' in parseMarkdown(markdown)
const fill = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length))

describe('A text that is made to take long is given up:', () => {
  test.each([
    ['emphasis that never ends', 'a_**', 20_000],
    ['emphasis within emphasis', '*a _b', 30_000],
    ['brackets that close', '](', 30_000],
    ['pictures that never close', '![[', 30_000],
    ['references to nothing', '[a][', 30_000],
    ['struck out', '~a~', 30_000],
    ['lists in one line', '1. ', 1000],
    ['quotes in one line', '>', 1000],
    ['underlined headings', 'a\n-\n', 20_000],
    ['notes', '[^a]: b\n', 40_000],
    ['tags that never close, over paragraphs', '<b c=d>\n\n', 40_000],
    ['items', '- a\n', 30_000],
    ['numbered items', '1. a\n', 40_000],
    ['items within items', '- a\n  - b\n', 20_000],
    ['quotes', '> a\n\n', 20_000],
    ['rows of one cell each', 'a\n|-|\n|b|\n\n', 80_000],
  ])('%s', (_, piece, bytes) => {
    expect(isOver(fill(piece, bytes))).toBe(true)
  })

  test('lists, each within the one before', () => {
    expect(isOver(Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''))).toBe(true)
  })

  test('a paragraph that goes on outside of its quote', () => {
    expect(isOver(`> a\n${fill('a\n', 10_000)}`)).toBe(true)
    expect(isOver(`${'- '.repeat(20)}a\n${fill('a\n', 10_000)}`)).toBe(true)
  })

  test('backticks, each run longer than the one before', () => {
    expect(isOver(Array.from({ length: 700 }, (_, i) => '`'.repeat(i + 1)).join(' '))).toBe(true)
  })

  test('a table of very many rows', () => {
    expect(isOver(`|a|\n|-|\n${fill('|b|\n', 40_000)}`)).toBe(true)
  })

  test('definitions, and as many references', () => {
    const numbers = Array.from({ length: 2500 }, (_, i) => i)
    const text = `${numbers.map((i) => `[a${i}]: b\n`).join('')}\n${numbers.map((i) => `[a${i}]\n\n`).join('')}`
    expect(isOver(text)).toBe(true)
  })

  test('attributes of one tag', () => {
    expect(isOver(`<div ${Array.from({ length: 10_000 }, (_, i) => `a${i} `).join('')}>`)).toBe(true)
  })

  test('one of 1 MiB, whatever it is', () => {
    for (const piece of ['a', 'a ', 'a\n', 'a\n\n', '`', '<', '&amp;', '|a|b\n|-|-\n', 'www.a.b ', 'é', '\u{1f600}'])
      expect(isOver(fill(piece, 1024 * 1024))).toBe(true)
  })
})

describe('A long text of an honest hand is read:', () => {
  const step = (i: number) => `## ${i}. Check the pool of node ${i}

The pool of **node ${i}** fills when \`payments-db\` is slow; see [the dashboard](https://grafana.example/d/${i}?var=x_y_z)
and the [runbook of the database](../data/db-${i}.md). It is *no* sign of an attack: look at https://status.example/${i}.

1. Find the node:

   \`\`\`sh
   kubectl get pods -n shop -l app=node-${i} -o wide | grep -v Running && echo "\${NODE[@]}" # **
   \`\`\`

   Expected: one line a pod.
   - none: go to **Mitigation**
   - many: see [escalation](#escalation-${i})

| metric | threshold | action |
| --- | --: | --- |
| \`redis_error_ratio\` | 0.01 | [roll back](../rollback-${i}.md) |
| \`queue_depth\` | 10_000 | page *payments* |

> Note: the figures are those of ${i} June.

`
  const many = (piece: (i: number) => string) => {
    let text = ''
    for (let i = 0; text.length < 100_000; i++) text += piece(i)
    return text
  }

  test.each([
    ['a runbook of 100 kB', many(step)],
    [
      'a timeline of 100 kB without a blank line',
      many((i) => `- 10:${i % 60} **ana** said that \`node-${i}\` is [down](https://x.example/${i})\n`),
    ],
    [
      'a table of 100 kB',
      `| a | b | c |\n| - | - | - |\n${many((i) => `| \`svc-${i}\` | [page](../x/${i}.md) | *here* it is ${i} |\n`)}`,
    ],
    [
      'a table of 2,000 rows',
      `| at | what | by |\n| - | - | - |\n${Array.from({ length: 2000 }, (_, i) => `| 10:${i % 60} | the pool fills | ana |\n`).join('')}`,
    ],
    ['a log of 100 kB in a block of code', `\`\`\`\n${many((i) => `[${i}] *p = &q[_i_]; <b> \`x\` | ${i}\n`)}\`\`\`\n`],
  ])('%s', (_, text) => {
    expect(isOver(text)).toBe(false)
  })
})

test('A text that is given up has its sections all the same, and says where its reader gave up.', () => {
  const markdown = `## Plan\n\n${'a_**'.repeat(5000)}\n\n\`\`\`\n## Not one\n\`\`\`\n\n## Check\n`
  const { headings, links, over } = outlineOf({ markdown, line: 10 })
  expect(headings.map(({ depth, text, filled, span }) => [depth, text, filled, span.line])).toEqual([
    [2, 'Plan', true, 10],
    [2, 'Check', false, 18],
  ])
  expect(links).toEqual([])
  expect(over).toBe(12)
})
