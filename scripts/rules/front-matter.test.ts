import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

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
