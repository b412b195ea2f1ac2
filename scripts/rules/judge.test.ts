import { expect, test } from 'vitest'
import { gateFindings, plan } from '../fixtures/gate-context.ts'

test('Each finding of the gate says which change it is about.', () => {
  const later = { window: '{start: 2026-12-01T03:00:00Z, end: 2026-12-01T05:00:00Z}', implementer: 'bo' }
  const { problems } = gateFindings({ base: plan('CHG-2026-0004', later), head: plan('CHG-2026-0003') })
  expect(problems.map(({ rule, severity, change }) => ({ rule, severity, change }))).toEqual([
    { rule: 'change-overlaps-change', severity: 'error', change: 'CHG-2026-0003' },
  ])
})

test('What is finished is left alone, whatever its window meets.', () => {
  const DONE = { status: 'completed', outcome: '{started: 2026-12-20T02:00:00Z, finished: 2026-12-20T03:00:00Z}' }
  const inFreeze = { window: '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}' }
  const base = plan('CHG-2026-0003', inFreeze)
  expect(gateFindings({ base, head: plan('CHG-2026-0003', { ...inFreeze, ...DONE }) }).problems).toEqual([])
})
