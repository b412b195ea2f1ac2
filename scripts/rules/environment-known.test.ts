import { expect, test } from 'vitest'
import { gateFindings, gating, plan, starting } from '../fixtures/gate-context.ts'

const ID = 'CHG-2026-0003'
const LATER = '{start: 2026-12-03T02:00:00Z, end: 2026-12-03T04:00:00Z}'
const listed = { 'policy.yaml': 'environments: [production, staging]\n' }
const rules = (head: Record<string, string>, base: Record<string, string> = {}) =>
  gateFindings({ base, head }).problems.map(({ rule, severity }) => `${severity} ${rule}`)

test('A name that no approved change has is a warning that names the nearest.', () => {
  expect(gating({ head: plan(ID, { environment: 'prod' }) })).toBe(
    [
      'warning environment-known changes/2026/CHG-2026-0003.md:8 Unexpected environment "prod", which no approved change names, expected `production`.',
      '  Did you mean `production`? If it is another one, list it in `environments` of `policy.yaml`: it counts as production until then.',
    ].join('\n'),
  )
})

test('Where the policy lists the environments, another one is an error.', () => {
  expect(gating({ base: listed, head: plan(ID, { environment: 'stagin' }) })).toBe(
    [
      'error environment-known changes/2026/CHG-2026-0003.md:8 Unexpected environment "stagin", expected one that the policy lists: production, staging.',
      '  Did you mean `staging`? Write it as the list does, or have a lead add it to `environments` of `policy.yaml`, in a pull request of its own.',
    ].join('\n'),
  )
})

test.each(['Production', ' production ', 'ｐroduction'])(
  'Case, blanks and width make no other name: %j.',
  (written) => {
    expect(rules(plan(ID, { environment: JSON.stringify(written) }), listed)).toEqual([])
  },
)

test('One that is used already is known; one that is only proposed, or that the pull request brings itself, is not.', () => {
  const staging = (status: string) =>
    plan('CHG-2026-0004', { environment: 'staging', status, window: LATER, implementer: 'bo' })
  const mine = plan(ID, { environment: 'Staging' })
  expect(rules(mine, staging('approved'))).toEqual([])
  expect(rules(mine, staging('proposed'))).toEqual(['warning environment-known'])
  expect(rules({ ...mine, ...staging('approved') })).toEqual(['warning environment-known', 'warning environment-known'])
})

test.each([
  ['an import', { status: 'completed', source: '{kind: jira}' }],
  ['a standard change', { type: 'standard' }],
  ['an emergency', { type: 'emergency' }],
])('What nobody had to approve vouches for no name: %s.', (_, fields) => {
  const theirs = plan('CHG-2026-0004', { environment: 'staging', window: LATER, implementer: 'bo', ...fields })
  expect(rules(plan(ID, { environment: 'staging' }), theirs)).toContain('warning environment-known')
})

test('A change doesn’t vouch for its own environment: not from one pull request to the next, nor when it begins.', () => {
  const mine = (implementer: string) => plan(ID, { environment: 'qa', implementer })
  expect(rules(mine('bo'), mine('ana'))).toEqual(['warning environment-known'])
  expect(starting(ID, { head: mine('ana'), now: '2026-12-01T02:30:00Z' })).toContain('warning environment-known')
})

const FREEZE = 'title: Sale\nlevel: hard\nowner: ana\nstart: 2026-12-01T00:00:00Z\nend: 2026-12-02T00:00:00Z\n'
const frozen = { 'freezes/sale.yaml': `${FREEZE}environments: [production]\n` }

test.each([
  'prod',
  'PRD',
  'live',
  'PRODUCTION',
  'рroduction',
  'prоduсtiоn',
  'pr0duction',
  'produ\u200Bction',
  'próduction',
  'prodution',
  'elsewhere',
])('A freeze of production holds for %j.', (environment) => {
  expect(rules(plan(ID, { environment: JSON.stringify(environment) }), frozen)).toContain(
    'error change-overlaps-freeze',
  )
})

test('It doesn’t hold for an environment that is known and another one.', () => {
  const base = { ...frozen, ...listed }
  expect(rules(plan(ID, { environment: 'staging' }), base)).toEqual([])
  const preproduction = plan('CHG-2026-0004', { environment: 'pre-production' })
  expect(
    rules(
      plan(ID, { environment: 'pre-production', window: '{start: 2026-12-01T05:00:00Z, end: 2026-12-01T06:00:00Z}' }),
      { ...frozen, ...preproduction },
    ),
  ).toEqual([])
})

test('A freeze that the pull request brings is asked as well.', () => {
  expect(gating({ base: listed, head: { 'freezes/sale.yaml': `${FREEZE}environments: [prod]\n` } })).toContain(
    'error environment-known freezes/sale.yaml:6 Unexpected environment "prod"',
  )
  expect(rules({ 'freezes/sale.yaml': `${FREEZE}environments: [production]\n` }, listed)).toEqual([])
})

test('What looks like production meets a change in production.', () => {
  const { problems } = gateFindings({
    base: plan('CHG-2026-0004'),
    head: plan(ID, { environment: 'рroduction', implementer: 'bo' }),
  })
  expect(problems.map(({ rule }) => rule)).toEqual(['environment-known', 'change-overlaps-change'])
})
