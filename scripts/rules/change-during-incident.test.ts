import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'
import { broken, incident } from '../fixtures/good-content.ts'

const head = plan('CHG-2026-0003')
const RESOLVED = 'resolved: 2026-03-01T11:10:00Z\n'
const open = broken(incident, RESOLVED, '')
const now = '2026-12-01T02:00:00Z'

test('An open incident on a service of a change is a warning in its pull request.', () => {
  expect(gating({ base: open, head })).toMatchInlineSnapshot(`
    "warning change-during-incident changes/2026/CHG-2026-0003.md:9 Unexpected open incident INC-2026-0001 (SEV-2) on \`checkout\`, expected it to be resolved first.
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:2 The incident is here, without \`resolved\`.
      Wait until it is resolved. A change that repairs it is an emergency change that names it."
  `)
})

test('It stops the start.', () => {
  expect(starting('CHG-2026-0003', { head: { ...head, ...open }, now })).toContain('error change-during-incident')
})

test('Incidents that are resolved, closed as something else, or on other services are none of its business.', () => {
  expect(gating({ head })).toBe('')
  expect(gating({ base: broken(incident, RESOLVED, 'closed_as: false_alarm\n'), head })).toBe('')
  expect(gating({ base: open, head: plan('CHG-2026-0003', { services: '[ledger-store]' }) })).toBe('')
})

test('One whose `resolved` is still to come is open until then.', () => {
  const ahead = broken(incident, RESOLVED, 'resolved: 2026-12-01T02:00:01Z\n')
  expect(starting('CHG-2026-0003', { head: { ...head, ...ahead }, now })).toContain(
    'with a `resolved` that is still to come',
  )
  const passed = broken(incident, RESOLVED, 'resolved: 2026-12-01T02:00:00Z\n')
  expect(starting('CHG-2026-0003', { head: { ...head, ...passed }, now })).toBe('')
})

const emergency = (answers: string) =>
  plan('CHG-2026-0003', {
    type: 'emergency',
    emergency: `{${answers}, authorised_by: bo, authorised_at: 2026-12-01T01:50:00Z}`,
    review: '{due: 2026-12-08}',
  })

test('The emergency that answers it goes ahead, another one is stopped.', () => {
  const answering = emergency('reason: outage, incident: INC-2026-0001')
  expect(starting('CHG-2026-0003', { head: { ...answering, ...open }, now })).toBe('')
  expect(starting('CHG-2026-0003', { head: { ...emergency('reason: security'), ...open }, now })).toContain(
    'name it in `emergency.incident`',
  )
})
