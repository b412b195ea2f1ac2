import { livedOn, viewDays } from './uptime-bars.ts'
import { troubledIntervals, type OwnedSpan, type TroubledInterval } from './component-intervals.ts'
import { clip, type Interval } from '../interval.ts'
import type { PublicCatalog, PublicComponent } from '../publish/public.ts'
import { worst } from './overall.ts'
import { startOfDay, type Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'
import { timeIn, uptimeOf, type Day, type TimeIn } from './uptime.ts'

export interface ComponentView extends PublicComponent {
  /** Operational once it is retired. */
  status: ComponentStatus
  /** Since when it has been in `status`; null while that is operational. */
  status_since: Instant | null
  /** Hundredths of a per cent, rounded down; null where there is no time to speak of. */
  uptime: number | null
  time: TimeIn
  /** Milliseconds that the percentage is of. */
  total: number
  days: DayView[]
  /** Its troubles over its whole life up to `now`, at each instant the worst, oldest first. */
  intervals: TroubledInterval[]
}

export interface DayView extends Day {
  /** Null on days on which the component wasn't one. */
  worst: ComponentStatus | null
  /** How long it was in each state, in milliseconds. */
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

/** What a component's percentage is of: its life within some days. It has no length where they don't meet. */
export const lifeWithin = (days: readonly Interval[], life: Interval, now: Instant): Interval =>
  clip({ from: days[0]?.from ?? now, to: now }, life) ?? { from: now, to: now }

/** A component as it is now and was over its life; `spans`, in any order, are what events say of it. */
export function viewComponent(
  component: PublicComponent,
  spans: readonly OwnedSpan[],
  days: readonly Day[],
  { site, now }: Pick<PublicCatalog, 'site' | 'now'>,
): ComponentView {
  const life = lifetime(component, site.time_zone)
  const intervals = troubledIntervals(spans, { from: life.from, to: Math.min(life.to, now) })
  const status = holds(life, now)
    ? worst(spans.filter((span) => holds(span, now)).map((span) => span.status))
    : 'operational'
  const counted = lifeWithin(days, life, now)
  const time = timeIn(intervals, counted)
  const total = counted.to - counted.from
  const said = spans.flatMap((span) => clip(span, counted) ?? [])
  return {
    ...component,
    status,
    status_since: status === 'operational' ? null : statusSince(status, intervals, now),
    uptime: uptimeOf(time, total, site.uptime.partial_weight),
    time,
    total,
    days: viewDays(days, { intervals, said }, (day) => livedOn(day, life)),
    intervals,
  }
}

/** When the state of now began: what it was in before, an announced maintenance say, lends it no start. */
function statusSince(status: ComponentStatus, intervals: readonly TroubledInterval[], now: Instant): Instant {
  const last = intervals.at(-1)
  return last?.to === now && last.status === status ? last.from : now
}
