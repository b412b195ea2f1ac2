import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident, runbook } from '../fixtures/good-content.ts'

const tested = (fields: string) => stale(runbook, 'last_tested: 2026-11-01', fields)

test('A runbook whose test is older than the policy allows is stale.', () => {
  expect(auditing(tested('last_tested: 2026-09-20'))).toMatchInlineSnapshot(`
    "warning runbook-stale runbooks/payments/checkout-errors.md:5 Unexpected last test on 2026-09-20, expected one within 60d (\`runbook_review\`).
      Follow it to the end again, correct what was wrong, and set \`last_tested\`."
  `)
})

test('A test holds for the sixty days of the policy, counted in days of the site.', () => {
  expect(auditing(tested('last_tested: 2026-09-24'), '2026-11-22T23:59:59Z')).toBe('')
  expect(auditing(tested('last_tested: 2026-09-24'), '2026-11-23T00:00:00Z')).toContain('runbook-stale')
  const berlin = { 'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n' }
  expect(auditing({ ...tested('last_tested: 2026-09-24'), ...berlin }, '2026-11-22T22:59:59Z')).toBe('')
  expect(auditing({ ...tested('last_tested: 2026-09-24'), ...berlin }, '2026-11-22T23:00:00Z')).toContain(
    'runbook-stale',
  )
})

test('Its own `review_in` counts before the policy.', () => {
  expect(auditing(tested('last_tested: 2026-11-01\nreview_in: 14d'))).toContain(
    'Unexpected last test on 2026-11-01, expected one within 14d (`review_in`).',
  )
  expect(auditing(tested('last_tested: 2026-09-01\nreview_in: 120d'))).toBe('')
})

test('A text that was gone over is not a test.', () => {
  expect(auditing(tested('last_tested: 2026-09-20\nlast_updated: 2026-11-22'))).toContain('runbook-stale')
})

test('A runbook that nobody ever followed says so, however new it is.', () => {
  expect(auditing(tested('last_updated: 2026-11-22'))).toMatchInlineSnapshot(`
    "warning runbook-stale runbooks/payments/checkout-errors.md:2 Missing \`last_tested\`, expected a runbook that somebody has followed to the end: it was never tested.
      Follow it where nothing can break, correct what was wrong, and add \`last_tested\`."
  `)
})

test('Of a runbook that could only be read in part nothing is said.', () => {
  expect(auditing(tested('last_tested: some day'))).toBe('')
})

test('An incident in which it worked counts as a test, in days of the site.', () => {
  const used = (worked: boolean) => ({
    ...stale(runbook, 'last_tested: 2026-11-01', 'last_tested: 2026-01-01\nreview_in: 300d'),
    ...stale(
      incident,
      'runbooks: [payments/checkout-errors]',
      `runbooks: [{id: payments/checkout-errors, worked: ${worked}}]`,
    ),
  })
  // Until 28 October by its own date; the incident ended on 1 March.
  expect(auditing(used(true))).toBe('')
  expect(auditing(used(true), '2026-12-27T00:00:00Z')).toContain('Unexpected last test on 2026-03-01')
  expect(auditing(used(false), '2026-04-01T00:00:00Z')).toContain(
    `warning runbook-stale ${runbook}:5 Unexpected end of INC-2026-0001 on 2026-03-01: the runbook did not work, expected one that was mended and tested since.
  ↳ ${incident}:11 Here it says so.`,
  )
})

test('One that failed and was tested since is fine.', () => {
  expect(
    auditing(
      stale(
        incident,
        'runbooks: [payments/checkout-errors]',
        'runbooks: [{id: payments/checkout-errors, worked: false}]',
      ),
    ),
  ).toBe('')
})
