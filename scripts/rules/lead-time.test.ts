import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'

const HIGH = '{blast_radius: 3, rollback_difficulty: 3, complexity: 2, timing: 2}'
const CRITICAL = '{blast_radius: 4, rollback_difficulty: 3, complexity: 3, timing: 3}'
const risky = (risk: string, fields: Record<string, string> = {}) => plan('CHG-2026-0003', { risk, ...fields })

test('A change of high risk is told a day before.', () => {
  expect(gating({ head: risky(HIGH), now: '2026-11-30T02:00:01Z' })).toMatchInlineSnapshot(`
    "warning lead-time changes/2026/CHG-2026-0003.md:11 Unexpected start in 23h 59m, expected at least 1d ahead at high risk.
      Start at 2026-12-01T02:00:01Z or later, so that those who must know have time to object."
  `)
  expect(gating({ head: risky(HIGH), now: '2026-11-30T02:00:00Z' })).toBe('')
})

test('One of critical risk three days before.', () => {
  expect(gating({ head: risky(CRITICAL, { status: 'proposed' }), now: '2026-11-29T02:00:00Z' })).toMatchInlineSnapshot(`
    "warning lead-time changes/2026/CHG-2026-0003.md:11 Unexpected start in 2d, expected at least 3d ahead at critical risk.
      Start at 2026-12-02T02:00:00Z or later, so that those who must know have time to object."
  `)
})

test('A window that has begun is too late.', () => {
  expect(gating({ head: risky(HIGH), now: '2026-12-01T03:00:00Z' })).toContain(
    'Unexpected start in the past, expected at least 1d ahead at high risk.',
  )
})

test('The policy of the base says how long.', () => {
  const base = { 'policy.yaml': 'lead_time: {high: 7d}\n' }
  const head = { ...risky(HIGH), 'policy.yaml': 'lead_time: {high: 1m}\n' }
  expect(gating({ base, head, now: '2026-11-25T02:00:00Z' })).toContain(
    'Unexpected start in 6d, expected at least 7d ahead',
  )
})

test('Lower risks, drafts and what has begun need no notice.', () => {
  const now = '2026-12-01T01:00:00Z'
  expect(gating({ head: plan('CHG-2026-0003'), now })).toBe('')
  expect(gating({ head: risky(HIGH, { status: 'draft' }), now })).toBe('')
  expect(starting('CHG-2026-0003', { head: risky(HIGH), now: '2026-12-01T02:00:00Z' })).toBe('')
})

test('An emergency gives none.', () => {
  const emergency = {
    type: 'emergency',
    emergency: '{reason: imminent, authorised_by: bo, authorised_at: 2026-12-01T00:50:00Z}',
    review: '{due: 2026-12-08}',
  }
  expect(gating({ head: risky(CRITICAL, emergency), now: '2026-12-01T01:00:00Z' })).toBe('')
})
