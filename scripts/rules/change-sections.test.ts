import { expect, test } from 'vitest'
import { broken, change, validating } from '../fixtures/good-content.ts'

test('A normal change without a way back is reported where its text begins.', () => {
  expect(validating(broken(change, '## Rollback plan\n\nPut the old nodes back.\n', ''))).toMatchInlineSnapshot(
    `"error change-sections changes/2026/CHG-2026-0001-cache.md:18 Missing section "Rollback plan", expected a heading \`## Rollback plan\`."`,
  )
})

test('A section with nothing in it is reported at its heading.', () => {
  expect(validating(broken(change, 'The error ratio stays where it was.', ''))).toMatchInlineSnapshot(
    `"error change-sections changes/2026/CHG-2026-0001-cache.md:22 Unexpected empty section "Verification", expected some text."`,
  )
})

test('An imported change needs no sections.', () => {
  expect(validating(broken(change, '## Verification', '## Checks'))).not.toBe('')
  expect(validating(broken(change, '---\n## Implementation plan', 'source: {kind: statuspage}\n---\n## How'))).toBe('')
})
