import { compare } from '../order.ts'
import { indexOf } from '../interval-index.ts'
import { clip, union, type Interval } from '../interval.ts'
import { subtract, type Rational } from '../rational.ts'
import type { Instant } from '../time.ts'
import { clipRuns, course, type Exemption, type Run } from './course.ts'
import { costOf, costOfAll } from './cost.ts'
import type { OwnedLoss } from './losses.ts'

/** All that an SLO lost up to now, ready to be looked at through any window. */
export interface Ledger {
  now: Instant
  runs: readonly Run[]
  /** The losses that last in a window, the earliest first. */
  lossesIn: (window: Interval) => OwnedLoss[]
  /** The time in a window that maintenance exempts, once. */
  exemptIn: (window: Interval) => Interval[]
  /** The maintenance that exempts any. */
  exemptions: (window: Interval) => Exemption[]
}

/** O(n log n). */
export function ledgerOf(losses: readonly OwnedLoss[], exemptions: readonly Exemption[], now: Instant): Ledger {
  const passed = { from: -Infinity, to: now }
  const begun = losses.filter(({ from, to }) => from < Math.min(to, now))
  return {
    now,
    runs: course(
      begun.map((loss) => ({ ...loss, to: Math.min(loss.to, now) })),
      exemptions.flatMap((one) => clip(one, passed) ?? []),
    ),
    lossesIn: indexOf(begun.toSorted((a, b) => a.from - b.from || compare(a.by, b.by))),
    exemptIn: indexOf(union(exemptions)),
    exemptions: indexOf(exemptions),
  }
}

/** An interval of one weight that an SLO was charged for. */
export interface Debit extends Interval {
  weight: Rational
  /** What it costs, in milliseconds. */
  cost: Rational
  /** Every incident that cost the SLO something then, the earliest first; the first `MOST_NAMES` of them. */
  incidents: string[]
  /** Maintenance that put the service out of order then. */
  changes: string[]
  /** Whether it goes on, because of an incident that does. */
  open: boolean
}

/** So many names are enough for one debit; without a limit, a thousand open incidents would be named a thousand times each. */
const MOST_NAMES = 1000

/** An interval that would have been charged for, and lies in the window of maintenance that was announced in time. */
export interface Exclusion extends Interval {
  change: string
  /** What it would have cost, in milliseconds. */
  cost: Rational
}

/** What was charged in a window, the oldest first. */
export const debitsIn = ({ runs, lossesIn, now }: Ledger, window: Interval): Debit[] =>
  clipRuns(runs, window)
    .filter(({ change }) => change === null)
    .map((run) => {
      const losses = lossesIn(run)
      const named = (kind: OwnedLoss['kind']) => [
        ...new Set(losses.filter((loss) => loss.kind === kind).map(({ by }) => by)),
      ]
      return {
        from: run.from,
        to: run.to,
        weight: run.weight,
        cost: costOf(run),
        incidents: named('incident').slice(0, MOST_NAMES),
        changes: named('change').slice(0, MOST_NAMES),
        open: run.to === now && losses.some(({ kind, to }) => kind === 'incident' && to > now),
      }
    })

/** What wasn't charged in a window, the oldest first: one interval of a change, whatever weights are in it. */
export function exclusionsIn({ runs }: Ledger, window: Interval): Exclusion[] {
  const joined: (Interval & { change: string; runs: Run[] })[] = []
  for (const run of clipRuns(runs, window)) {
    if (run.change === null) continue
    const last = joined.at(-1)
    if (last?.change === run.change && last.to === run.from) {
      last.to = run.to
      last.runs.push(run)
    } else joined.push({ from: run.from, to: run.to, change: run.change, runs: [run] })
  }
  return joined.map(({ from, to, change, runs: own }) => ({ from, to, change, cost: costOfAll(own) }))
}

/** What is charged and what is excluded in a window, in milliseconds. */
export function chargedIn({ runs }: Ledger, window: Interval): { bad: Rational; excluded: Rational } {
  const { counted = [], exempt = [] } = Object.groupBy(clipRuns(runs, window), ({ change }) =>
    change === null ? 'counted' : 'exempt',
  )
  return { bad: costOfAll(counted), excluded: costOfAll(exempt) }
}

/** What each incident would have cost in a window if nothing else had gone wrong, in milliseconds, by its id. */
export function aloneIn(ledger: Ledger, window: Interval): Map<string, Rational> {
  const lived = { from: window.from, to: Math.min(window.to, ledger.now) }
  const losses = ledger.lossesIn(lived).filter(({ kind }) => kind === 'incident')
  return new Map([...Map.groupBy(losses, ({ by }) => by)].map(([id, own]) => [id, costAlone(ledger, own, lived)]))
}

/** What some losses would have cost in a window if nothing else had gone wrong, in milliseconds, without what is exempt. */
export function costAlone(ledger: Ledger, losses: readonly OwnedLoss[], window: Interval): Rational {
  const runs = course(losses.flatMap((loss) => clip(loss, window) ?? []))
  const exempt = runs.flatMap((run) => ledger.exemptIn(run).flatMap((one) => clip({ ...run, ...one }, run) ?? []))
  return subtract(costOfAll(runs), costOfAll(exempt))
}
