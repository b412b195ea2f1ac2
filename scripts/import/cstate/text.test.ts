import { expect, test } from 'vitest'
import { withoutComments } from './text.ts'

test.each([
  ['[x](javascript:alert(1))', '[x]\\(javascript:alert(1))'],
  ['[a [b]](<javascript:alert(1)>)', '[a [b]]\\(\\<javascript:alert(1)>)'],
  ['[a\nb](\n data:text/html,x)', '[a\nb]\\(\n data:text/html,x)'],
  ['![x](picture.png)', '![x]\\(picture.png)'],
  ['[x]: javascript:alert(1)', '[x\\]: javascript:alert(1)'],
  ['<javascript:alert(1)>', '\\<javascript:alert(1)>'],
  ['[x]({{< ref "page" >}})', '[x]\\({{< ref "page" >}})'],
  ['\\`[x](javascript:a)\\`', '\\`[x]\\(javascript:a)\\`'],
])('The link in %j leads nowhere.', (text, expected) => {
  expect(withoutComments(text).text).toBe(expected)
})

test.each([
  '[x](https://acme.example/a_(b))',
  '[x](/issues/other/) and [y](#there)',
  '<https://acme.example> and <mailto:a@acme.example>',
  '[x]: https://acme.example',
  'A note[^1].\n\n[^1]: in words',
  '`[x](javascript:a)`',
  '```md\n[x](javascript:a)\n<!-- shown -->\n```',
  'a <!-- b',
  'Störung 支払い 🔥 "quoted" ]]> <b>HTML</b>',
])('%j stays as it is.', (text) => {
  expect(withoutComments(text)).toEqual({ text, comments: 0 })
})

test('What stands in comments is not published, on several lines neither.', () => {
  expect(withoutComments('Slow.<!-- db7 -->\n\n<!--\n*Resolved* - not yet\n\n```\n-->\n\nStill.')).toEqual({
    text: 'Slow.\n\n\n\nStill.',
    comments: 2,
  })
})

test('A comment does not hide a link.', () => {
  expect(withoutComments('[x](java<!-- -->script:a)').text).toBe('[x]\\(javascript:a)')
})

test.each(['<!--', '`', '``a', '](', '[', '<a:', '\\', '<!-- -->'])('Of %j without end it comes to an end.', (mark) => {
  expect(() => withoutComments(mark.repeat(20_000))).not.toThrow()
  expect(() => withoutComments(`${mark}\n`.repeat(20_000))).not.toThrow()
})
