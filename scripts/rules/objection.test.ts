import { expect, test } from 'vitest'
import { nothingToApprove } from '#model/gate/approvals'
import { gating, plan } from '../fixtures/gate-context.ts'

const head = plan('CHG-2026-0003')
const REPORT = { 'policy.yaml': 'objections: report\n' }

test('Who may approve a change and asks for changes to it stops it.', () => {
  expect(gating({ head, approval: { objections: ['lena'] } })).toMatchInlineSnapshot(`
    "error objection changes/2026/CHG-2026-0003.md:5 Unexpected objection of lena, who asks for changes to CHG-2026-0003, expected none.
      Settle it with lena, who can approve then, or have the review dismissed."
  `)
})

test('Where the policy has objections reported it is a warning.', () => {
  expect(gating({ base: REPORT, head, approval: { objections: ['lena', 'kim'] } })).toMatchInlineSnapshot(`
    "warning objection changes/2026/CHG-2026-0003.md:5 Unexpected objection of lena and kim, who ask for changes to CHG-2026-0003, expected none.
      Settle it with lena and kim, who can approve then, or have the review dismissed."
  `)
})

test('A pull request that loosens the policy is judged by the one before.', () => {
  expect(gating({ head: { ...head, ...REPORT }, approval: { objections: ['lena'] } })).toMatch(/^error objection /)
})

test('So it is with other files.', () => {
  const files = ['teams/platform.yaml', 'teams/search.yaml']
  const approval = { ...nothingToApprove(), required: true, objections: ['lena'] }
  expect(gating({ head: {}, paths: [{ path: 'teams/', rule: 'lead', files, approval }] })).toMatchInlineSnapshot(`
    "error objection teams/platform.yaml:1 Unexpected objection of lena, who asks for changes to teams/platform.yaml and 1 more, expected none.
      Settle it with lena, who can approve then, or have the review dismissed."
  `)
})
