import type { Catalog } from '../catalog.ts'
import { compare, divide, ZERO, type Rational } from '../rational.ts'
import { sloBudgets } from './budgets.ts'

/** An SLO whose budget one incident burned much of. */
export interface BurnedShare {
  slo: string
  /** Of the budget of its window. */
  share: Rational
}

/**
 * Incidents that alone burned more than `policy.budget.incident_share` of the budget of an SLO in its window, by their ids,
 * each with the SLO that it cost the most of. By today's targets, for only the repository knows those of before.
 */
export function overShare(catalog: Catalog): Map<string, BurnedShare> {
  const found = new Map<string, BurnedShare>()
  for (const { slo, incidents } of sloBudgets(catalog, catalog.slos, null))
    for (const id of incidents.over_share) {
      const share = divide(incidents.alone.get(id) ?? ZERO, incidents.figure.budget)
      if (compare(share, found.get(id)?.share ?? ZERO) > 0) found.set(id, { slo: slo.id, share })
    }
  return found
}
