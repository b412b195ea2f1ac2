import type { Catalog } from '../catalog.ts'
import { DEFAULT_WINDOW, type SloWindow } from '../records/objective.ts'
import type { Slo, SloObjective } from '../records/slo.ts'
import type { Target } from './allowance.ts'
import { budgetPolicy, incidentBudget, type IncidentBudget } from './budget.ts'
import { ledgersOf } from './ledgers.ts'
import { lossBook } from './losses.ts'
import { isOfTime } from './measure/reading.ts'
import { measuredBudget, type MeasuredBudget } from './measured.ts'
import { slicingOf } from './slices.ts'
import { stateNoImpact } from './states-no-impact.ts'
import { targetsOf, type TargetHistory } from './target-history.ts'

/** The error budget of an objective of an SLO: two figures, side by side. */
export interface SloBudget {
  slo: Slo
  objective: SloObjective
  /** Its window, or the one that tools take. */
  window: SloWindow
  targets: readonly Target[]
  /** Whether git tells how targets were changed; where it doesn't, today's holds throughout. */
  history: 'known' | 'unknown'
  incidents: IncidentBudget
  /** Incidents of the service in the window that say neither how it was nor what it cost. */
  states_no_impact: string[]
  /** Null where nothing was measured. */
  measured: MeasuredBudget | null
}

/**
 * The budgets of some SLOs, one for each objective, in their order. A target of 100 % leaves no budget, so it has none here.
 * `catalog` as the public site is projected from.
 */
export function sloBudgets(catalog: Catalog, slos: readonly Slo[], history: TargetHistory): SloBudget[] {
  if (slos.length === 0) return []
  const { now, policy, site } = catalog
  const book = lossBook(catalog)
  const ledgerOf = ledgersOf(book, now)
  const limits = budgetPolicy(policy)
  const rows = new Map(catalog.measurements.map((one) => [one.slo, one.rows]))
  return slos.flatMap((slo) => {
    const ledger = ledgerOf(slo)
    return slo.objectives.flatMap((objective, i) => {
      const window = objective.window ?? DEFAULT_WINDOW
      const targets = targetsOf(slo, i, history, now)
      const incidents = incidentBudget({ targets, window }, ledger, limits, site.time_zone)
      const measured = rows.get(slo.id) ?? []
      if (incidents === null) return []
      return {
        slo,
        objective,
        window,
        targets,
        history: history === null ? ('unknown' as const) : ('known' as const),
        incidents,
        states_no_impact: stateNoImpact(book, slo, incidents.figure.window),
        measured:
          measured.length === 0
            ? null
            : measuredBudget(measured, {
                targets,
                window,
                slicing: slicingOf(objective),
                of_time: isOfTime(objective),
                limits,
                now,
                time_zone: site.time_zone,
              }),
      }
    })
  })
}
