import type { Interval } from '../../interval.ts'
import { approximately } from '../../records/objective.ts'
import type { Instant } from '../../time.ts'
import type { Judge, Reading } from './reading.ts'
import { timeOf, type Unusable } from './rows.ts'

export interface Tally {
  good: number
  total: number
}

type Moments = Extract<Reading, { kind: 'moments' }>

/**
 * What the moments of a period come to: in milliseconds, or, where each moment or slice is good or bad as a whole, in those.
 * `NaN` is what a ratio of nothing is: of a moment at which nothing was asked for nothing is counted. Null where a moment
 * is missing.
 */
export function tallyOf(
  period: Interval,
  reading: Moments,
  values: ReadonlyMap<Instant, number>,
): Tally | Unusable | null {
  const { step, slice } = reading
  const length = slice?.length ?? step
  const sum: Tally = { good: 0, total: 0 }
  for (let begins = period.from; begins + length <= period.to; begins += length) {
    const bad: number[] = []
    for (let at = begins + step; at <= begins + length; at += step) {
      const value = values.get(at)
      if (value === undefined) return null
      if (!Number.isNaN(value)) bad.push(badShare(value, reading.judge))
    }
    if (bad.length === 0) continue
    const one = countOf(bad.reduce((all, share) => all + share, 0) / bad.length, length, reading)
    if ('error' in one) return one
    sum.good += one.good
    sum.total += one.total
  }
  return sum
}

function countOf(bad: number, length: number, { judge, slice }: Moments): Tally | Unusable {
  const asTime = timeOf(length, bad)
  if ('error' in asTime) return asTime
  const target = slice?.target ?? null
  if (target !== null) return { good: 1 - bad >= approximately(target) - 1e-12 ? 1 : 0, total: 1 }
  return slice === null && judge.by === 'threshold' ? { good: bad === 0 ? 1 : 0, total: 1 } : asTime
}

function badShare(value: number, judge: Judge): number {
  if (judge.by === 'share') return judge.of === 'bad' ? value : 1 - value
  const limit = approximately(judge.value)
  const isGood = { lte: value <= limit, gte: value >= limit, lt: value < limit, gt: value > limit }[judge.op]
  return isGood ? 0 : 1
}
