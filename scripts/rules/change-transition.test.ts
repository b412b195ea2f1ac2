import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'
import { change as completed } from '../fixtures/good-content.ts'

const id = 'CHG-2026-0003'
const OUTCOME = '{started: 2026-11-20T02:00:00Z, finished: 2026-11-20T03:00:00Z}'
const EMERGENCY = {
  type: 'emergency',
  emergency: '{reason: imminent, authorised_by: bo, authorised_at: 2026-11-20T01:50:00Z}',
  review: '{due: 2026-11-27}',
}

test('A draft that was completed without an approval is reported.', () => {
  const base = plan(id, { status: 'draft' })
  expect(gating({ base, head: plan(id, { status: 'completed', outcome: OUTCOME }) })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected status completed after draft, expected draft, proposed, approved or cancelled.
      Have it approved first, in a pull request that brings it to \`approved\`."
  `)
})

test('A new change that was completed already is reported, unless it is an emergency.', () => {
  const done = { status: 'completed', outcome: OUTCOME }
  expect(gating({ head: plan(id, done) })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected status completed of a new change, expected draft, proposed or approved.
      Have it approved first, in a pull request that brings it to \`approved\`."
  `)
  expect(gating({ head: plan(id, { ...done, ...EMERGENCY }) })).toBe('')
})

test('What was rejected does not come back.', () => {
  expect(gating({ base: plan(id, { status: 'rejected' }), head: plan(id) })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected status approved after rejected, expected rejected.
      It stays as it was decided. For work that is still to be done write a new change."
  `)
})

test('Only what was proposed is rejected.', () => {
  const [base, head] = [plan(id, { status: 'draft' }), plan(id, { status: 'rejected' })]
  expect(gating({ base, head })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected status rejected after draft, expected draft, proposed, approved or cancelled.
      Set one of those. For work that is still to be done write a new change."
  `)
})

test('Work that has begun is not cancelled.', () => {
  const base = plan(id, { status: 'in_progress', outcome: '{started: 2026-11-23T08:00:00Z}' })
  expect(gating({ base, head: plan(id, { status: 'cancelled' }) })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected status cancelled after in progress, expected in progress, completed, rolled back or aborted.
      Set one of those. For work that is still to be done write a new change."
  `)
})

test.each([
  ['draft', 'proposed'],
  ['proposed', 'approved'],
  ['approved', 'approved'],
  ['approved', 'proposed'],
  ['approved', 'cancelled'],
])('From %s to %s is legal.', (before, after) => {
  const base = plan(id, { status: before, title: 'Grow the pool' })
  expect(gating({ base, head: plan(id, { status: after }) })).toBe('')
})

test('A change that was approved is not removed.', () => {
  expect(gating({ base: plan(id), head: { [`changes/2026/${id}.md`]: null } })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected removal of CHG-2026-0003, which was approved, expected it to stay.
      Put the file back; cancel it instead: \`status: cancelled\`."
  `)
})

test('Nor one that is being carried out, or was.', () => {
  const base = plan(id, { status: 'in_progress', outcome: '{started: 2026-11-23T08:00:00Z}' })
  expect(gating({ base, head: { [`changes/2026/${id}.md`]: null, [completed]: null } })).toMatchInlineSnapshot(`
    "error change-transition changes/2026/CHG-2026-0001-cache.md:5 Unexpected removal of CHG-2026-0001, which was completed, expected it to stay.
      Put the file back; it is the record of what was done and decided.
    error change-transition changes/2026/CHG-2026-0003.md:5 Unexpected removal of CHG-2026-0003, which was in progress, expected it to stay.
      Put the file back; finish it, roll it back or abort it instead."
  `)
})

test('A draft may go, and a file may have another name.', () => {
  const [text = ''] = Object.values(plan(id))
  expect(gating({ base: plan(id, { status: 'draft' }), head: { [`changes/2026/${id}.md`]: null } })).toBe('')
  const renamed = { [`changes/2026/${id}.md`]: null, [`changes/2026/${id}-pool.md`]: text }
  expect(gating({ base: plan(id), head: renamed })).toBe('')
})

test('What is imported arrives as it was.', () => {
  expect(gating({ head: plan(id, { status: 'completed', outcome: OUTCOME, source: '{kind: statuspage}' }) })).toBe('')
})

test('Adding a source does not excuse a change that was there.', () => {
  const base = plan(id, { status: 'draft' })
  const head = plan(id, { status: 'completed', outcome: OUTCOME, source: '{kind: statuspage}' })
  expect(gating({ base, head })).toContain('Unexpected status completed after draft')
})
