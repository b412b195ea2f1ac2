import type { Interval } from '../interval.ts'
import { add, multiply, ONE, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Instant } from '../time.ts'

/** What an SLO promised from some time on. */
export interface Target {
  /** `-Infinity` for the first one that is known. */
  from: Instant
  target: Rational
}

/** A part of a window in which one target held, and what it lets be bad, in milliseconds. */
export interface Piece extends Interval {
  target: Rational
  allowed: Rational
}

/** A window by the targets that held in it, which come in order of time. */
export const piecesIn = (targets: readonly Target[], window: Interval): Piece[] =>
  targets.flatMap(({ from: since, target }, i) => {
    const [from, to] = [Math.max(since, window.from), Math.min(targets[i + 1]?.from ?? Infinity, window.to)]
    return from < to
      ? [{ from, to, target, allowed: multiply(subtract(ONE, target), rational(BigInt(to - from))) }]
      : []
  })

/** What may be bad of a window, in milliseconds: the sum over the pieces. */
export const allowance = (targets: readonly Target[], window: Interval): Rational =>
  piecesIn(targets, window).reduce((sum, { allowed }) => add(sum, allowed), ZERO)

/** The target that held at an instant; null where there is none at all. */
export const targetAt = (targets: readonly Target[], at: Instant): Rational | null =>
  (targets.findLast(({ from }) => from <= at) ?? targets[0])?.target ?? null
