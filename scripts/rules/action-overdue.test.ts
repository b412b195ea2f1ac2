import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident } from '../fixtures/good-content.ts'

const action = (fields: string) =>
  stale(incident, 'caused_by:', `actions:\n  - {title: Alert on pool saturation, ${fields}}\ncaused_by:`)

test('An open action past its day is named, with its title and its owner.', () => {
  expect(auditing(action('owner: bo, due: 2026-11-20'))).toMatchInlineSnapshot(`
    "warning action-overdue incidents/2026/INC-2026-0001-checkout/index.md:14 Unexpected open action "Alert on pool saturation", 3d late, expected it done by 2026-11-20.
      Ask bo to do it and set \`status: done\`, move \`due\`, or set \`status: dropped\`."
  `)
})

test('Without an owner somebody is to be found.', () => {
  expect(auditing(action('due: 2026-11-20'))).toContain('Find somebody to do it')
})

test('The day itself is still in time, in the zone of the site.', () => {
  const due = action('owner: bo, due: 2026-11-22')
  expect(auditing(due, '2026-11-22T23:59:59Z')).toBe('')
  expect(auditing(due, '2026-11-23T00:00:00Z')).toContain('1d late')
  const newYork = { 'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: America/New_York\n' }
  expect(auditing({ ...due, ...newYork }, '2026-11-23T04:59:59Z')).toBe('')
  expect(auditing({ ...due, ...newYork }, '2026-11-23T05:00:00Z')).toContain('action-overdue')
})

test.each(['status: done, due: 2026-11-20', 'status: dropped, due: 2026-11-20', 'status: open'])(
  'An action with %s is not overdue.',
  (fields) => {
    expect(auditing(action(`owner: bo, ${fields}`))).toBe('')
  },
)
