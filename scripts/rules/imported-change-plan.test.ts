import { expect, test } from 'vitest'
import { auditing } from '../fixtures/audit-context.ts'
import { gateFindings, plan, starting } from '../fixtures/gate-context.ts'
import { validating } from '../fixtures/good-content.ts'

const PLANLESS = { source: '{kind: statuspage}', implementer: null, risk: null, rollback: null, services: null }
const file = 'changes/2026/CHG-2026-0003.md'

/** Imported, without its sections and all else that its source didn't hold. */
const imported = (fields: Record<string, string | null> = {}) => ({
  [file]: (plan('CHG-2026-0003', { ...PLANLESS, ...fields })[file] ?? '').replace(/^## .*/ms, ''),
})
const lacking = (fields: Record<string, string | null> = {}) =>
  gateFindings({ head: imported(fields) })
    .problems.filter(({ rule }) => rule === 'imported-change-plan')
    .map(({ severity, message }) => `${severity} ${/`[^`]*`|"[^"]*"/.exec(message)?.[0]}`)
const ALL = [
  '`services`',
  '`risk`',
  '`implementer`',
  '`rollback`',
  '"Implementation plan"',
  '"Verification"',
  '"Rollback plan"',
]

test.each(['draft', 'proposed', 'approved'])('One that is %s needs what any other needs.', (status) => {
  expect(lacking({ status })).toEqual(ALL.map((name) => `error ${name}`))
})

test('So does one that is under way, or that says it will have ended.', () => {
  expect(lacking({ status: 'in_progress', outcome: '{started: 2026-11-22T02:00:00Z}' })).toHaveLength(ALL.length)
  const ahead = '{started: 2026-11-22T02:00:00Z, finished: 2026-11-24T02:00:00Z}'
  expect(lacking({ status: 'completed', outcome: ahead })).toHaveLength(ALL.length)
})

test('What is over is excused.', () => {
  const outcome = '{started: 2026-11-22T02:00:00Z, finished: 2026-11-22T03:00:00Z}'
  expect(lacking({ status: 'completed', outcome })).toEqual([])
  expect(lacking({ status: 'cancelled' })).toEqual([])
})

test('An import is valid all the same, so that what it announced is published; the audit asks, and it may not begin.', () => {
  expect(validating(imported())).toBe('')
  expect(auditing(imported())).toContain(`warning imported-change-plan ${file}`)
  expect(starting('CHG-2026-0003', { head: imported(), now: '2026-12-01T02:30:00Z' })).toContain(
    'error imported-change-plan',
  )
})
