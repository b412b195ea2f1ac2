import { compare, divide, multiply, ONE, rational, subtract, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import type { Instant } from '../time.ts'
import type { Asked, Backtest } from './backtest.ts'
import { dayMarks } from './past-days.ts'
import { periodsIn } from './windows.ts'

/** As `Backtest`, from what was counted: what is left is in events. Where no event was, nobody knows what was left. */
export type MeasuredBacktest = Omit<Backtest, 'left' | 'share' | 'worst'> & {
  worst: Backtest['worst'] | null
  left: Rational | null
  share: Rational | null
}

/**
 * The same of measurements. A row counts whole from its beginning on, and until it has left the window, as it does in the
 * figure of the budget. Null where the target leaves no budget, or no row is of that time. O(n log n).
 */
export function measuredBacktest(
  rows: readonly Measurement[],
  asked: Asked,
  { now, days }: { now: Instant; days: readonly Instant[] },
): MeasuredBacktest | null {
  const span = { from: days[0] ?? now, to: now }
  const turns = turnsOf(rows, asked, span).toSorted((a, b) => a.at - b.at)
  if (compare(asked.target, ONE) >= 0 || turns.length === 0) return null
  const slack = subtract(ONE, asked.target)
  const marks = dayMarks(days)
  let [total, bad] = [0n, 0n]
  let worst: MeasuredBacktest['worst'] = null
  for (const [i, turn] of turns.entries()) {
    total += turn.total
    bad += turn.bad
    const next = turns[i + 1]?.since ?? Infinity
    const [from, to] = [Math.max(turn.since, span.from), Math.min(next - 1, now)]
    if (to < from || total === 0n) continue
    const budget = multiply(slack, rational(total))
    const share = divide(subtract(budget, rational(bad)), budget)
    if (worst === null || compare(share, worst.share) < 0) worst = { at: from, share }
    if (share.num <= 0n) marks.mark(from, to)
  }
  const budget = multiply(slack, rational(total))
  const left = total === 0n ? null : subtract(budget, rational(bad))
  return {
    days: days.length,
    spent_days: marks.count(),
    worst,
    left,
    share: left === null ? null : divide(left, budget),
  }
}

/** From an instant on so many events are in the window, or no longer are. */
interface Turn {
  at: Instant
  /** When that came about: a window that ends as a row begins hasn't got it. */
  since: Instant
  total: bigint
  bad: bigint
}

function turnsOf(rows: readonly Measurement[], { window }: Asked, span: { from: Instant; to: Instant }): Turn[] {
  const periods = window.kind === 'calendar' ? periodsIn(window, span) : []
  const numberOf = placeAmong(periods.map(({ from }) => from))
  return rows.flatMap(({ start, good, total }) => {
    const leaves = window.kind === 'rolling' ? start + window.length + 1 : (periods[numberOf(start)]?.to ?? -Infinity)
    if (start > span.to || (start === span.to && window.kind === 'rolling') || leaves <= span.from) return []
    const [all, bad] = [BigInt(total), BigInt(total) - BigInt(good)]
    const after = window.kind === 'rolling' ? 1 : 0
    const enters = { at: start + after, since: start, total: all, bad }
    return leaves > span.to ? [enters] : [enters, { at: leaves, since: leaves - after, total: -all, bad: -bad }]
  })
}

/** The number of the stretch that an instant is in, by when they begin; -1 before the first. */
const placeAmong =
  (begins: readonly Instant[]) =>
  (at: Instant): number => {
    let [low, high] = [0, begins.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((begins[middle] ?? Infinity) <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }
