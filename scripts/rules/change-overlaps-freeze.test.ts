import { expect, test } from 'vitest'
import { gating, plan, starting } from '../fixtures/gate-context.ts'
import { broken, freeze } from '../fixtures/good-content.ts'

const within = (fields: Record<string, string | null> = {}) =>
  plan('CHG-2026-0003', { window: '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}', ...fields })
const EXCEPTION = 'exceptions: [{change: CHG-2026-0003, by: ana, reason: certificate expires}]\nend: 2027-01-04'
const excepting = broken(freeze, 'end: 2027-01-04', EXCEPTION)

test('A change inside a hard freeze is reported.', () => {
  expect(gating({ head: within() })).toMatchInlineSnapshot(`
    "error change-overlaps-freeze changes/2026/CHG-2026-0003.md:11 Unexpected window in the freeze "Year-end freeze" from 2026-12-20T02:00:00Z to 2026-12-20T04:00:00Z, expected one outside it.
      ↳ freezes/2026-year-end.yaml:4 The freeze ends at 2027-01-04T00:00:00Z.
      Start at 2027-01-04T00:00:00Z or later, or propose it first (\`status: proposed\`) and have ana except it, in a pull request of its own."
  `)
})

test('Only the part inside the freeze is named.', () => {
  const head = within({ window: '{start: 2026-12-17T23:00:00Z, end: 2026-12-18T01:00:00Z}' })
  expect(gating({ head })).toMatchInlineSnapshot(`
    "error change-overlaps-freeze changes/2026/CHG-2026-0003.md:11 Unexpected window in the freeze "Year-end freeze" from 2026-12-18T00:00:00Z to 2026-12-18T01:00:00Z, expected one outside it.
      ↳ freezes/2026-year-end.yaml:4 The freeze ends at 2027-01-04T00:00:00Z.
      End by 2026-12-18T00:00:00Z or start at 2027-01-04T00:00:00Z or later, or propose it first (\`status: proposed\`) and have ana except it, in a pull request of its own."
  `)
})

test('A window that ends as the freeze begins is fine.', () => {
  expect(gating({ head: within({ window: '{start: 2026-12-17T23:00:00Z, end: 2026-12-18T00:00:00Z}' }) })).toBe('')
})

test('The way to an exception is open: a draft or a proposal in the freeze is a warning, approved it is an error.', () => {
  expect(gating({ head: within({ status: 'proposed' }) })).toBe(
    [
      'warning change-overlaps-freeze changes/2026/CHG-2026-0003.md:11 Unexpected window in the freeze "Year-end freeze" from 2026-12-20T02:00:00Z to 2026-12-20T04:00:00Z, expected one outside it.',
      '  ↳ freezes/2026-year-end.yaml:4 The freeze ends at 2027-01-04T00:00:00Z.',
      '  Start at 2027-01-04T00:00:00Z or later, or merge it as it is and have ana except it, in a pull request of its own, before it is approved.',
    ].join('\n'),
  )
  expect(gating({ head: within({ status: 'draft' }) })).toContain('warning change-overlaps-freeze')
  const proposed = within({ status: 'proposed' })
  expect(gating({ base: proposed, head: within() })).toContain('error change-overlaps-freeze')
  expect(gating({ base: { ...proposed, ...excepting }, head: within() })).toBe('')
})

test('An exception on the base lets it through.', () => {
  expect(gating({ base: excepting, head: within() })).toBe('')
})

test('A pull request cannot except its own change, nor end the freeze for it.', () => {
  expect(gating({ head: { ...within(), ...excepting } })).toMatchInlineSnapshot(`
    "error change-overlaps-freeze changes/2026/CHG-2026-0003.md:11 Unexpected window in the freeze "Year-end freeze" from 2026-12-20T02:00:00Z to 2026-12-20T04:00:00Z, expected one outside it.
      ↳ freezes/2026-year-end.yaml:4 The freeze ends at 2027-01-04T00:00:00Z.
      Start at 2027-01-04T00:00:00Z or later. The exception that this pull request adds counts once it is merged: bring it in by one of its own."
  `)
  expect(gating({ head: { ...within(), [freeze]: null } })).toContain('Unexpected window in the freeze')
})

test('A standard change keeps out of it, too.', () => {
  const standard = { type: 'standard', template: 'rotate-certificate', rollback: null }
  const risk = '{blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}'
  expect(gating({ head: within({ ...standard, risk }) })).toContain('error change-overlaps-freeze')
})

