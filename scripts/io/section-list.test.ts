import { expect, test } from 'vitest'
import { itemHtml } from '#site/shared/item-html.ts'
import { listUnder } from './section-list.ts'

const TEXT = `Recorded later.

## Timeline

Times in UTC.

- 08:12 \`Payments\` fail, see [it][1].
  - A detail.
- **08:16** – Seen.

Between.

1. 08:18: Taken.
* And more.

It was the bank.

[1]: https://example.com/it

## Postmortem

- 09:00 is no event here.
`

const find = (markdown: string) => listUnder({ markdown, heading: 'Timeline' }, (line) => line.startsWith('Times in '))
const html = (markdown: string, places: number[], characters: number) => {
  const list = find(markdown)
  if (!list) throw new Error('No list.')
  return itemHtml(list, { places, characters }, { headings: 3, link: () => null }).trim()
}

test('The items of every list of a section are found, whatever marks them, and no others.', () => {
  expect(find(TEXT)?.items.map(({ text }) => text)).toEqual([
    '08:12 Payments fail, see it.',
    '08:16 – Seen.',
    '08:18: Taken.',
    'And more.',
  ])
})

test('What stands beside the list stays in the text, but for the line that speaks of it.', () => {
  expect(find(TEXT)?.rest.replaceAll(/\n{2,}/g, '\n')).toBe(
    'Recorded later.\nBetween.\nIt was the bank.\n[1]: https://example.com/it\n## Postmortem\n- 09:00 is no event here.',
  )
  expect(find(TEXT)?.beside).toContain('Times in UTC.')
})

test('An item is shown without its time and what parts that from the words, whatever the time is marked with.', () => {
  expect(html(TEXT, [1], 5)).toBe('<p>Seen.</p>')
  expect(html('## Timeline\n- **2026-03-02** 00:10 *Now* it', [0], 16)).toBe('<p><em>Now</em> it</p>')
  expect(html('## Timeline\n- 08:12', [0], 5)).toBe('<p></p>')
})

test('Links that are defined elsewhere in the text lead on; items that stay with another one follow it.', () => {
  expect(html(TEXT, [0], 5).replaceAll('\n', '')).toBe(
    '<p><code>Payments</code> fail, see <a href="https://example.com/it" rel="noopener noreferrer nofollow">it</a>.</p><ul><li>A detail.</li></ul>',
  )
  expect(html(TEXT, [2, 3], 5).replaceAll('\n', '')).toBe('<p>Taken.</p><ul><li>And more.</li></ul>')
})

test('What strangers write stays text: nothing in an item closes what is around it, or runs.', () => {
  const shown = html('## Timeline\n- 08:12 </li></ol><script>alert(1)</script><b onclick="x()">bold</b>', [0], 5)
  expect(shown).not.toMatch(/script|onclick|<\/li>/)
  expect(shown).toContain('<b>bold</b>')
})

test.each([
  ['no heading', '- 08:12 a'],
  ['no list', '## Timeline\n\n08:12 a'],
  ['a list after the next heading', '## Timeline\n\nSoon.\n\n## Else\n\n- 08:12 a'],
  ['a heading in a fence', '```\n## Timeline\n- 08:12 a\n```\n'],
])('There is none: %s.', (_, markdown) => {
  expect(find(markdown)).toBeNull()
})

test('A part of the section is in it, and so is a heading with a colon, in capitals.', () => {
  expect(find('# TIMELINE:\n\n## Monday\n\n- 08:12 a\n\n# Else\n- 08:13 b')?.items.map(({ text }) => text)).toEqual([
    '08:12 a',
  ])
})

test('A list too long for the parser is read by its lines, and shown as it is written.', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `- 08:12 *Event* ${i}\n  goes on`)
  const long = `Before.\n\n## Timeline\n\nTimes in UTC.\n\n${lines.join('\n')}\n\nAfter.\n\n## Postmortem\n\n- none`
  const list = find(long)
  expect(list?.items).toHaveLength(5000)
  expect(list?.items[4999]?.text).toBe('08:12 *Event* 4999\ngoes on')
  expect(list?.rest.replaceAll(/\n{2,}/g, '\n')).toBe('Before.\nAfter.\n## Postmortem\n- none')
  expect(html(long, [0], 5)).toBe('<p>*Event* 0\ngoes on</p>')
})
