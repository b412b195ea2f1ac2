import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'

const head = plan('CHG-2026-0003')
const running = plan('CHG-2026-0003', { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' })

test('A change does not begin before its window.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-01T00:45:00Z' })).toMatchInlineSnapshot(`
    "error not-in-window changes/2026/CHG-2026-0003.md:11 Unexpected time 2026-12-01T00:45:00Z, expected one in the window from 2026-12-01T02:00:00Z to 2026-12-01T04:00:00Z.
      Wait 1h 15m."
  `)
  expect(starting('CHG-2026-0003', { head, now: '2026-12-01T02:00:00Z' })).toBe('')
})

test('One in progress does not go on after it.', () => {
  expect(starting('CHG-2026-0003', { head: running, now: '2026-12-01T04:00:00Z' })).toMatchInlineSnapshot(`
    "error not-in-window changes/2026/CHG-2026-0003.md:11 Unexpected time 2026-12-01T04:00:00Z, expected one in the window from 2026-12-01T02:00:00Z to 2026-12-01T04:00:00Z.
      The window is over: finish, roll back or abort the change, and plan the rest as a new one."
  `)
  expect(starting('CHG-2026-0003', { head: running, now: '2026-12-01T03:00:00Z' })).toBe('')
})

test('One that was missed is reported as that alone.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-01T05:00:00Z' })).not.toContain('not-in-window')
})

test('An emergency without a window may begin at any time.', () => {
  const urgent = plan('CHG-2026-0003', {
    type: 'emergency',
    status: 'in_progress',
    window: null,
    outcome: '{started: 2026-12-01T00:40:00Z}',
    emergency: '{reason: imminent, authorised_by: bo, authorised_at: 2026-12-01T00:30:00Z}',
    review: '{due: 2026-12-08}',
  })
  expect(starting('CHG-2026-0003', { head: urgent, now: '2026-12-01T00:45:00Z' })).toBe('')
})

test('A pull request may be merged at any time.', () => {
  expect(gating({ head, now: '2026-12-01T00:45:00Z' })).toBe('')
})
