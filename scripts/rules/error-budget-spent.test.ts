import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'
import { outage } from '../fixtures/outage.ts'

const ID = 'CHG-2026-0003'
/** The SLO of checkout has 43m 12s in 30 days. */
const down = (minutes: number) => outage('INC-2026-0009', '2026-11-10', minutes) as Record<string, string>

test('A feature waits where nothing is left.', () => {
  expect(gating({ base: down(50), head: plan(ID) }))
    .toBe(`error error-budget-spent changes/2026/CHG-2026-0003.md:9 Unexpected normal change for a feature while the error budget \`checkout-availability\` of \`checkout\` is spent: 6m 48s more than its 43m 12s over 30d, −15.7 %, mostly by INC-2026-0009 (50m); expected an emergency, or a change for reliability or security.
  ↳ slos/checkout.yaml:28 \`checkout-availability\` promises 99.9 %.
  Wait: from 2026-12-10T10:12:00Z on enough is left, if nothing else is spent; or where it mends that, say so: \`purpose: reliability\` or \`security\`; what cannot wait is an emergency; or have a lead let it through: \`budget_override: {by: …, reason: …}\` counts with the approval of that lead, who must not have written it.`)
})

test('Where little is left it may be standard, too.', () => {
  const found = gating({ base: down(40), head: plan(ID) })
  expect(found).toContain('is low: 3m 12s of 43m 12s left over 30d, 7.4 %')
  expect(found).toContain('expected a standard change, an emergency, or a change for reliability or security')
})

test.each([
  ['a change that mends', { purpose: 'reliability' }],
  ['one for security', { purpose: 'security' }],
  ['a draft', { status: 'draft', window: null }],
])('It has nothing against %s.', (_, fields) => {
  expect(gating({ base: down(50), head: plan(ID, fields) })).toBe('')
})

test('A proposal is warned.', () => {
  expect(gating({ base: down(50), head: plan(ID, { status: 'proposed' }) })).toContain('warning error-budget-spent')
})

test('Right before it begins it waits as well; what has begun may finish.', () => {
  const now = '2026-12-01T02:10:00Z'
  expect(starting(ID, { head: { ...down(50), ...plan(ID) }, now })).toContain('error error-budget-spent')
  const begun = plan(ID, { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' })
  expect(starting(ID, { head: { ...down(50), ...begun }, now })).toBe('')
})

test('An override that lacks something says what, at its place.', () => {
  const override = plan(ID, { budget_override: '{by: ana, reason: It expires.}' })
  const found = gating({ base: down(50), head: override })
  expect(found).toContain('changes/2026/CHG-2026-0003.md:13')
  expect(found).toContain('Have it overridden by a lead: ana leads no team; or wait')
})

test('What can’t be read of incidents is told of where a change answers to budgets.', () => {
  const unknown_spending = ['incidents/2026/INC-2026-0009-outage/index.md']
  expect(gating({ head: plan(ID), unknown_spending })).toContain('warning error-budget-spent')
  expect(gating({ head: plan(ID, { status: 'draft', window: null }), unknown_spending })).toBe('')
})
