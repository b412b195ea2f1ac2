import type { Interval } from '../interval.ts'
import { add, multiply, rational, ZERO, type Rational } from '../rational.ts'
import type { Run } from './course.ts'

/** What a stretch of one weight costs, in milliseconds. */
export const costOf = ({ from, to, weight }: Interval & { weight: Rational }): Rational =>
  multiply(weight, rational(BigInt(to - from)))

/** What some stretches cost together, in milliseconds; lengths of one weight are summed before they are multiplied. */
export function costOfAll(runs: readonly Pick<Run, 'from' | 'to' | 'weight'>[]): Rational {
  const lengths = new Map<Rational, number>()
  for (const { from, to, weight } of runs) lengths.set(weight, (lengths.get(weight) ?? 0) + (to - from))
  return [...lengths].reduce((sum, [weight, length]) => add(sum, multiply(weight, rational(BigInt(length)))), ZERO)
}
