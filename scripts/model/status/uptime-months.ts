import { lifetime, type ComponentView } from './component.ts'
import { clip } from '../interval.ts'
import { lastMonths, monthIn, monthOf, monthsBetween, type Month } from '../month.ts'
import type { StatusPage } from './page.ts'
import { dateIn } from '../time.ts'
import { meanUptime, timeIn, uptimeOf, type TimeIn } from './uptime.ts'

export interface UptimeMonth {
  /** Of the site's zone. */
  month: Month
  /** Hundredths of a per cent, rounded down; null where the component wasn't one in that month. */
  uptime: number | null
  time: TimeIn
  /** Milliseconds that the percentage is of: the month, as far as it has passed and the component was one. */
  total: number
}

type Page = Pick<StatusPage, 'site' | 'now'>

/** A component month by month, newest first; the current month is as far as it has come. */
export function uptimeMonths(component: ComponentView, { site, now }: Page, count: number): UptimeMonth[] {
  const life = lifetime(component, site.time_zone)
  return lastMonths(now, count, site.time_zone).map(({ month, ...whole }) => {
    const lived = clip(whole, life) ?? { from: now, to: now }
    const time = timeIn(component.intervals, lived)
    const total = lived.to - lived.from
    return { month, uptime: uptimeOf(time, total, site.uptime.partial_weight), time, total }
  })
}

/** A group month by month, newest first: the mean of the members' percentages, rounded down; times and totals are sums. */
export function groupMonths(components: readonly ComponentView[], page: Page, count: number): UptimeMonth[] {
  const members = components.map((component) => uptimeMonths(component, page, count))
  return lastMonths(page.now, count, page.site.time_zone).map(({ month }, i) => {
    const months = members.flatMap((of) => of[i] ?? [])
    return { month, uptime: meanUptime(months.map(({ uptime }) => uptime)), ...timeOfAll(months) }
  })
}

/** The time of several, and what it is of, added up, in milliseconds. */
export function timeOfAll(parts: readonly { time: TimeIn; total: number }[]): { time: TimeIn; total: number } {
  const sum = (state: keyof TimeIn) => parts.reduce((all, { time }) => all + time[state], 0)
  return {
    time: {
      major_outage: sum('major_outage'),
      partial_outage: sum('partial_outage'),
      degraded_performance: sum('degraded_performance'),
      under_maintenance: sum('under_maintenance'),
    },
    total: parts.reduce((all, { total }) => all + total, 0),
  }
}

const MOST_MONTHS = 12

/**
 * How many months there is something to say of, the current one with them, 1 to 12: from the first day of a component
 * or the first event on, whichever is earlier.
 */
export function monthsShown({ site, now, components, retired, incidents, maintenances }: StatusPage): number {
  const born = [...components, ...retired].flatMap(({ since }) => since ?? [])
  const told = [...incidents.map(({ started }) => started), ...maintenances.map(({ begins }) => begins ?? now)]
  const first = told.reduce((earliest, one) => Math.min(earliest, one), now)
  const earliest = [...born, dateIn(first, site.time_zone)].reduce((a, b) => (b < a ? b : a))
  const age = monthsBetween(monthOf(earliest), monthIn(now, site.time_zone)) + 1
  return Math.min(MOST_MONTHS, Math.max(1, age))
}
