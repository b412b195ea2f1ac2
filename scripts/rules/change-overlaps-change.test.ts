import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'
import { broken } from '../fixtures/good-content.ts'

const LATER = '{start: 2026-12-01T03:00:00Z, end: 2026-12-01T05:00:00Z}'
const mine = plan('CHG-2026-0003')
const theirs = (fields: Record<string, string | null> = {}) =>
  plan('CHG-2026-0004', { implementer: 'bo', window: LATER, ...fields })
const STANDARD = {
  type: 'standard',
  template: 'rotate-certificate',
  risk: '{blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}',
  rollback: null,
}

test('Two approved changes to one service at once are reported.', () => {
  expect(gating({ base: theirs(), head: mine })).toMatchInlineSnapshot(`
    "error change-overlaps-change changes/2026/CHG-2026-0003.md:11 Unexpected window that overlaps CHG-2026-0004 on \`checkout\` from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change to a service at a time.
      ↳ changes/2026/CHG-2026-0004.md:11 CHG-2026-0004 is approved.
      Start at 2026-12-01T05:00:00Z or later, or move CHG-2026-0004."
  `)
})

test('So are two of one pull request, each once.', () => {
  expect(gating({ head: { ...mine, ...theirs() } })).toMatchInlineSnapshot(`
    "error change-overlaps-change changes/2026/CHG-2026-0003.md:11 Unexpected window that overlaps CHG-2026-0004 on \`checkout\` from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change to a service at a time.
      ↳ changes/2026/CHG-2026-0004.md:11 CHG-2026-0004 is approved.
      Start at 2026-12-01T05:00:00Z or later, or move CHG-2026-0004.
    error change-overlaps-change changes/2026/CHG-2026-0004.md:11 Unexpected window that overlaps CHG-2026-0003 on \`checkout\` from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change to a service at a time.
      ↳ changes/2026/CHG-2026-0003.md:11 CHG-2026-0003 is approved.
      Start at 2026-12-01T04:00:00Z or later, or move CHG-2026-0003."
  `)
})

test('One that is being carried out counts from its start.', () => {
  const early = theirs({ status: 'in_progress', outcome: '{started: 2026-12-01T02:30:00Z}' })
  expect(gating({ base: early, head: mine })).toContain('from 2026-12-01T02:30:00Z to 2026-12-01T04:00:00Z')
})

test('One that was begun and overruns works on its service until somebody ends it: now, and not at a later time.', () => {
  const late = theirs({ status: 'in_progress', outcome: '{started: 2026-12-01T02:30:00Z}' })
  const after = (window: string) => plan('CHG-2026-0003', { window })
  const asked = { base: late, now: '2026-12-01T06:00:00Z' }
  const going = after('{start: 2026-12-01T05:30:00Z, end: 2026-12-01T07:00:00Z}')
  expect(gating({ ...asked, head: going })).toMatchInlineSnapshot(`
    "error change-overlaps-change changes/2026/CHG-2026-0003.md:11 Unexpected window that overlaps CHG-2026-0004 on \`checkout\` from 2026-12-01T05:30:00Z to 2026-12-01T06:00:00Z, expected one change to a service at a time.
      ↳ changes/2026/CHG-2026-0004.md:11 CHG-2026-0004 is overrunning.
      Start once CHG-2026-0004 has ended and its record says so, or move this one."
  `)
  const atOnce = after('{start: 2026-12-01T06:00:00Z, end: 2026-12-01T07:00:00Z}')
  expect(gating({ ...asked, head: atOnce })).toContain('error change-overlaps-change')
  const tomorrow = after('{start: 2026-12-02T06:00:00Z, end: 2026-12-02T07:00:00Z}')
  expect(gating({ ...asked, head: tomorrow })).not.toContain('change-overlaps-change')
  const ended = theirs({
    status: 'completed',
    outcome: '{started: 2026-12-01T02:30:00Z, finished: 2026-12-01T05:20:00Z}',
  })
  expect(gating({ ...asked, base: ended, head: going })).not.toContain('change-overlaps-change')
})

test('A proposal is warned.', () => {
  expect(gating({ base: theirs(), head: plan('CHG-2026-0003', { status: 'proposed' }) })).toContain(
    'warning change-overlaps-change',
  )
})

test('Windows that only touch, another environment and finished changes are fine.', () => {
  const touching = theirs({ window: '{start: 2026-12-01T04:00:00Z, end: 2026-12-01T05:00:00Z}' })
  expect(gating({ base: touching, head: mine })).toBe('')
  expect(gating({ base: theirs({ environment: 'staging' }), head: mine })).toBe('')
  expect(gating({ base: theirs({ status: 'cancelled' }), head: mine })).toBe('')
})

test('A standard change beside a normal one is reported, two standard ones are not.', () => {
  expect(gating({ base: theirs(STANDARD), head: mine })).toContain('error change-overlaps-change')
  expect(gating({ base: theirs(STANDARD), head: plan('CHG-2026-0003', STANDARD) })).toBe('')
})

test('A change to what a service depends on is warned, with the path.', () => {
  const postgres = {
    'services/postgres.yaml': 'name: Postgres\nteam: platform\ntier: 1\n',
    ...broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ndepends_on: [postgres]'),
  }
  expect(gating({ base: { ...theirs({ services: '[postgres]' }), ...postgres }, head: mine })).toMatchInlineSnapshot(`
    "warning change-overlaps-change changes/2026/CHG-2026-0003.md:11 Unexpected window that overlaps CHG-2026-0004 along checkout → ledger-store → postgres from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected a service and what it depends on to change one after the other.
      ↳ changes/2026/CHG-2026-0004.md:11 CHG-2026-0004 is approved.
      Agree with bo who goes first, or move one of the two."
  `)
})
