import { expect, test } from 'vitest'
import { broken, change, validating } from '../fixtures/good-content.ts'

test('A handle with an @ is reported with the one that is meant.', () => {
  expect(validating(broken('teams/platform.yaml', '[ana, bo]', '["@ana", bo]'))).toMatchInlineSnapshot(
    `"error handle teams/platform.yaml:2 Unexpected "@ana", expected a handle as the forge knows it, without @."`,
  )
})

test('So is who carries a change out, with an @ or blanks around it; a team may be called in several words.', () => {
  expect(validating(broken(change, 'implementer: ana', 'implementer: "@ana"'))).toMatchInlineSnapshot(
    `"error handle changes/2026/CHG-2026-0001-cache.md:7 Unexpected "@ana", expected it without \`@\` and without blanks around it."`,
  )
  expect(validating(broken(change, 'implementer: ana', 'implementer: "ana "'))).toMatchInlineSnapshot(
    `"error handle changes/2026/CHG-2026-0001-cache.md:7 Unexpected "ana ", expected it without \`@\` and without blanks around it."`,
  )
  expect(validating(broken(change, 'requester: platform', 'requester: Customer care'))).toBe('')
})
