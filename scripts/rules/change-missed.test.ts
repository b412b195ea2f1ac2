import { expect, test } from 'vitest'
import { auditing } from '../fixtures/audit-context.ts'
import { gating, plan, starting } from '../fixtures/gate-context.ts'

const head = plan('CHG-2026-0003')
const now = '2026-12-01T04:00:00Z'

test('An approved change whose window has passed may not begin.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-02T04:30:00Z' })).toMatchInlineSnapshot(`
    "error change-missed changes/2026/CHG-2026-0003.md:11 Unexpected start at 2026-12-02T04:30:00Z, 1d 30m after the window ended, expected one before 2026-12-01T04:00:00Z.
      The change was missed. Give it a new window and have it approved anew."
  `)
})

test('Its end is no longer in the window.', () => {
  expect(starting('CHG-2026-0003', { head, now: '2026-12-01T03:59:59Z' })).toBe('')
  expect(starting('CHG-2026-0003', { head, now })).toContain('error change-missed')
})

test('No pull request approves what is over before it is merged.', () => {
  expect(gating({ head, now: '2026-12-01T03:59:59Z' })).toBe('')
  expect(gating({ head, now: '2026-12-01T05:00:00Z' })).toBe(
    [
      'error change-missed changes/2026/CHG-2026-0003.md:11 Unexpected approval 1h after the window ended, expected a window that is still to come: merged like this it would be missed at once.',
      '  Give it a window that is still to come and have that approved. Where it was carried out after all, say what came of it; where it never will be, cancel it.',
    ].join('\n'),
  )
})

test('A pull request may set the record right: by a new window, by what came of it, or by calling it off.', () => {
  const later = '{start: 2026-12-08T02:00:00Z, end: 2026-12-08T04:00:00Z}'
  const outcome = '{started: 2026-12-01T02:05:00Z, finished: 2026-12-01T03:05:00Z}'
  const ways: Record<string, string>[] = [{ window: later }, { status: 'completed', outcome }, { status: 'cancelled' }]
  for (const fields of ways) expect(gating({ base: head, head: plan('CHG-2026-0003', fields), now })).toBe('')
  expect(gating({ head: plan('CHG-2026-0003', { status: 'proposed' }), now })).toBe('')
})

test('Time finds it as well, and only warns.', () => {
  expect(auditing(head, '2026-12-01T03:59:59Z')).toBe('')
  expect(auditing(head, '2026-12-02T04:30:00Z')).toMatchInlineSnapshot(`
    "warning change-missed changes/2026/CHG-2026-0003.md:11 Unexpected status approved 1d 30m after the window ended, expected a start before that.
      The change was missed. Give it a new window and have it approved anew, or cancel it. Where it was carried out after all, say what came of it."
  `)
})

test('A change that was begun, and of which no more was heard, is asked about once its window has passed.', () => {
  const begun = plan('CHG-2026-0003', { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' })
  expect(auditing(begun, '2026-12-01T03:59:59Z')).toBe('')
  expect(auditing(begun, now)).toMatchInlineSnapshot(`
    "warning change-missed changes/2026/CHG-2026-0003.md:5 Unexpected status in progress 0s after the window ended, expected one that says how it ended.
      ↳ changes/2026/CHG-2026-0003.md:11 Its window ended here.
      Record what came of it with \`npx evenkeel change finish CHG-2026-0003\`, \`npx evenkeel change rollback CHG-2026-0003\` or \`npx evenkeel change abort CHG-2026-0003\`."
  `)
})

/** The same change, announced to customers. */
const announced = (...updates: [name: string, text: string][]) => ({
  'changes/2026/CHG-2026-0003/index.md': head['changes/2026/CHG-2026-0003.md'] ?? '',
  ...Object.fromEntries(
    updates.map(([name, fields]) => [
      `changes/2026/CHG-2026-0003/public/${name}.md`,
      `---\n${fields}\n---\nWe work.\n`,
    ]),
  ),
})
const SCHEDULED: [string, string] = ['20261125T100000Z', 'state: scheduled\ntitle: Work on payments']

test('What customers read as over was not missed: its outcome is.', () => {
  expect(auditing(announced(SCHEDULED), now)).toContain(
    'Unexpected status approved 0s after the window ended, expected one that says how it ended.',
  )
})

test('What customers read as begun was not missed.', () => {
  const begun = announced(SCHEDULED, ['20261201T020700Z', 'state: in_progress'])
  expect(auditing(begun, now)).toContain(
    'Unexpected status approved 0s after the window ended, expected one that says how it ended.',
  )
  expect(auditing(begun, now)).not.toContain('missed.')
})

test('What customers read as cancelled is to be cancelled.', () => {
  expect(auditing(announced(SCHEDULED, ['20261130T100000Z', 'state: cancelled']), '2026-12-03T04:00:00Z')).toContain(
    'Unexpected status approved 2d after the window ended, expected cancelled, as customers were told.\n',
  )
})

test.each(['draft', 'proposed', 'cancelled', 'rejected'])('One that is %s has not been missed.', (status) => {
  expect(auditing(plan('CHG-2026-0003', { status }), '2026-12-03T04:00:00Z')).toBe('')
})

test('One that was finished has not been missed.', () => {
  const outcome = '{started: 2026-12-01T02:05:00Z, finished: 2026-12-01T02:50:00Z}'
  expect(auditing(plan('CHG-2026-0003', { status: 'completed', outcome }), '2026-12-03T04:00:00Z')).toBe('')
})
