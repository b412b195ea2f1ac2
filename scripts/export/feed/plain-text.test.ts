import { expect, test } from 'vitest'
import { english } from '../../fixtures/feed-writing.ts'
import { plainText } from './plain-text.ts'

test.each([
  ['Words **in bold**, a [link](https://a.example) and `code`.', 'Words in bold, a link and code.'],
  ['One.\n\nTwo.', 'One.\n\nTwo.'],
  ['One  \nTwo.', 'One\nTwo.'],
  ['# Title\n\n- one\n- two', 'Title\n\n• one\n• two'],
  ['- one\n\n- two', '• one\n\n• two'],
  ['| a | b |\n| - | - |\n| 1 | 2 |', 'a b\n1 2'],
  ['5 < 6 & 7 > 2, "so"', '5 < 6 & 7 > 2, "so"'],
  ['<script>alert(1)</script>Words', 'Words'],
  ['```sh\nls -l\npwd\n```', 'ls -l\npwd'],
  ['Over\ntwo lines.', 'Over two lines.'],
  ['', ''],
])('%j reads as %j.', (markdown, text) => {
  expect(english().text(markdown)).toBe(text)
})

test('A > within an attribute ends no tag.', () => {
  expect(plainText('<p title="5 > 4">Words</p>')).toBe('Words')
})
