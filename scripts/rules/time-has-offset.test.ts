import { expect, test } from 'vitest'
import { broken, change, incident, validating } from '../fixtures/good-content.ts'

test('A time without an offset is reported with one.', () => {
  expect(
    validating(broken(incident, 'detected: 2026-03-01T10:02:00Z', 'detected: 2026-03-01T10:02:00')),
  ).toMatchInlineSnapshot(
    `"error time-has-offset incidents/2026/INC-2026-0001-checkout/index.md:7 Unexpected time "2026-03-01T10:02:00" without an offset, expected one, such as Z for UTC or +01:00."`,
  )
})

test('A time within a window says its offset too.', () => {
  expect(validating(broken(change, 'start: 2026-02-25T02:00:00Z', 'start: 2026-02-25T02:00:00'))).toMatchInlineSnapshot(
    `"error time-has-offset changes/2026/CHG-2026-0001-cache.md:11 Unexpected time "2026-02-25T02:00:00" without an offset, expected one, such as Z for UTC or +01:00."`,
  )
})
