import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'

const head = plan('CHG-2026-0003')
const now = '2026-12-01T04:00:00Z'

test('An approved change whose window has passed may not begin.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-02T04:30:00Z' })).toMatchInlineSnapshot(`
    "error change-missed changes/2026/CHG-2026-0003.md:11 Unexpected start at 2026-12-02T04:30:00Z, 1d 30m after the window ended, expected one before 2026-12-01T04:00:00Z.
      The change was missed. Give it a new window and have it approved anew."
  `)
})

test('Its end is no longer in the window.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-01T03:59:59Z' })).toBe('')
  expect(starting('CHG-2026-0003', { head, now })).toContain('error change-missed')
})

test('A pull request is not asked: it may set the record right.', () => {
  expect(gating({ head, now })).toBe('')
})
