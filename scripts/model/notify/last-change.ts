import type { PublicCatalog } from '../publish/public.ts'
import { viewIncident } from '../status/incident.ts'
import { viewMaintenance } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'

/** When an event last set or ended the state of a component, up to now; 0 where none ever did. */
export function lastChange({ incidents, maintenances, now }: PublicCatalog, component: string): Instant {
  const views = [
    // A duplicate sets nothing: the one that it repeats does.
    ...incidents.filter((one) => one.duplicate_of === null).map((one) => viewIncident(one, [])),
    ...maintenances.map((one) => viewMaintenance(one, now)),
  ]
  const times = views.flatMap(({ spans }) =>
    spans.flatMap((span) => (span.component === component ? [span.from, span.to] : [])),
  )
  return Math.max(0, ...times.filter((at) => at <= now))
}
