import type { Past } from '#io/past-reader'
import type { Spending, SpendingOf } from '#io/spending-reader'
import type { Catalog } from '#model/catalog'
import type { GateContext } from '#model/gate/context'
import { failedBefore, HISTORY } from '#model/metrics/service-history'
import { burnedByChanges, pastFailures, type PastFailures } from '#model/gate/past-failures'

/**
 * What failed changes to the services of those that are judged burned of the budgets that these answer to, by their ids.
 * Nothing is read where none failed, or there is no such budget. `settled`: whose services and settings count.
 */
export async function failuresOf(
  { judged }: GateContext,
  past: Past,
  { settled, spending }: { settled: Catalog; spending: (asked: SpendingOf) => Promise<Spending> },
): Promise<Map<string, PastFailures>> {
  const asked = judged
    .filter(({ budget }) => budget.budgets.length > 0)
    .map(({ change, budget }) => ({ id: change.id, budgets: budget.budgets, failed: failedBefore(change, past) }))
    .filter(({ failed }) => failed.length > 0)
  const slos = asked.flatMap(({ budgets }) => budgets.map(({ budget }) => budget.slo))
  if (slos.length === 0) return new Map()
  const { now, services, policy, site, approvals } = settled
  const spent = await spending({
    services: new Set(slos.map(({ service }) => service)),
    slos: new Set(slos.map(({ id }) => id)),
    since: now - HISTORY,
    now,
  })
  const burnedBy = burnedByChanges({ ...spent.catalog, services, policy, site, approvals, now }, past.incidents)
  return new Map(
    asked.flatMap(({ id, failed, budgets }) => {
      const found = pastFailures(failed, budgets, burnedBy)
      return found ? [[id, found]] : []
    }),
  )
}
