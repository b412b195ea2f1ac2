import { clip, durationOf, highest, type Interval } from '../interval.ts'
import { rankOf, statusOfRank, type StatusSpan } from './overall.ts'
import { addDays, dateIn, startOfDay, type CalendarDate, type Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'

/** Each whole day of a window in a zone, the last one up to `now`. */
export interface Day extends Interval {
  date: CalendarDate
}

/**
 * The last `count` days up to `now`, oldest first; today is the last of them and ends now. A day that a zone left out is
 * none: Apia had no 30 December 2011.
 */
export function lastDays(now: Instant, count: number, timeZone: string): Day[] {
  const days: Day[] = []
  let to = now
  for (let date = dateIn(now, timeZone); days.length < count; date = addDays(date, -1)) {
    const from = startOfDay(date, timeZone)
    // Midnight of a day that isn't there is the next one's; at midnight today has no length yet, and is a day.
    if (from < to || days.length === 0) days.push({ date, from, to })
    to = from
  }
  return days.toReversed()
}

/** At each instant the worst of what several spans say of one component. */
export const worstOf = (spans: readonly StatusSpan[]): (Interval & { status: ComponentStatus })[] =>
  highest(spans.map(({ from, to, status }) => ({ from, to, rank: rankOf(status) }))).map(({ from, to, rank }) => ({
    from,
    to,
    status: statusOfRank(rank),
  }))

/** How long a component was in each state, in milliseconds; `operational` is what remains. */
export type TimeIn = Record<Exclude<ComponentStatus, 'operational'>, number>

/** How long one component was in each state within a window. Its spans don't overlap, as `worstOf` gives them: overlaps would count twice. */
export function timeIn(spans: readonly (Interval & { status: ComponentStatus })[], window: Interval): TimeIn {
  const within = spans.flatMap((span) => clip(span, window) ?? [])
  const of = (status: ComponentStatus) => durationOf(within.filter((span) => span.status === status))
  return {
    major_outage: of('major_outage'),
    partial_outage: of('partial_outage'),
    degraded_performance: of('degraded_performance'),
    under_maintenance: of('under_maintenance'),
  }
}

/** Digits behind the point that a weight may have: 0.3 is 300000 millionths. */
const MILLION = 1_000_000
/** Two decimals of a percentage: hundredths of a hundredth. */
const STEPS = 10_000

/** What share of the time in a state is lost: a major outage's whole, a partial one's `partialWeight`, none of others. */
export const weightOf = (status: ComponentStatus, partialWeight: number): number =>
  status === 'major_outage' ? 1 : status === 'partial_outage' ? partialWeight : 0

/** Time lost, exactly: milliseconds × millionths of the weight. */
export const lost = (milliseconds: number, weight: number): bigint =>
  BigInt(milliseconds) * BigInt(Math.round(weight * MILLION))

/** Uptime in hundredths of a per cent, rounded down: `1 − bad / total`, `bad` as `lost` gives it. Null where there is no time to speak of. */
export function uptimeFrom(bad: bigint, total: number): number | null {
  if (total <= 0) return null
  const whole = lost(total, 1)
  return Number(((whole - bad) * BigInt(STEPS)) / whole)
}

/**
 * Uptime in hundredths of a per cent, rounded down: `1 − (major + weight · partial) / total`. Whole milliseconds and a
 * weight in millionths, so that no rounding but the last one happens. Null where there is no time to speak of.
 */
export const uptimeOf = (time: TimeIn, total: number, partialWeight: number): number | null =>
  uptimeFrom(lost(time.major_outage, 1) + lost(time.partial_outage, partialWeight), total)

/** Seconds of time lost, `777.6`: exact, with as many digits behind the point as there are, at most nine. */
export function formatLost(bad: bigint): string {
  const perSecond = BigInt(1000 * MILLION)
  const fraction = String(bad % perSecond)
    .padStart(9, '0')
    .replace(/(?<!0)0+$/, '')
  return `${bad / perSecond}${fraction && `.${fraction}`}`
}

/** The mean of the members' uptimes, in hundredths of a per cent, rounded down; null where none has one. */
export function meanUptime(uptimes: readonly (number | null)[]): number | null {
  const known = uptimes.filter((uptime) => uptime !== null)
  return known.length === 0 ? null : Math.floor(known.reduce((sum, one) => sum + one, 0) / known.length)
}

/** `99.98`, always with two digits; `100` where nothing is missing. */
export const formatUptime = (hundredths: number): string =>
  hundredths === STEPS ? '100' : (hundredths / 100).toFixed(2)
