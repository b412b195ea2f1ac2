import { clip, type Interval } from './interval.ts'
import type { PublicCatalog, PublicComponent } from './public.ts'
import { worst, type StatusSpan } from './status.ts'
import { startOfDay, type Instant } from './time.ts'
import type { ComponentStatus } from './update.ts'
import { timeIn, uptimeOf, worstOf, type Day, type TimeIn } from './uptime.ts'

export interface ComponentView extends PublicComponent {
  status: ComponentStatus
  /** Since when it has not been operational; null while it is. */
  troubled_since: Instant | null
  /** Hundredths of a per cent, rounded down; null where there is no time to speak of. */
  uptime: number | null
  time: TimeIn
  /** Milliseconds that the percentage is of. */
  total: number
  days: DayView[]
}

export interface DayView extends Day {
  /** Null before the component began. */
  worst: ComponentStatus | null
  time: TimeIn
  /** What was going on: public ids, newest first. */
  events: string[]
}

/** When a component is one. */
export const lifetime = ({ since, until }: PublicComponent, timeZone: string): Interval => ({
  from: since === undefined ? -Infinity : startOfDay(since, timeZone),
  to: until === undefined ? Infinity : startOfDay(until, timeZone),
})
/** Whether an interval holds an instant. */
export const holds = ({ from, to }: Interval, at: Instant) => from <= at && at < to

/** A state that an event sets, with the public id of that event. */
export type OwnedSpan = StatusSpan & { owner: string }

/** A component as it is now and was over the days that the page shows. */
export function viewComponent(
  component: PublicComponent,
  spans: readonly OwnedSpan[],
  days: readonly Day[],
  { site, now }: PublicCatalog,
): ComponentView {
  const window = { from: days[0]?.from ?? now, to: now }
  const life = clip(window, lifetime(component, site.time_zone)) ?? { from: now, to: now }
  const merged = worstOf(spans.flatMap((span) => clip(span, life) ?? []))
  const time = timeIn(merged, life)
  const total = life.to - life.from
  return {
    ...component,
    status: worst(spans.filter((span) => holds(span, now)).map(({ status }) => status)),
    troubled_since: troubledSince(merged, spans, now),
    uptime: uptimeOf(time, total, site.uptime.partial_weight),
    time,
    total,
    days: viewDays(days, life, merged, spans),
  }
}

/** The beginning of the unbroken trouble that reaches up to now. */
function troubledSince(merged: readonly Interval[], spans: readonly StatusSpan[], now: Instant): Instant | null {
  const current = spans.filter((span) => holds(span, now))
  if (current.length === 0) return null
  let since = Math.min(...current.map(({ from }) => from))
  for (const { from, to } of merged.toReversed()) if (from < since && to >= since) since = from
  return since
}

function viewDays(
  days: readonly Day[],
  life: Interval,
  merged: readonly (Interval & { status: ComponentStatus })[],
  spans: readonly OwnedSpan[],
): DayView[] {
  const inDay = byDay(days, merged)
  const ownersInDay = byDay(days, spans)
  return days.map((day, i) => {
    const within = inDay[i] ?? []
    return {
      ...day,
      // At midnight today has no length yet, but a component has a state all the same.
      worst: clip(day, life) || day.from === life.to ? worst(within.map(({ status }) => status)) : null,
      time: timeIn(within, day),
      events: [...new Set((ownersInDay[i] ?? []).map(({ owner }) => owner))],
    }
  })
}

/** For each day what of some intervals touches it. Days are in order, so each interval is looked up, not searched. */
function byDay<T extends Interval>(days: readonly Day[], intervals: readonly T[]): T[][] {
  const lists: T[][] = days.map(() => [])
  const first = days[0]
  if (!first) return lists
  for (const interval of intervals) {
    if (interval.to <= first.from) continue
    let i = lowerBound(days, interval.from)
    for (let day = days[i]; day && day.from < interval.to; day = days[++i])
      if (interval.from < day.to) lists[i]?.push(interval)
  }
  return lists
}

/** The first day that ends after an instant. */
function lowerBound(days: readonly Day[], at: Instant): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}
