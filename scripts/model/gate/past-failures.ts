import type { Catalog } from '../catalog.ts'
import { groupByEach } from '../grouping.ts'
import { causesByIncident } from '../metrics/causes.ts'
import { add, compare, divide, rational, subtract, ZERO, type Rational } from '../rational.ts'
import type { Incident } from '../records/incident.ts'
import type { AffectedBudget } from '../slo/demand.ts'
import { costAlone, type Ledger } from '../slo/ledger.ts'
import { ledgersOf } from '../slo/ledgers.ts'
import { lossBook } from '../slo/losses.ts'

/** What failed changes like this one burned of the error budgets that it answers to. */
export interface PastFailures {
  /** How many failed; 1 or more. */
  failed: number
  /** One for each budget, the one first of which the least would be left after another such failure. */
  burned: FailureBurn[]
}

/** Times in milliseconds. */
export interface FailureBurn {
  slo: string
  /** Its name, where its SLO has several. */
  objective: string | null
  /** In the median of the changes that failed, those that burned nothing among them. */
  median: Rational
  /** What incidents have left of the budget now. */
  left: Rational
}

/** What each of some changes alone burned of an SLO, by its id: in incidents that it caused, and in its own maintenance. */
export type BurnedBy = (slo: { id: string; service: string }) => ReadonlyMap<string, Rational>

/**
 * What changes burned, up to now, without what maintenance exempts. `catalog` as the public site is projected from;
 * `blaming` has more incidents that may name a cause. Worked out once an SLO, in O(n log n) of what was lost.
 */
export function burnedByChanges(catalog: Catalog, blaming: readonly Incident[] = []): BurnedBy {
  const known = new Set(catalog.incidents.map(({ id }) => id))
  const causes = causesByIncident([...catalog.incidents, ...blaming.filter(({ id }) => !known.has(id))])
  const ledgerOf = ledgersOf(lossBook(catalog), catalog.now)
  const burned = new Map<string, ReadonlyMap<string, Rational>>()
  return (slo) => {
    const its = burned.get(slo.id) ?? burnedIn(ledgerOf(slo), causes)
    burned.set(slo.id, its)
    return its
  }
}

function burnedIn(ledger: Ledger, causes: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Rational> {
  const lived = { from: -Infinity, to: ledger.now }
  const groups = groupByEach(ledger.lossesIn(lived), ({ kind, by }) =>
    kind === 'change' ? [by] : [...(causes.get(by) ?? [])],
  )
  return new Map([...groups].map(([change, losses]) => [change, costAlone(ledger, losses, lived)]))
}

/** What some changes that failed burned of some budgets; null where there is none of both. */
export function pastFailures(
  failed: readonly { id: string }[],
  budgets: readonly AffectedBudget[],
  burnedBy: BurnedBy,
): PastFailures | null {
  if (failed.length === 0 || budgets.length === 0) return null
  const burned = budgets.map(({ budget: { slo, objective, incidents } }) => {
    const its = burnedBy(slo)
    const middle = median(failed.map(({ id }) => its.get(id) ?? ZERO))
    const { left, budget } = incidents.figure
    return {
      after: divide(subtract(left, middle), budget),
      burn: { slo: slo.id, objective: slo.objectives.length > 1 ? objective.name : null, median: middle, left },
    }
  })
  return {
    failed: failed.length,
    burned: burned.toSorted((a, b) => compare(a.after, b.after)).map(({ burn }) => burn),
  }
}

/** The middle of some values, or the mean of the two in the middle; 0 of none. */
export function median(values: readonly Rational[]): Rational {
  const sorted = values.toSorted(compare)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? ZERO
  if (sorted.length % 2 === 1) return upper
  return divide(add(sorted[half - 1] ?? ZERO, upper), rational(2n))
}
