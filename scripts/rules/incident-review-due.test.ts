import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident } from '../fixtures/good-content.ts'

const DONE = 'review: {status: done, held: 2026-03-03T15:00:00Z}\n'

/** The incident with another review, and with one of its lines replaced. */
function reviewed(review: string, line = '', by = ''): Record<string, string> {
  const text = stale(incident, DONE, review && `review: ${review}\n`)[incident] ?? ''
  expect(text).toContain(line)
  return { [incident]: text.replace(line, by) }
}

test('A SEV-2 that nobody reviewed within a week is named.', () => {
  expect(auditing(reviewed(''))).toMatchInlineSnapshot(`
    "warning incident-review-due incidents/2026/INC-2026-0001-checkout/index.md:2 Missing review of a SEV-2, expected one by 2026-03-08T11:10:00Z, 7d after it was resolved (\`review\`).
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:10 It was resolved here.
      Hold it, write the postmortem, and add \`review: {status: done, held: …}\`."
  `)
})

test('A review that is not done by then is named too.', () => {
  expect(auditing(reviewed('{status: draft}'))).toMatchInlineSnapshot(`
    "warning incident-review-due incidents/2026/INC-2026-0001-checkout/index.md:12 Unexpected review in draft 266d 21h after a SEV-2, expected it done by 2026-03-08T11:10:00Z, 7d after it was resolved (\`review\`).
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:10 It was resolved here.
      Hold it, and set \`review: {status: done, held: …}\`."
  `)
  expect(auditing(reviewed('{status: in_review}'))).toContain('Unexpected review in review')
})

test('There are seven days for a SEV-2, from when it was resolved.', () => {
  expect(auditing(reviewed(''), '2026-03-08T11:09:59Z')).toBe('')
  expect(auditing(reviewed(''), '2026-03-08T11:10:00Z')).toContain('incident-review-due')
})

test('There are three for a SEV-1, and what the policy says else.', () => {
  const worst = reviewed('', 'severity: SEV-2', 'severity: SEV-1')
  expect(auditing(worst)).toContain('Missing review of a SEV-1, expected one by 2026-03-04T11:10:00Z, 3d after')
  const patient = { 'policy.yaml': 'runbook_review: 60d\nreview: {SEV-1: 365d}\n' }
  expect(auditing({ ...worst, ...patient })).toBe('')
})

test('One that was held is done, but not one that is only planned.', () => {
  expect(auditing(reviewed('{status: in_review, held: 2026-11-23T09:00:00Z}'))).toBe('')
  expect(auditing(reviewed('{status: in_review, held: 2026-11-23T09:00:01Z}'))).toContain('incident-review-due')
})

test.each([
  ['of lower severity', 'severity: SEV-2', 'severity: SEV-3'],
  ['that still goes on', 'resolved: 2026-03-01T11:10:00Z', ''],
  ['that was a false alarm', 'severity: SEV-2', 'severity: SEV-2\nclosed_as: false_alarm'],
  ['that was imported', 'severity: SEV-2', 'severity: SEV-2\nsource: {kind: statuspage}'],
])('An incident %s needs no review.', (_, line, by) => {
  expect(auditing(reviewed('', line, by))).not.toContain('incident-review-due')
})

// From 10:06, when customers first read of it, to 11:10 on one service: 64 minutes of the 43.2 that a month has.
const OPEN = reviewed('', 'severity: SEV-2', 'severity: SEV-3')
const WHILE_IT_COUNTS = '2026-03-20T09:00:00Z'
const costly = (files: Record<string, string>, now = WHILE_IT_COUNTS) =>
  auditing({ ...files }, now)
    .split('\n')
    .filter((line) => line.includes('incident-review-due'))
    .join('\n')

test('A SEV-3 that alone burned more than a fifth of an error budget needs a review with an action, in the time of a SEV-2.', () => {
  expect(costly(OPEN, '2026-03-08T11:09:59Z')).toBe('')
  expect(costly(OPEN)).toMatchInlineSnapshot(
    `"warning incident-review-due incidents/2026/INC-2026-0001-checkout/index.md:2 Missing review, expected one with an action: it alone burned 148.1 % of the error budget of checkout-availability (\`budget.incident_share\`)."`,
  )
  expect(costly({ ...OPEN, 'policy.yaml': 'maintenance: {min_notice: 1h}\nbudget: {incident_share: 1}\n' })).not.toBe(
    '',
  )
})

test('It needs an action that is not dropped, and no review where its outage lies before the window.', () => {
  const done = '{status: done, held: 2026-03-03T15:00:00Z}'
  const withAction = (status: string) =>
    reviewed(
      done,
      'severity: SEV-2',
      `severity: SEV-3\nactions: [{title: Watch the pool, owner: bo, status: ${status}}]`,
    )
  expect(costly(reviewed(done, 'severity: SEV-2', 'severity: SEV-3'))).toContain('Missing action, expected one')
  expect(costly(withAction('dropped'))).toContain('Missing action, expected one')
  expect(costly(withAction('open'))).toBe('')
  expect(costly(OPEN, '2026-04-01T09:00:00Z')).toBe('')
})
