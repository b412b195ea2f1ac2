import { expect, test } from 'vitest'
import { nothingToApprove } from '#model/gate/approvals'
import type { ApprovalState, PathApproval, ApprovalSlot } from '#model/gate/context'
import { gating, plan, starting } from '../fixtures/gate-context.ts'

const head = plan('CHG-2026-0003')
const payments: ApprovalSlot = { kind: 'service_team', team: 'payments', who: ['ana', 'lead'] }
const other: ApprovalSlot = { kind: 'other_team', team: null, besides: ['payments'], who: ['cy', 'di'] }
const lead: ApprovalSlot = { kind: 'lead', team: null, who: ['lead'] }
const anyone: ApprovalSlot = { kind: 'any', team: null, who: ['ana', 'bo', 'cy'] }
const lacking = (...missing: ApprovalSlot[]): Partial<ApprovalState> => ({ slots: missing, missing, given: [] })

test('A change without its approval names who may give it.', () => {
  expect(gating({ head, approval: lacking(payments) })).toMatchInlineSnapshot(`
    "error approvals-missing changes/2026/CHG-2026-0003.md:5 Missing 1 from payments (ana or lead), expected 1 approval of this plan.
      Ask for a review of the pull request as it is now."
  `)
})

test('Of several approvals only those that are missing are named, equal ones together.', () => {
  const approval = { slots: [payments, other, other, lead], given: ['ana'], missing: [other, other, lead] }
  expect(gating({ head, approval })).toMatchInlineSnapshot(`
    "error approvals-missing changes/2026/CHG-2026-0003.md:5 Missing 2 from other teams than payments (cy and di) and 1 lead (lead), expected 4 approvals of this plan.
      Ask for a review of the pull request as it is now."
  `)
})

test('Reviews that do not count are explained.', () => {
  const reviews: ApprovalState['void'] = [
    { by: 'bo', why: 'other_plan' },
    { by: 'cy', why: 'changes_requested' },
    { by: 'di', why: 'dismissed' },
    { by: 'eve', why: 'no_team' },
    { by: 'ana', why: 'author' },
    { by: 'lead', why: 'implementer' },
    { by: 'fay', why: 'unknown_commit' },
  ]
  const approval = { ...lacking(payments), void: reviews }
  expect(gating({ head, approval }).split('. ').join('.\n')).toMatchInlineSnapshot(`
    "error approvals-missing changes/2026/CHG-2026-0003.md:5 Missing 1 from payments (ana or lead), expected 1 approval of this plan.
      Ask for a review of the pull request as it is now.
    bo approved another plan; the plan has changed since.
    cy asks for changes.
    di had approved, but the review was dismissed.
    eve is in no team, so their review does not count.
    ana wrote the pull request, so their own review does not count.
    lead carries the change out, so from high risk up their review does not count.
    fay approved a commit that is not part of this repository any more."
  `)
})

test('An approval that nobody can give is said to be one.', () => {
  expect(gating({ head, approval: lacking({ ...lead, who: [] }) })).toContain(
    'Missing 1 lead (nobody else is there to give it), expected 1 approval',
  )
})

test('Of many people some are named.', () => {
  const who = ['ana', 'bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal']
  expect(gating({ head, approval: lacking({ ...anyone, who }) })).toContain('(ana, bo, cy, di, ed or 3 others)')
  expect(gating({ head, approval: lacking({ ...anyone, who: who.slice(0, 6) }) })).toContain(
    '(ana, bo, cy, di, ed or fay)',
  )
})

test('An emergency may be approved afterwards.', () => {
  expect(gating({ head, approval: { ...lacking(anyone), later: true } })).toMatchInlineSnapshot(`
    "warning approvals-missing changes/2026/CHG-2026-0003.md:5 Missing 1 from anyone in a team (ana, bo or cy), expected 1 approval of this plan.
      It may come up to 24 hours after the merge."
  `)
})

test('What was finished without an approval is reported, too.', () => {
  const base = plan('CHG-2026-0003', { status: 'in_progress' })
  const done = { status: 'completed', outcome: '{started: 2026-12-01T02:00:00Z, finished: 2026-12-01T03:00:00Z}' }
  expect(gating({ base, head: plan('CHG-2026-0003', done), approval: lacking(payments) })).toContain(
    'Missing 1 from payments',
  )
})

