import { expect, test } from 'vitest'
import { piecesOf } from './body.ts'
import { meaningOf } from './words.ts'

const shown = (text: string) => piecesOf(text).map(({ meaning, tracked, rest }) => [meaning, tracked, rest])

test.each([
  ['*Resolved* - It works.', 'It works.'],
  ['**Resolved** – It works.', 'It works.'],
  ['***Resolved:*** It works.', 'It works.'],
  ['__Resolved__: It works.', 'It works.'],
  ['*Resolved* -\nIt works.', 'It works.'],
  ['## Resolved\nIt works.', 'It works.'],
  ['Resolved - It works.', 'It works.'],
  ['**RESOLVED**\n\nIt works.', 'It works.'],
])('The word at the head of %j is seen.', (text, rest) => {
  expect(shown(text)).toEqual([['resolved', null, rest]])
})

test.each(['{{< track "12:00" >}}', "{{<track '12:00'>}}", '{{% track `12:00` %}}', '{{< track 12:00 />}}'])(
  'The time in %s is taken out of the text.',
  (track) => {
    expect(shown(`*Update* - Still slow. ${track}`)).toEqual([['update', '12:00', 'Still slow.']])
    expect(shown(`**Update** ${track}\n\nStill slow.`)).toEqual([['update', '12:00', 'Still slow.']])
  },
)

test('Paragraphs after the time at the head, and up to the time at the end, belong together.', () => {
  const text = `*Monitoring* - A fix is in place.

We go on watching. {{< track "2" >}}

---

*Investigating* {{< track "1" >}}

It is slow.

- very slow

It will be fixed.`
  expect(shown(text)).toEqual([
    ['monitoring', '2', 'A fix is in place.\n\nWe go on watching.'],
    ['investigating', '1', 'It is slow.\n\n- very slow\n\nIt will be fixed.'],
  ])
})

test('Updates without a word are told apart by their times.', () => {
  expect(shown('It works.\n\nReally. {{< track "2" >}}\n\nIt is slow. {{< track "1" >}}')).toEqual([
    [null, '2', 'It works.\n\nReally.'],
    [null, '1', 'It is slow.'],
  ])
})

test('A text of several paragraphs, rules and words in bold stays one.', () => {
  const text = 'We **will** move.\n\n**Note** - bring tea.\n\n---\n\n*Really.*\n\nThat is all.'
  expect(shown(text)).toEqual([[null, null, text]])
})

test('Nothing within a block of code is an update, nor is its time one.', () => {
  const text = '```\n*Resolved* - no {{< track "1" >}}\n\n*Resolved* - no\n```'
  expect(shown(`${text}\n*Update* - Yes.`)).toEqual([
    [null, null, text],
    ['update', null, 'Yes.'],
  ])
})

test('A second time in one paragraph is kept as words.', () => {
  expect(shown('*Update* - Down since {{< track "1" >}}, and still. {{< track "2" >}}')).toEqual([
    ['update', '2', 'Down since (1), and still.'],
  ])
})

test('A heading that is underlined is no rule.', () => {
  expect(shown('Resolved\n---\n\n*Update* - Yes.')).toEqual([
    [null, null, 'Resolved\n---'],
    ['update', null, 'Yes.'],
  ])
})

test.each([
  ['*', 0],
  ['_', 0],
  ['- - ', 0],
  ['`', 1],
  ['{{< track ', 1],
  ['# ', 1],
])('A long text of %j is a rule alone, or one piece: %i.', (mark, pieces) => {
  expect(piecesOf(mark.repeat(20_000))).toHaveLength(pieces)
})

test.each([
  ['Post-mortem', 'postmortem'],
  ['FIXED!', 'resolved'],
  ['Update 2', 'update'],
  ['constructor', null],
  ['Investigating the cause', null],
])('%j means %s.', (word, meaning) => {
  expect(meaningOf(word)).toBe(meaning)
})