test('An emergency goes through a freeze.', () => {
  const emergency = '{reason: imminent, authorised_by: bo, authorised_at: 2026-12-20T01:50:00Z}'
  const head = within({ type: 'emergency', emergency, review: '{due: 2026-12-27}' })
  expect(gating({ head, now: '2026-12-20T01:55:00Z' })).toBe('')
})

test('A soft freeze asks for another approval instead, and one of other services or environments for nothing.', () => {
  const head = within()
  expect(gating({ base: broken(freeze, 'level: hard', 'level: soft'), head })).toBe('')
  expect(gating({ base: broken(freeze, 'level: hard', 'level: hard\nservices: [ledger-store]'), head })).toBe('')
  expect(gating({ base: broken(freeze, 'level: hard', 'level: hard\nenvironments: [staging]'), head })).toBe('')
})

const running = (started: string, fields: Record<string, string> = {}) =>
  within({
    window: '{start: 2026-12-17T23:00:00Z, end: 2026-12-18T01:00:00Z}',
    status: 'in_progress',
    outcome: `{started: ${started}}`,
    ...fields,
  })
const approved = within({ window: '{start: 2026-12-17T23:00:00Z, end: 2026-12-18T01:00:00Z}' })

test('What began before the freeze may finish in it.', () => {
  expect(gating({ base: approved, head: running('2026-12-17T23:05:00Z') })).toBe('')
})

test('What begins inside the freeze is reported.', () => {
  expect(gating({ base: approved, head: running('2026-12-18T00:05:00Z') })).toContain('error change-overlaps-freeze')
})

test('What was in progress before the pull request may finish.', () => {
  const [base, head] = [running('2026-12-18T00:05:00Z'), running('2026-12-18T00:05:00Z', { title: 'Grow it more' })]
  expect(gating({ base, head })).toBe('')
})

/** The same, announced to customers; files of other changes and of the freeze come beside it. */
const announced = (fields: Record<string, string>, ...updates: [name: string, state: string][]) => ({
  'changes/2026/CHG-2026-0003/index.md': within(fields)['changes/2026/CHG-2026-0003.md'] ?? '',
  ...Object.fromEntries(
    updates.map(([name, state]) => [
      `changes/2026/CHG-2026-0003/public/${name}.md`,
      `---\nstate: ${state}\ntitle: Work on payments\n---\nWe work.\n`,
    ]),
  ),
})
const EVE = { window: '{start: 2026-12-17T23:00:00Z, end: 2026-12-18T01:00:00Z}' }
const SCHEDULED: [string, string] = ['20261125T100000Z', 'scheduled']

test('What customers read as begun may finish, too.', () => {
  const begun = announced(EVE, SCHEDULED, ['20261217T230500Z', 'in_progress'])
  expect(starting('CHG-2026-0003', { head: begun, now: '2026-12-18T00:30:00Z' })).toBe('')
})

test('That the clock has begun it for customers lets nobody start inside the freeze.', () => {
  const now = '2026-12-18T00:30:00Z'
  expect(starting('CHG-2026-0003', { head: announced(EVE, SCHEDULED), now })).toContain('error change-overlaps-freeze')
})

test('Nothing that runs by the clock is moved into a freeze while it runs.', () => {
  const [base, head] = [announced(EVE, SCHEDULED), announced({}, SCHEDULED)]
  expect(gating({ base, head, now: '2026-12-17T23:30:00Z' })).toContain('error change-overlaps-freeze')
})

test('A freeze that landed after the approval stops the start, until it is over.', () => {
  const head = within({ window: '{start: 2027-01-03T22:00:00Z, end: 2027-01-04T02:00:00Z}' })
  expect(starting('CHG-2026-0003', { head, now: '2027-01-03T22:00:00Z' })).toMatchInlineSnapshot(`
    "error change-overlaps-freeze changes/2026/CHG-2026-0003.md:11 Unexpected window in the freeze "Year-end freeze" from 2027-01-03T22:00:00Z to 2027-01-04T00:00:00Z, expected one outside it.
      ↳ freezes/2026-year-end.yaml:4 The freeze ends at 2027-01-04T00:00:00Z.
      Start at 2027-01-04T00:00:00Z or later, or have ana except it in a pull request of its own."
  `)
  expect(starting('CHG-2026-0003', { head, now: '2027-01-04T00:00:00Z' })).toBe('')
})
