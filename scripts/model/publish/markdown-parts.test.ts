import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownParts, withoutHtmlComments } from './markdown-parts.ts'

test.each([
  ['within a line', 'Payments <!-- db7 is down --> are slow.', 'Payments  are slow.'],
  ['over several paragraphs', 'Slow.\n\n<!--\nTODO ask ana\n\n```\n-->\n\nSorry.', 'Slow.\n\n\n\nSorry.'],
  ['several', '<!-- a --><!-- b -->Slow.<!---->', 'Slow.'],
  ['after code that looks like one', '`<!--` <!-- db7 --> `-->`', '`<!--`  `-->`'],
  ['after one that holds a fence', '<!--\n```\n-->\n<!-- db7 -->\nSlow.', '\n\nSlow.'],
  ['that is never closed and so hides the rest', 'Slow.\n<!-- db7\nSorry.', 'Slow.\n'],
])('A comment is taken out of a text: %s.', (_, markdown, shown) => {
  expect(withoutHtmlComments(markdown)).toBe(shown)
})

test.each([
  ['in a block of code', '```html\n<!-- shown -->\n```\n'],
  ['in code', 'Write `<!-- shown -->` there.'],
  ['behind a backslash', 'Write \\<!-- shown -->.'],
  ['that only looks like one', 'a <!- b -> c'],
])('What is shown stays: %s.', (_, markdown) => {
  expect(withoutHtmlComments(markdown)).toBe(markdown)
})

test('The parts of any text are the text.', () => {
  const piece = fc.constantFrom('<!--', '-->', '`', '```', '\n', '\n\n', '\\', ' ', 'a', '~~~')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(
        markdownParts(pieces.join(''))
          .map(({ text }) => text)
          .join(''),
      ).toBe(pieces.join(''))
    }),
  )
})
