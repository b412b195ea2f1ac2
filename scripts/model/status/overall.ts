import type { Interval } from '../interval.ts'
import type { Instant } from '../time.ts'
import { COMPONENT_STATUSES, type ComponentStatus, type IMPACTS } from '../records/update.ts'

/** How bad an incident is, from `none` to `critical`. */
export type Impact = (typeof IMPACTS)[number]
/** What the status of a whole page comes to, as Statuspage says it. */
export type Indicator = Impact | 'maintenance'

/** A component being in a state for a while. */
export interface StatusSpan extends Interval {
  component: string
  status: ComponentStatus
}

/** How bad a state is: its place among `COMPONENT_STATUSES`, 0 for operational. */
export const rankOf = (status: ComponentStatus): number => COMPONENT_STATUSES.indexOf(status)
/** The state at a place among `COMPONENT_STATUSES`; operational where there is no such place. */
export const statusOfRank = (rank: number): ComponentStatus => COMPONENT_STATUSES[rank] ?? 'operational'
/** The worst of some states; operational where there are none. Maintenance never hides an outage. */
export const worst = (statuses: Iterable<ComponentStatus>): ComponentStatus =>
  statusOfRank(Math.max(0, ...[...statuses].map(rankOf)))

/**
 * The states of one component as a step function that is written from left to right: a setting holds from its time
 * on and wipes out whatever was set for later.
 */
export function timeline() {
  const steps: { from: Instant; status: ComponentStatus }[] = []
  return {
    set(status: ComponentStatus, from: Instant) {
      for (let last = steps.at(-1); last && last.from >= from; last = steps.at(-1)) steps.pop()
      if (steps.at(-1)?.status !== status) steps.push({ from, status })
    },
    /** The stretches in which it was set to something, those of `operational` too. */
    spans: (component: string): StatusSpan[] =>
      steps.map(({ from, status }, i) => ({ component, status, from, to: steps[i + 1]?.from ?? Infinity })),
  }
}

/** What every client of Statuspage's API reads first. */
export interface OverallStatus {
  indicator: Indicator
  /** Statuspage's own words; clients compare them. */
  description:
    | 'All Systems Operational'
    | 'Major System Outage'
    | 'Partial System Outage'
    | 'Minor Service Outage'
    | 'Partially Degraded Service'
    | 'Service Under Maintenance'
}

/**
 * The status of a whole page from the states of its components, as Statuspage gives it; it agrees with 10,170
 * recorded pages. Open incidents alone don't change it.
 */
export function overallStatus(statuses: readonly ComponentStatus[]): OverallStatus {
  const all = (status: ComponentStatus) => statuses.length > 0 && statuses.every((one) => one === status)
  const any = (status: ComponentStatus) => statuses.includes(status)
  if (all('major_outage')) return { indicator: 'critical', description: 'Major System Outage' }
  if (any('major_outage') || all('partial_outage')) return { indicator: 'major', description: 'Partial System Outage' }
  if (any('partial_outage')) return { indicator: 'minor', description: 'Minor Service Outage' }
  if (any('degraded_performance')) return { indicator: 'minor', description: 'Partially Degraded Service' }
  if (any('under_maintenance')) return { indicator: 'maintenance', description: 'Service Under Maintenance' }
  return { indicator: 'none', description: 'All Systems Operational' }
}
