import { expect, test } from 'vitest'
import { broken, findingsIn, runbook, validating } from '../fixtures/good-content.ts'

test('Front matter in JavaScript is refused.', () => {
  expect(validating(broken(runbook, '---\ntitle', '---js\ntitle'))).toMatchInlineSnapshot(
    `"error front-matter runbooks/payments/checkout-errors.md:1 Unexpected front matter in "js", expected YAML."`,
  )
})

test('A language that is called like a property of every object is refused.', () => {
  expect(validating(broken(runbook, '---\ntitle', '---constructor\ntitle'))).toMatchInlineSnapshot(
    `"error front-matter runbooks/payments/checkout-errors.md:1 Unexpected front matter in "constructor", expected YAML."`,
  )
})

test('A Markdown record without front matter is reported.', () => {
  expect(validating({ [runbook]: '## Summary\n' })).toMatchInlineSnapshot(
    `"error front-matter runbooks/payments/checkout-errors.md:1 Unexpected start \`## Summary\`, expected front matter: a line \`---\` and nothing else."`,
  )
})

test('Front matter that is never closed is reported.', () => {
  expect(validating({ [runbook]: '---\ntitle: Checkout\n' })).toMatchInlineSnapshot(
    `"error front-matter runbooks/payments/checkout-errors.md:1 Unexpected end of file in front matter, expected a closing line \`---\`."`,
  )
})

const FIELDS = '---\ntitle: Checkout\nteam: platform\n'
const adviceOn = (text: string) =>
  findingsIn({ [runbook]: text }).flatMap(({ rule, line, help }) => (rule === 'front-matter' ? [[line, help]] : []))

test.each([
  ['a heading above a block of code', '\n## Summary\n\n```sh\nls\n```\n', 5, 'Put a line `---` above `## Summary`.'],
  ['a heading above a rule', '## Summary\n\n***\n', 4, 'Put a line `---` above `## Summary`.'],
  ['a block of code alone', '\n```\nls\n```\n', 5, 'Put a line `---` above the block of code.'],
  ['the end mark of YAML', '...\n\n## Summary\n', 4, 'Write `---` instead of `...`, in the first column.'],
  [
    'a longer line',
    '-----\n\n## Summary\n\n```sh\nls\n```\n',
    4,
    'Write `---` instead of `-----`, in the first column.',
  ],
  [
    'a comment among the fields',
    '# mine\nowner: bo\n—\n## Summary\n',
    6,
    'Write `---` instead of `—`, in the first column.',
  ],
])('Fields that are never closed, then %s: the advice harms nothing of the text.', (_, rest, line, help) => {
  expect(adviceOn(FIELDS + rest)).toEqual([[line, help]])
})