test('Nothing is missing where nothing is to be approved.', () => {
  expect(gating({ head, approval: { ...lacking(payments), required: false } })).toBe('')
})

const path = (rule: PathApproval['rule'], of: string, files: string[], approval: Partial<ApprovalState>) => ({
  path: of,
  rule,
  files,
  approval: { ...nothingToApprove(), required: true, ...approval },
})

test('Teams are edited with a lead of the base, who is not the author that adds themselves.', () => {
  const reviews: ApprovalState['void'] = [{ by: 'bo', why: 'author' }]
  const paths = [path('lead', 'teams/', ['teams/platform.yaml'], { ...lacking(lead), void: reviews })]
  expect(gating({ head: {}, paths })).toMatchInlineSnapshot(`
    "error approvals-missing teams/platform.yaml:1 Missing 1 lead (lead) for teams/platform.yaml, expected 1 approval.
      Ask for a review of the pull request as it is now. bo wrote the pull request, so their own review does not count."
  `)
})

test('Several files under one path are one finding.', () => {
  const files = ['policy.yaml', 'teams/payments.yaml', 'teams/search.yaml']
  const reviews: ApprovalState['void'] = [{ by: 'cy', why: 'other_plan' }]
  expect(gating({ head: {}, paths: [path('lead', '', files, { ...lacking(lead), void: reviews })] }))
    .toMatchInlineSnapshot(`
    "error approvals-missing policy.yaml:1 Missing 1 lead (lead) for policy.yaml and 2 more files, expected 1 approval.
      Ask for a review of the pull request as it is now. cy approved other files; they have changed since."
  `)
})

test('Nobody but the bot writes approvals.', () => {
  const paths = [path('bot', 'approvals/', ['approvals/CHG-2026-0003.json'], lacking({ ...anyone, who: [] }))]
  expect(gating({ head: {}, paths })).toMatchInlineSnapshot(`
    "error approvals-missing approvals/CHG-2026-0003.json:1 Unexpected edit of approvals/CHG-2026-0003.json, expected none: only the bot writes \`approvals/\`.
      Take it out of the pull request. The bot records approvals after the merge, from the reviews, and by no pull request."
  `)
})

test('Files that nobody must approve, or that were approved, are fine.', () => {
  const free = path('responders', 'incidents/', ['incidents/2026/INC-2026-0001-checkout/index.md'], { required: false })
  const approved = path('any', 'services/', ['services/checkout.yaml'], { slots: [anyone], given: ['cy'] })
  const byBot = path('bot', 'approvals/', ['approvals/CHG-2026-0003.json'], { required: false })
  expect(gating({ head: {}, paths: [free, approved, byBot] })).toBe('')
})

const now = '2026-12-01T02:00:00Z'

test.each(['draft', 'proposed'])('Before the start a change that is only %s is reported by its status.', (status) => {
  expect(starting('CHG-2026-0003', { head: plan('CHG-2026-0003', { status }), now })).toBe(
    `error approvals-missing changes/2026/CHG-2026-0003.md:5 Unexpected status ${status}, expected approved.\n` +
      '  Have it approved first, in a pull request that brings it to `approved`.',
  )
})

test('Before the start a change that is over is reported by its status.', () => {
  const cancelled = plan('CHG-2026-0003', { status: 'cancelled' })
  expect(starting('CHG-2026-0003', { head: cancelled, now })).toMatchInlineSnapshot(`
    "error approvals-missing changes/2026/CHG-2026-0003.md:5 Unexpected status cancelled, expected approved.
      Nothing is left to begin; for more work write a new change."
  `)
})

test('Before the start the recorded approval counts.', () => {
  expect(starting('CHG-2026-0003', { head, now, approval: lacking(payments) })).toMatchInlineSnapshot(`
    "error approvals-missing changes/2026/CHG-2026-0003.md:5 Missing 1 from payments (ana or lead), expected 1 approval of this plan.
      No approval of this plan is recorded in \`approvals/CHG-2026-0003.json\`. It is recorded once a pull request that was approved is merged."
  `)
})
