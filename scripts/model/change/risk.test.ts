import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../records/policy.ts'
import { riskOf } from './risk.ts'

type Scores = [blast: number, rollback: number, complexity: number, timing: number]
const change = ([blast_radius, rollback_difficulty, complexity, timing]: Scores, over = {}) => ({
  type: 'normal' as const,
  environment: 'production',
  risk: { blast_radius, rollback_difficulty, complexity, timing },
  ...over,
})
const level = (scores: Scores, tiers = [3], over = {}, policy = DEFAULT_POLICY.risk) =>
  riskOf(change(scores, over), tiers, policy)?.level

test.each<[Scores, number, string]>([
  [[1, 1, 1, 1], 4, 'low'],
  [[2, 2, 1, 1], 6, 'low'],
  [[2, 2, 2, 1], 7, 'medium'],
  [[3, 2, 2, 2], 9, 'medium'],
  [[3, 3, 2, 2], 10, 'high'],
  [[3, 3, 3, 3], 12, 'high'],
  [[4, 3, 3, 3], 13, 'critical'],
  [[4, 4, 4, 4], 16, 'critical'],
])('%j adds up to %i: %s', (scores, score, expected) => {
  expect(riskOf(change(scores), [3], DEFAULT_POLICY.risk)).toMatchObject({ score, level: expected })
})

test('a single 4 is at least high, and stays critical where the sum is', () => {
  expect(level([4, 1, 1, 1])).toBe('high')
  expect(level([4, 4, 4, 1])).toBe('critical')
})

test('tier 1 is at least medium, only for normal changes in production', () => {
  expect(level([1, 1, 1, 1], [4, 1, 2])).toBe('medium')
  expect(level([1, 1, 1, 1], [2])).toBe('low')
  expect(level([1, 1, 1, 1], [1], { type: 'standard' })).toBe('low')
  expect(level([1, 1, 1, 1], [1], { type: 'emergency' })).toBe('low')
  expect(level([1, 1, 1, 1], [1], { environment: 'staging' })).toBe('low')
  expect(level([1, 1, 1, 1], [1], { environment: 'Production' })).toBe('medium')
})

test('an environment that is not known counts as production, and the reason says so', () => {
  const names = new Map(['production', 'staging'].map((written) => [written, { written, only: null }]))
  const risk = (environment: string) =>
    riskOf(change([1, 1, 1, 1], { environment }), [1], DEFAULT_POLICY.risk, { listed: true, names })
  expect(risk('staging')?.level).toBe('low')
  expect(risk('stagin')).toMatchObject({
    level: 'medium',
    reasons: [
      'the scores add up to 4',
      'at least medium: a normal change to a tier 1 service where production may be, as nobody knows its environment',
    ],
  })
})

test('every number comes from the policy', () => {
  const policy = { medium: 5, high: 6, critical: 7, any_four: 'low' as const, tier_floor: { '3': 'high' as const } }
  expect(level([2, 1, 1, 1], [4], {}, policy)).toBe('medium')
  expect(level([2, 2, 1, 1], [4], {}, policy)).toBe('high')
  expect(level([2, 2, 2, 1], [4], {}, policy)).toBe('critical')
  expect(level([1, 1, 1, 1], [3], {}, policy)).toBe('high')
  expect(level([1, 1, 1, 1], [1], {}, policy)).toBe('low')
})

test('it says why, and names only what raised the level', () => {
  expect(riskOf(change([4, 1, 1, 1]), [1], DEFAULT_POLICY.risk)?.reasons).toEqual([
    'the scores add up to 7',
    'at least high: blast radius is 4',
  ])
  expect(riskOf(change([1, 1, 1, 1]), [1], DEFAULT_POLICY.risk)?.reasons).toEqual([
    'the scores add up to 4',
    'at least medium: a normal change to a tier 1 service in production',
  ])
})

test('without scores, or without a known service, nothing is made up', () => {
  expect(riskOf({ type: 'normal', environment: 'production', risk: undefined }, [1], DEFAULT_POLICY.risk)).toBeNull()
  expect(level([1, 1, 1, 1], [])).toBe('low')
})
