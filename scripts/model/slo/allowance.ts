import type { Interval } from '../interval.ts'
import { add, multiply, ONE, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Instant } from '../time.ts'

/** What an SLO promised from some time on. */
export interface Target {
  /** `-Infinity` for the first one that is known. */
  from: Instant
  target: Rational
}

/** What may be bad of a window, in milliseconds: the sum over the pieces of the targets, which come in order of time. */
export function allowance(targets: readonly Target[], window: Interval): Rational {
  return targets.reduce((sum, { from, target }, i) => {
    const until = targets[i + 1]?.from ?? Infinity
    const length = Math.min(until, window.to) - Math.max(from, window.from)
    return length > 0 ? add(sum, multiply(subtract(ONE, target), rational(BigInt(length)))) : sum
  }, ZERO)
}

/** The target that held at an instant; null where there is none at all. */
export const targetAt = (targets: readonly Target[], at: Instant): Rational | null =>
  (targets.findLast(({ from }) => from <= at) ?? targets[0])?.target ?? null
