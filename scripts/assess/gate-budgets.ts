import type { Spending, SpendingOf } from '#io/spending-reader'
import type { Catalog } from '#model/catalog'
import { servicesAtStake } from '#model/gate/error-budgets'
import type { Change } from '#model/records/change'
import { DEFAULT_WINDOW } from '#model/records/objective'
import type { Service } from '#model/records/service'
import type { Slo } from '#model/records/slo'
import { sloBudgets, type SloBudget } from '#model/slo/budgets'
import type { TargetHistory } from '#model/slo/target-history'
import { windowAt } from '#model/slo/windows'
import type { Instant } from '#model/time'

/** Where the gate finds what error budgets are worked out from. */
export interface BudgetSources {
  /** Those that say who depends on whom. */
  services: readonly Service[]
  spending: (asked: SpendingOf) => Promise<Spending>
  history: (slos: readonly Slo[]) => Promise<TargetHistory>
}

/**
 * The error budgets that some changes answer to, by the SLOs, services and policy of a catalogue: of a pull request that is
 * its base. Nothing is read where there is no such change or no such SLO. `unread` are files that may say more.
 */
export async function gateBudgets(
  settled: Catalog,
  changes: readonly Pick<Change, 'status' | 'services'>[],
  { services, spending, history }: BudgetSources,
): Promise<{ budgets: SloBudget[]; unread: string[] }> {
  if (settled.slos.length === 0) return { budgets: [], unread: [] }
  const staked = servicesAtStake(changes, services)
  const slos = settled.slos.filter(({ service }) => staked.has(service))
  return budgetsOf(settled, slos, { spending, history })
}

/** The error budgets of some SLOs of a catalogue, by its services and policy, and by what was spent of them elsewhere. */
export async function budgetsOf(
  settled: Catalog,
  slos: Slo[],
  { spending, history }: Omit<BudgetSources, 'services'>,
): Promise<{ budgets: SloBudget[]; unread: string[] }> {
  if (slos.length === 0) return { budgets: [], unread: [] }
  const { now } = settled
  const [spent, targets] = await Promise.all([
    spending({
      services: new Set(slos.map(({ service }) => service)),
      slos: new Set(slos.map(({ id }) => id)),
      since: Math.min(...slos.map((slo) => windowStart(slo, now))),
      now,
    }),
    history(slos),
  ])
  const { policy, site, approvals } = settled
  const catalog = { ...spent.catalog, services: settled.services, slos, policy, site, approvals, now }
  return { budgets: sloBudgets(catalog, slos, targets), unread: spent.unread }
}

const windowStart = ({ objectives }: Slo, now: Instant): Instant =>
  Math.min(...objectives.map(({ window }) => windowAt(window ?? DEFAULT_WINDOW, now).from))
