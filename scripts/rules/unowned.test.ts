import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident, runbook } from '../fixtures/good-content.ts'

const store = 'services/ledger-store.yaml'

test('A service of a team that nobody is in is named, with the team.', () => {
  expect(auditing({ 'teams/web.yaml': 'name: Web\nmembers: []\n', ...stale(store, 'team: platform', 'team: web') }))
    .toMatchInlineSnapshot(`
    "warning unowned services/ledger-store.yaml:2 Unexpected team \`web\` without members, expected somebody who answers for the service.
      ↳ teams/web.yaml:2 Nobody is in it.
      Give the service to a team that looks after it."
  `)
})

test('A lead alone looks after it too.', () => {
  const team = { 'teams/web.yaml': 'name: Web\nmembers: []\nleads: [cy]\n' }
  expect(auditing({ ...team, ...stale(store, 'team: platform', 'team: web') })).toBe('')
})

test('A service or a runbook of a team that is gone is named.', () => {
  const gone = { ...stale(store, 'team: platform', 'team: web'), ...stale(runbook, 'team: platform', 'team: web') }
  expect(auditing(gone)).toMatchInlineSnapshot(`
    "warning unowned runbooks/payments/checkout-errors.md:4 Unexpected team \`web\` that is not there, expected one of \`teams/\`.
      Give the runbook to a team that looks after it.
    warning unowned services/ledger-store.yaml:2 Unexpected team \`web\` that is not there, expected one of \`teams/\`.
      Give the service to a team that looks after it."
  `)
})

test('A team whose file is broken is not gone, and nobody has left.', () => {
  const owned = {
    ...stale(store, 'team: platform', 'team: web'),
    ...stale(runbook, 'services:', 'owner: cy\nservices:'),
  }
  expect(auditing({ ...owned, 'teams/web.yaml': 'name: Web\nmembers: 3\n' })).toBe('')
})

test('A runbook whose owner is in no team any more is named.', () => {
  expect(auditing(stale(runbook, 'services:', 'owner: cy\nservices:'))).toMatchInlineSnapshot(`
    "warning unowned runbooks/payments/checkout-errors.md:3 Unexpected owner \`cy\` who is in no team, expected a team or a member of one.
      Hand the runbook to somebody else, or add \`cy\` to a team."
  `)
})

test('A handle has no case, and a team may own as well.', () => {
  expect(auditing(stale(runbook, 'services:', 'owner: Bo\nservices:'))).toBe('')
  expect(auditing(stale(runbook, 'services:', 'owner: platform\nservices:'))).toBe('')
})

const action = (fields: string) =>
  stale(incident, 'caused_by:', `actions:\n  - {title: Alert on pool saturation, ${fields}}\ncaused_by:`)

test('An open action of somebody in no team is named, a settled one is not.', () => {
  expect(auditing(action('owner: cy, due: 2026-12-20'))).toMatchInlineSnapshot(`
    "warning unowned incidents/2026/INC-2026-0001-checkout/index.md:14 Unexpected owner \`cy\` who is in no team, expected a team or a member of one.
      Hand the action to somebody else, or add \`cy\` to a team."
  `)
  expect(auditing(action('owner: cy, status: done'))).toBe('')
  expect(auditing(action('owner: cy, status: dropped'))).toBe('')
  expect(auditing(action('owner: bo'))).toBe('')
})
