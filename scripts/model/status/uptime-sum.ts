import type { TroubledInterval } from './component-intervals.ts'
import { lifetime, lifeWithin, type ComponentView } from './component.ts'
import { clip, type Interval } from '../interval.ts'
import type { StatusPage } from './page.ts'
import { lost, uptimeFrom, weightOf } from './uptime.ts'

/** How a component's percentage comes about: what the page prints for whoever wants to check it. */
export interface UptimeSum {
  /** The days that the page shows, as far as the component is one; of no length where it wasn't. */
  window: Interval
  /** Length of the window in milliseconds. */
  total: number
  /** What a partial outage counts, 0 to 1. */
  weight: number
  /** Every interval that the component was not operational in, newest first; they don't overlap. */
  rows: UptimeRow[]
  /** The sum of what the rows lose. */
  bad: bigint
  /** `1 − bad / total` in hundredths of a per cent, rounded down; null where there is no time to speak of. */
  uptime: number | null
}

/** An interval clipped to the window. */
export interface UptimeRow extends TroubledInterval {
  /** Milliseconds. */
  length: number
  /** What of it counts: 1, the weight of a partial outage, or 0. */
  weight: number
  /** What it loses: milliseconds × millionths, exactly. `formatLost` says it in seconds. */
  bad: bigint
}

/** The arithmetic behind `component.uptime`, of a component of today or a retired one of the same page. */
export function uptimeSum(component: ComponentView, { site, now }: Pick<StatusPage, 'site' | 'now'>): UptimeSum {
  const window = lifeWithin(component.days, lifetime(component, site.time_zone), now)
  const total = window.to - window.from
  const rows = component.intervals
    .flatMap((interval) => clip(interval, window) ?? [])
    .map((interval) => row(interval, site.uptime.partial_weight))
    .toReversed()
  const bad = rows.reduce((sum, one) => sum + one.bad, 0n)
  return { window, total, weight: site.uptime.partial_weight, rows, bad, uptime: uptimeFrom(bad, total) }
}

function row(interval: TroubledInterval, partialWeight: number): UptimeRow {
  const length = interval.to - interval.from
  const weight = weightOf(interval.status, partialWeight)
  return { ...interval, length, weight, bad: lost(length, weight) }
}
