import type { Interval } from '#model/interval'
import { compare, divide, multiply, ONE, rational, subtract, ZERO, type Rational } from '#model/rational'
import type { BudgetFigure } from '#model/slo/budget'
import { costOfAll } from '#model/slo/cost'
import type { Debit } from '#model/slo/ledger'
import type { Instant } from '#model/time'

/** What was left of a budget over its window, as a line in a square of a thousand by a thousand. */
export interface BurnDown {
  /** `0,0 120,0 …`, from the beginning up to now. */
  points: string
  /** How far down the line of nothing left lies, from 0 to 1000. */
  zero: number
}

const SIDE = 1000
/** More steps than this are drawn as slopes between every so many of them. */
const MOST_STEPS = 300

/** The line falls while a debit lasts, and is level else. */
export function burnDown({ window, budget, share }: BudgetFigure, debits: readonly Debit[], now: Instant): BurnDown {
  const lowest = compare(share, ZERO) < 0 ? share : null
  const height = lowest === null ? ONE : subtract(ONE, lowest)
  const x = (at: Instant) => Math.round(((at - window.from) / (window.to - window.from)) * SIDE * 10) / 10
  const y = (left: Rational) => approximate(multiply(divide(subtract(ONE, left), height), rational(BigInt(SIDE))))
  const steps = grouped(debits)
  let left = ONE
  const points = [`${x(window.from)},0`]
  for (const { from, to, cost } of steps) {
    points.push(`${x(from)},${y(left)}`)
    left = subtract(left, divide(cost, budget))
    points.push(`${x(to)},${y(left)}`)
  }
  points.push(`${x(Math.min(now, window.to))},${y(left)}`)
  return { points: points.join(' '), zero: y(ZERO) }
}

const approximate = ({ num, den }: Rational): number => Number((num * 10n) / den) / 10

function grouped(debits: readonly Debit[]): (Interval & { cost: Rational })[] {
  const size = Math.ceil(debits.length / MOST_STEPS)
  return Array.from({ length: Math.ceil(debits.length / Math.max(size, 1)) }, (_, i) => {
    const some = debits.slice(i * size, (i + 1) * size)
    return { from: some[0]?.from ?? 0, to: some.at(-1)?.to ?? 0, cost: costOfAll(some) }
  })
}
