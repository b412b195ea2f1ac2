import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident } from '../fixtures/good-content.ts'

const folder = 'incidents/2026/INC-2026-0001-checkout/public'
const promising = (more = '') => ({
  [`${folder}/20260301T111000Z.md`]: `---\nstate: monitoring\nnext_update: 2026-03-01T11:40:00Z\n${more}---\nWe are watching.\n`,
})
const overdue = (files: Parameters<typeof auditing>[0], now = '2026-03-01T13:45:00Z') =>
  auditing(files, now)
    .split('\n')
    .filter((line) => line.includes('update-overdue'))
    .join('\n')

test('An update that was promised to customers and has not come is named, with how long ago.', () => {
  expect(overdue(promising())).toMatchInlineSnapshot(
    `"warning update-overdue incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:3 Missing public update, expected one by 2026-03-01T11:40:00Z: 2h 5m overdue."`,
  )
})

test('It is overdue from the promised moment on.', () => {
  expect(overdue(promising(), '2026-03-01T11:39:59Z')).toBe('')
  expect(overdue(promising(), '2026-03-01T11:40:00Z')).toContain('update-overdue')
})

test('A further update keeps the promise, a resolved one ends it; one that is still to come does neither.', () => {
  const further = (time: string, state: string) => ({ [`${folder}/${time}.md`]: `---\nstate: ${state}\n---\nWell.\n` })
  expect(overdue({ ...promising(), ...further('20260301T113500Z', 'monitoring') })).toBe('')
  expect(overdue({ ...promising(), ...further('20260301T120000Z', 'resolved') })).toBe('')
  expect(overdue({ ...promising(), ...further('20260301T140000Z', 'resolved') })).toContain('update-overdue')
})

test('A record that is broken, or says that it is resolved, makes the promise to customers no other.', () => {
  expect(overdue({ ...promising(), ...stale(incident, 'severity: SEV-2', 'severity: SEV-9') })).toContain(
    'update-overdue',
  )
  expect(overdue({ ...promising(), ...stale(incident, 'resolved: 2026-03-01T11:10:00Z\n', '') })).toContain(
    'update-overdue',
  )
})
