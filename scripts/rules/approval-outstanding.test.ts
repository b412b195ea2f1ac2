import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { outlineOf } from '#io/markdown'
import { planDigest } from '#model/change/plan-digest'
import { auditing, MONDAY } from '../fixtures/audit-context.ts'
import { plan } from '../fixtures/gate-context.ts'

const ID = 'CHG-2026-0003'
const emergency = (fields: Record<string, string> = {}) =>
  plan(ID, {
    type: 'emergency',
    status: 'completed',
    emergency: '{reason: imminent, authorised_by: bo, authorised_at: 2026-11-22T08:00:00Z}',
    outcome: '{started: 2026-11-22T08:05:00Z, finished: 2026-11-22T08:50:00Z}',
    review: '{due: 2026-11-29, held: 2026-11-22T15:00:00Z}',
    ...fields,
  })

/** What the bot writes when some people have approved the only change among some files. */
function approvedBy(files: Record<string, string>, ...people: string[]): Record<string, string> {
  const { catalog } = readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, 0, () => NaN)
  const digest = catalog.changes.map((change) => planDigest(change, outlineOf(change.body), new Map()))[0]
  const approvals = people.map((by) => ({ by, at: '2026-11-22T12:00:00Z' }))
  return { [`approvals/${ID}.json`]: JSON.stringify({ change: ID, plan: digest, approvals }) }
}

test('An emergency change that nobody approved within a day is named.', () => {
  expect(auditing(emergency())).toMatchInlineSnapshot(`
    "warning approval-outstanding changes/2026/CHG-2026-0003.md:13 Missing approval of an emergency change 1d 1h after it was authorised, expected within 24 hours.
      Have its pull request approved, also where it is merged, and run \`npx evenkeel approvals record\`, which writes \`approvals/CHG-2026-0003.json\`."
  `)
})

test('There are 24 hours from when it was authorised.', () => {
  const at = (time: string) => emergency({ emergency: `{reason: imminent, authorised_by: bo, authorised_at: ${time}}` })
  expect(auditing(at('2026-11-22T09:00:01Z'))).toBe('')
  expect(auditing(at('2026-11-22T09:00:00Z'))).toContain('approval-outstanding')
})

test.each(['approved', 'in_progress', 'rolled_back', 'aborted'])('It is missed of one that is %s.', (status) => {
  const window = '{start: 2026-11-22T08:00:00Z, end: 2026-11-24T08:00:00Z}'
  expect(auditing(emergency({ status, window }))).toContain('approval-outstanding')
})

test.each(['draft', 'proposed', 'cancelled', 'rejected'])('One that is %s needs none.', (status) => {
  expect(auditing(emergency({ status }))).toBe('')
})

test('A recorded approval settles it; a record that nobody is in does not.', () => {
  const change = emergency()
  expect(auditing({ ...change, ...approvedBy(change, 'bo') })).toBe('')
  expect(auditing({ ...change, ...approvedBy(change) })).toContain('Missing approval of an emergency change')
})

test('What was written of its outcome later changes nothing, another plan does.', () => {
  const before = approvedBy(emergency({ outcome: '{started: 2026-11-22T08:01:00Z}', status: 'in_progress' }), 'bo')
  expect(auditing({ ...emergency(), ...before })).toBe('')
  expect(auditing({ ...emergency({ services: '[ledger-store]' }), ...before })).toMatchInlineSnapshot(`
    "warning approval-outstanding changes/2026/CHG-2026-0003.md:13 Unexpected plan of an emergency change 1d 1h after it was authorised, expected the one that was approved: it has changed since.
      ↳ approvals/CHG-2026-0003.json:1 The approval is of another plan.
      Have somebody approve it as it is now, or put back what was approved."
  `)
})

test('As many are needed as the policy says, each from somebody else.', () => {
  const change = { ...emergency(), 'policy.yaml': 'runbook_review: 60d\napprovals: {emergency: {any: 1, lead: 1}}\n' }
  expect(auditing({ ...change, ...approvedBy(emergency(), 'bo', 'Bo') })).toContain('Missing 1 of 2 approvals')
  expect(auditing({ ...change, ...approvedBy(emergency(), 'bo', 'ana') })).toBe('')
  const free = { ...emergency(), 'policy.yaml': 'runbook_review: 60d\napprovals: {emergency: {any: 0}}\n' }
  expect(auditing(free)).toBe('')
})

test('A record of approvals that is broken is not taken for none.', () => {
  expect(auditing({ ...emergency(), [`approvals/${ID}.json`]: '{"change":' })).toBe('')
})

test('Other types of change are approved before they are merged.', () => {
  const done = { status: 'completed', outcome: '{started: 2026-11-01T02:00:00Z, finished: 2026-11-01T03:00:00Z}' }
  expect(auditing(plan(ID, done), MONDAY)).toBe('')
})

test('What was imported was approved elsewhere.', () => {
  expect(auditing(emergency({ source: '{kind: statuspage}' }))).toBe('')
})
