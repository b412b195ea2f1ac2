import { expect, test } from 'vitest'
import { broken, firstUpdate, validating } from '../fixtures/good-content.ts'

test('An `at` that differs from the name of its file is doubted.', () => {
  expect(validating(broken(firstUpdate, 'state:', 'at: 2026-03-01T10:16:00Z\nstate:'))).toMatchInlineSnapshot(
    `"warning incident-updates-in-order incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:2 Unexpected \`at\` of 2026-03-01T10:16:00Z, expected 2026-03-01T10:06:00Z as its file's name says."`,
  )
})

test('An `at` with milliseconds agrees with its name.', () => {
  expect(validating(broken(firstUpdate, 'state:', 'at: 2026-03-01T10:06:00.250Z\nstate:'))).toBe('')
})

test('A `since` after its update is doubted.', () => {
  expect(
    validating(
      broken(
        firstUpdate,
        'checkout: partial_outage',
        'checkout: {status: partial_outage, since: 2026-03-01T10:07:00Z}',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"warning incident-updates-in-order incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected \`since\` after the update, expected 2026-03-01T10:06:00Z or earlier."`,
  )
})
