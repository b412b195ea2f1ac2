import { expect, test } from 'vitest'
import { gating, gateFindings, plan } from '../fixtures/gate-context.ts'

const HIGH = '{blast_radius: 3, rollback_difficulty: 3, complexity: 2, timing: 2}'
const MEDIUM = '{blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 2}'
const carriedOutBy = (implementer: string, fields: Record<string, string> = {}) =>
  plan('CHG-2026-0003', { risk: HIGH, implementer: JSON.stringify(implementer), ...fields })

test('A team is not one person: who of them it is has to be said.', () => {
  expect(gating({ head: carriedOutBy('platform') })).toBe(
    [
      'error implementer-known changes/2026/CHG-2026-0003.md:7 Unexpected implementer "platform", a team, expected one person of a team, as the risk is high.',
      '  Name the one who carries it out: ana or bo.',
    ].join('\n'),
  )
})

test('A name that is no handle of a team is named with the one that is meant.', () => {
  expect(gating({ head: carriedOutBy('Ana Ruiz') })).toContain(
    'Unexpected implementer "Ana Ruiz", who is in no team, expected one person of a team, as the risk is high.\n  Did you mean `ana`? Name the one',
  )
})

test.each(['аna', 'a\u200Bna', 'Platform', 'ana, bo', 'someone'])('Neither is %j one.', (implementer) => {
  expect(gating({ head: carriedOutBy(implementer) })).toContain('error implementer-known')
})

test.each(['"@ana"', '"ana "', '" ana"', '"\u00A0ana"'])('%s is refused by the record itself.', (implementer) => {
  const texts = gateFindings({ head: plan('CHG-2026-0003', { risk: HIGH, implementer }) })
  // A record that is broken is not judged.
  expect(texts.problems).toEqual([])
})

test('A handle is one in whatever case; below high risk a team will do.', () => {
  expect(gating({ head: carriedOutBy('ANA') })).toBe('')
  expect(gating({ head: carriedOutBy('platform', { risk: MEDIUM }) })).toBe('')
})

test('Those count that were in a team before: a pull request makes nobody one.', () => {
  const team = { 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo, cy]\n' }
  expect(gating({ head: { ...carriedOutBy('cy'), ...team } })).toContain('error implementer-known')
  expect(gating({ base: team, head: carriedOutBy('cy') })).toBe('')
})

test('What is over is left alone, as people leave.', () => {
  const outcome = '{started: 2026-11-01T02:05:00Z, finished: 2026-11-01T02:50:00Z}'
  expect(gating({ head: carriedOutBy('gone', { status: 'completed', outcome }) })).not.toContain('implementer-known')
})
