import { holds, lifetime } from './component.ts'
import { troubledIntervals, type OwnedSpan } from './component-intervals.ts'
import { viewIncident } from './incident.ts'
import { viewMaintenance } from './maintenance.ts'
import type { PublicCatalog } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'
import type { Instant } from '../time.ts'

/** What customers read of a component now, and since when; null while it is operational. */
export interface ComponentTold {
  status: ComponentStatus
  since: Instant | null
}

/**
 * The state of every component of today, by its id, as the status page has it: of incidents and of maintenance the
 * worst. It goes through the states that events set, not through days, so it is cheap where there is no page to make.
 */
export function componentsNow(catalog: PublicCatalog): Map<string, ComponentTold> {
  const { site, now } = catalog
  const spans = [
    // A duplicate says nothing of its own: the one that it repeats speaks for both.
    ...catalog.incidents.map((one) => viewIncident(one, [])).filter((one) => one.duplicate_of === null),
    ...catalog.maintenances.map((one) => viewMaintenance(one, now)),
  ].flatMap(({ public_id, spans: own }): OwnedSpan[] => own.map((span) => ({ ...span, owner: public_id })))
  const troubled = new Set(
    spans.flatMap((span) => (span.status !== 'operational' && holds(span, now) ? [span.component] : [])),
  )
  const byComponent = Map.groupBy(
    spans.filter(({ component }) => troubled.has(component)),
    ({ component }) => component,
  )
  return new Map(
    catalog.components
      .filter((component) => holds(lifetime(component, site.time_zone), now))
      .map(({ id }) => [id, toldOf(byComponent.get(id) ?? [], now)]),
  )
}

function toldOf(spans: readonly OwnedSpan[], now: Instant): ComponentTold {
  const last = troubledIntervals(spans, { from: -Infinity, to: Infinity }).find((one) => holds(one, now))
  return last ? { status: last.status, since: last.from } : { status: 'operational', since: null }
}
