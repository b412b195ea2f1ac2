import { expect, test } from 'vitest'
import { broken, change, findingsIn, GOOD, validating } from '../fixtures/good-content.ts'

const OUTCOME = 'outcome: {started: 2026-02-25T02:05:00Z, finished: 2026-02-25T02:50:00Z}\n'

/** The good change with another status, and with its outcome written otherwise. */
function having(status: string, outcome: string): Record<string, string> {
  const { [change]: text = '' } = broken(change, 'status: completed', `status: ${status}`)
  return { [change]: text.replace(OUTCOME, outcome) }
}

test('A performed change without its outcome is incomplete.', () => {
  expect(validating(having('completed', ''))).toMatchInlineSnapshot(
    `"error change-outcome changes/2026/CHG-2026-0001-cache.md:2 Missing \`outcome\`, expected when it started and finished, as it is completed."`,
  )
})

test.each(['rolled_back', 'aborted'])('One that is %s has an outcome too.', (status) => {
  expect(validating(having(status, ''))).toContain(`as it is ${status.replace('_', ' ')}.`)
  expect(validating(having(status, OUTCOME))).toBe('')
})

test('A performed change says when it ended.', () => {
  expect(validating(having('completed', 'outcome: {started: 2026-02-25T02:05:00Z}\n'))).toMatchInlineSnapshot(
    `"error change-outcome changes/2026/CHG-2026-0001-cache.md:16 Missing \`finished\`, expected when it ended, as it is completed."`,
  )
})

test('One that runs need not say yet when it ended, nor that it started.', () => {
  expect(validating(having('in_progress', 'outcome: {started: 2026-02-25T02:05:00Z}\n'))).toBe('')
  expect(validating(having('in_progress', ''))).toBe('')
})

test('One that runs and says when it ended is warned about.', () => {
  expect(validating(having('in_progress', OUTCOME))).toMatchInlineSnapshot(`
    "warning change-outcome changes/2026/CHG-2026-0001-cache.md:16 Unexpected \`finished\` of a change that is in progress, expected a status that says how it ended.
      ↳ changes/2026/CHG-2026-0001-cache.md:5 Its status is here."
  `)
})

test('Work that ends before it starts is reported.', () => {
  expect(
    validating(having('completed', 'outcome: {started: 2026-02-25T02:05:00Z, finished: 2026-02-25T02:50:00+01:00}\n')),
  ).toMatchInlineSnapshot(`
    "error change-outcome changes/2026/CHG-2026-0001-cache.md:16 Unexpected \`finished\` before \`started\`, expected 2026-02-25T02:05:00Z or later.
      ↳ changes/2026/CHG-2026-0001-cache.md:16 \`started\` is here."
  `)
})

test('Work that was over in an instant is fine.', () => {
  expect(
    validating(having('completed', 'outcome: {started: 2026-02-25T02:05:00Z, finished: 2026-02-25T03:05:00+01:00}\n')),
  ).toBe('')
})

test.each(['draft', 'proposed', 'approved', 'cancelled', 'rejected'])('One that is %s has no outcome.', (status) => {
  expect(validating(having(status, OUTCOME))).toBe(
    `error change-outcome ${change}:16 Unexpected \`outcome\` of a change that is ${status}, expected none as it never began.\n  ↳ ${change}:5 Its status is here.`,
  )
  expect(validating(having(status, ''))).toBe('')
})

test('It says how work that was given up is called.', () => {
  expect(findingsIn(having('cancelled', OUTCOME))[0]?.help).toContain('`aborted`')
})

/** An emergency that answers a threat, with the lines of its front matter that a test is about. */
const emergency = (...lines: string[]) => ({
  'changes/2026/CHG-2026-0003-token.md': `---
id: CHG-2026-0003
title: Turn off the leaking token library
type: emergency
requester: platform
implementer: ana
environment: production
services: [checkout]
risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}
emergency: {reason: imminent, authorised_by: bo, authorised_at: 2026-02-25T01:50:00Z}
rollback: {max_duration: 5m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}
review: {due: 2026-03-04}
${lines.join('\n')}
---
${GOOD[change]?.slice(GOOD[change].indexOf('## Implementation plan'))}`,
})

test("An emergency's outcome stands for its window, also where the work was only approved afterwards.", () => {
  expect(validating(emergency('status: completed', OUTCOME.trim()))).toBe('')
  expect(validating(emergency('status: approved', OUTCOME.trim()))).toBe('')
})

test('An emergency that was carried out with neither window nor outcome is told of its outcome alone.', () => {
  expect(validating(emergency('status: completed'))).toMatchInlineSnapshot(
    `"error change-outcome changes/2026/CHG-2026-0003-token.md:2 Missing \`outcome\`, expected when it started and finished, as it is completed."`,
  )
})

test('An imported one may not know when it ended, but it did start.', () => {
  const imported = (outcome: string) => having('completed', `${outcome}source: {kind: statuspage}\n`)
  expect(validating(imported('outcome: {started: 2026-02-25T02:05:00Z}\n'))).toBe('')
  expect(validating(imported(''))).toContain('Missing `outcome`')
})
