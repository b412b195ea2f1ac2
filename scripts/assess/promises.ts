import type { Spending, SpendingOf } from '#io/spending-reader'
import type { Catalog } from '#model/catalog'
import { settledServices } from '#model/gate/settings'
import { DAYS_BACK } from '#model/slo/past-days'
import { promiseChanges, type Promised } from '#model/slo/promise-changes'
import { NO_PROMISES, testedPromises, type ToldPromises } from '#model/slo/told-promises'
import { windowAt } from '#model/slo/windows'
import { DAY, type Instant } from '#model/time'

/**
 * What a pull request changes in what SLOs promise, and what that would have meant by the incidents of its base. Nothing is
 * read where it changes nothing.
 */
export async function toldPromises(
  base: Catalog,
  head: Catalog,
  spending: (asked: SpendingOf) => Promise<Spending>,
): Promise<ToldPromises> {
  const changes = promiseChanges(base.slos, head.slos)
  const all = changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
  if (all.length === 0) return NO_PROMISES
  const { now, policy } = base
  const { catalog } = await spending({
    services: new Set(all.map(({ service }) => service)),
    slos: new Set(changes.map(({ slo }) => slo)),
    since: Math.min(...all.map((promised) => firstLook(promised, now))),
    now,
  })
  const services = settledServices(base.services, head.services)
  return testedPromises({ ...catalog, services, policy, site: base.site, approvals: base.approvals, now }, changes)
}

/** Where the window begins that the first day looks back on. */
const firstLook = ({ window }: Promised, now: Instant): Instant => windowAt(window, now - (DAYS_BACK + 1) * DAY).from
