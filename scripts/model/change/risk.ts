import type { Change } from '../records/change.ts'
import { isInProduction, PRODUCTION } from '../records/environment.ts'
import { environmentOf, type Environments } from './environment.ts'
import type { Policy } from '../records/policy.ts'
import { RISK_LEVELS } from '../records/template.ts'

export type RiskLevel = (typeof RISK_LEVELS)[number]

/** How risky a change is, and what made it so. */
export interface Risk {
  /** Sum of the four scores, 4 to 16. */
  score: number
  level: RiskLevel
  /** Why it is at that level, in words: the sum first, then whatever raised it. */
  reasons: string[]
}

const higher = (a: RiskLevel, b: RiskLevel): RiskLevel => (RISK_LEVELS.indexOf(a) >= RISK_LEVELS.indexOf(b) ? a : b)

const levelOfSum = (score: number, { medium, high, critical }: Policy['risk']): RiskLevel =>
  score >= critical ? 'critical' : score >= high ? 'high' : score >= medium ? 'medium' : 'low'

type Tier = keyof Policy['risk']['tier_floor']
const isTier = (text: string): text is Tier => ['1', '2', '3', '4'].includes(text)

/**
 * The level of a change: by the sum of its scores, at least `any_four` where one of them is 4, and for normal changes
 * in production at least the floor of the most critical tier among its services. Null where it gives no scores.
 * An environment that isn't among the known ones counts as production.
 */
export function riskOf(
  change: Pick<Change, 'risk' | 'type' | 'environment'> & Partial<Pick<Change, 'id'>>,
  tiers: readonly number[],
  policy: Policy['risk'],
  environments?: Environments,
): Risk | null {
  if (!change.risk) return null
  const scores = Object.entries(change.risk)
  const score = scores.reduce((sum, [, value]) => sum + value, 0)
  const sum = levelOfSum(score, policy)
  const least: { level: RiskLevel; reason: string }[] = scores
    .filter(([, value]) => value === 4)
    .map(([name]) => ({ level: policy.any_four, reason: `${name.replaceAll('_', ' ')} is 4` }))
  const tier = String(Math.min(...tiers))
  const floor = isTier(tier) ? policy.tier_floor[tier] : undefined
  if (floor && change.type === 'normal' && environmentOf(change, environments) === PRODUCTION)
    least.push({
      level: floor,
      reason: `a normal change to a tier ${tier} service ${isInProduction(change) ? 'in production' : 'where production may be, as nobody knows its environment'}`,
    })
  const raising = least.filter(({ level }) => higher(level, sum) !== sum)
  return {
    score,
    level: raising.map(({ level }) => level).reduce(higher, sum),
    reasons: [`the scores add up to ${score}`, ...raising.map(({ level, reason }) => `at least ${level}: ${reason}`)],
  }
}
