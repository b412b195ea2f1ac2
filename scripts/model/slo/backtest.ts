import { clip, type Interval } from '../interval.ts'
import { add, compare, divide, multiply, ONE, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { SloWindow } from '../records/objective.ts'
import type { Instant } from '../time.ts'
import { costOfAll } from './cost.ts'
import { clipRuns, type Run } from './course.ts'
import type { Ledger } from './ledger.ts'
import { dayMarks } from './past-days.ts'
import { periodsIn } from './windows.ts'

/** What an objective asks for, as far as a budget goes. */
export interface Asked {
  target: Rational
  window: SloWindow
}

/** How an error budget would have gone if what is asked for now had been asked for all along. */
export interface Backtest {
  /** How many days were looked at. */
  days: number
  /** Those of them at some instant of which nothing was left. */
  spent_days: number
  /** The smallest share of the budget that was left, and the first instant at which it was so little. */
  worst: { at: Instant; share: Rational }
  /** What is left now: milliseconds, and the share of the budget. */
  left: Rational
  share: Rational
}

/**
 * Follows what was left of a budget through some days up to now, with one target throughout. A day counts where the left
 * share reached 0 or less at any instant of it. Null where the target leaves no budget. O(n log n) in what was lost.
 *
 * `days`: when they began, the oldest first.
 */
export function backtest(
  { runs, now }: Pick<Ledger, 'runs' | 'now'>,
  asked: Asked,
  days: readonly Instant[],
): Backtest | null {
  if (compare(asked.target, ONE) >= 0) return null
  const span = { from: days[0] ?? now, to: now }
  const marks = dayMarks(days)
  const counted = runs.filter(({ change }) => change === null)
  let [worst, left, share]: [Backtest['worst'], Rational, Rational] = [{ at: span.from, share: ONE }, ONE, ONE]
  const see = (at: Instant, bad: Rational, budget: Rational) => {
    left = subtract(budget, bad)
    share = divide(left, budget)
    if (compare(share, worst.share) < 0) worst = { at, share }
  }
  for (const { budget, bad, ...period } of periodsOf(counted, asked, span)) {
    see(period.from, bad, budget)
    if (compare(bad, budget) >= 0) marks.mark(period.from, period.from)
    for (const piece of piecesOf(period.turns, { ...period, bad })) {
      const { from, to, after } = piece
      const spent = spentIn(piece, budget)
      // A period of the calendar is over when the next one begins; what a rolling window says of an instant holds in it.
      if (spent) marks.mark(from + spent.begins, Math.min(from + spent.ends, period.last))
      see(to, after, budget)
    }
  }
  return { days: days.length, spent_days: marks.count(), worst, left, share }
}

/** A stretch that one budget is for, what of it was lost where it begins, and where what is lost changes its pace. */
interface Period extends Interval {
  budget: Rational
  bad: Rational
  /** The last millisecond of it. */
  last: Instant
  turns: Turn[]
}

/** From an instant on more is lost, or less. */
interface Turn {
  at: Instant
  by: Rational
}

function* periodsOf(runs: readonly Run[], { target, window }: Asked, span: Interval): Generator<Period> {
  const slack = subtract(ONE, target)
  const lost = (part: Interval) => costOfAll(clipRuns(runs, part))
  if (window.kind === 'rolling') {
    const { length } = window
    yield {
      ...span,
      last: span.to,
      budget: multiply(slack, rational(BigInt(length))),
      bad: lost({ from: span.from - length, to: span.from }),
      // What falls out of the window is won back as it does.
      turns: [...turnsOf(runs), ...turnsOf(runs).map(({ at, by }) => ({ at: at + length, by: negative(by) }))],
    }
    return
  }
  for (const whole of periodsIn(window, span)) {
    const { from, to } = clip(whole, span) ?? { from: span.to, to: span.to }
    yield {
      from,
      to,
      last: whole.to <= span.to ? whole.to - 1 : span.to,
      budget: multiply(slack, rational(BigInt(whole.to - whole.from))),
      bad: lost({ from: whole.from, to: from }),
      turns: turnsOf(clipRuns(runs, { from: whole.from, to })),
    }
  }
}

const turnsOf = (runs: readonly Run[]): Turn[] =>
  runs.flatMap(({ from, to, weight }) => [
    { at: from, by: weight },
    { at: to, by: negative(weight) },
  ])
const negative = ({ num, den }: Rational): Rational => ({ num: -num, den })

/** A stretch in which as much is lost, or won back, in each millisecond, with what was lost when it begins and after it. */
interface Piece extends Interval {
  bad: Rational
  pace: Rational
  after: Rational
}

function* piecesOf(turns: readonly Turn[], { from, to, bad: before }: Interval & { bad: Rational }): Generator<Piece> {
  let [at, pace, bad] = [from, ZERO, before]
  const until = (end: Instant): Piece => {
    const after = pace.num === 0n ? bad : add(bad, multiply(pace, rational(BigInt(end - at))))
    return { from: at, to: end, bad, pace, after }
  }
  for (const turn of turns.toSorted((a, b) => a.at - b.at)) {
    if (turn.at >= to) break
    if (turn.at > at) {
      const piece = until(turn.at)
      yield piece
      ;[at, bad] = [turn.at, piece.after]
    }
    pace = add(pace, turn.by)
  }
  if (at < to) yield until(to)
}

/** From when until when a budget was spent in a piece, in milliseconds from where it begins, the part of one cut off; null where it wasn't. */
function spentIn({ from, to, bad, pace, after }: Piece, budget: Rational): { begins: number; ends: number } | null {
  const [then, later] = [compare(bad, budget) >= 0, compare(after, budget) >= 0]
  if (!then && !later) return null
  if (then && later) return { begins: 0, ends: to - from }
  const { num, den } = divide(subtract(budget, bad), pace)
  const crossed = Number(num / den)
  return then ? { begins: 0, ends: crossed } : { begins: crossed, ends: to - from }
}
