import { addDays, DAY, HOUR, MINUTE, dateIn, startOfDay, type Duration, type Instant } from '#model/time'

/** A stretch of time that things are drawn on, with the moments that are named along it. */
export interface Axis {
  from: Instant
  to: Instant
  /** Round times in the zone of the site, few enough to be read on a phone. */
  ticks: Instant[]
  /** Whether what is named are days. */
  days: boolean
}

const MOST_TICKS = 5
const STEPS: readonly Duration[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((count) => count * HOUR),
]
const DAYS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

/** An axis that shows some moments with a little room at both ends. */
export function axisOver(moments: readonly Instant[], timeZone: string): Axis {
  const [first, last] = moments.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Infinity, -Infinity],
  )
  const room = Math.max(MINUTE, Math.ceil((last - first) * 0.04))
  const [from, to] = [first - room, last + room]
  const step = STEPS.find((one) => (to - from) / one <= MOST_TICKS)
  const days = step === undefined
  const ticks = days ? dayTicks(from, to, timeZone) : clockTicks(from, to, { step, timeZone })
  // What is named at the very end would be cut off.
  const margin = (to - from) * 0.06
  return { from, to, days, ticks: ticks.filter((at) => at >= from + margin && at <= to - margin) }
}

function clockTicks(from: Instant, to: Instant, { step, timeZone }: { step: Duration; timeZone: string }): Instant[] {
  const midnight = startOfDay(dateIn(from, timeZone), timeZone)
  const first = midnight + Math.ceil((from - midnight) / step) * step
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step)
}

function dayTicks(from: Instant, to: Instant, timeZone: string): Instant[] {
  const step = DAYS.find((count) => (to - from) / (count * DAY) <= MOST_TICKS) ?? 10_000
  const first = addDays(dateIn(from, timeZone), 1)
  const count = Math.floor((to - from) / (step * DAY)) + 1
  return Array.from({ length: count }, (_, i) => startOfDay(addDays(first, i * step), timeZone)).filter((at) => at < to)
}

/** Where a moment stands on an axis, in per cent of its length; what lies beyond an end stands there. */
export const placeOn = ({ from, to }: Pick<Axis, 'from' | 'to'>, at: Instant): number =>
  Math.round(Math.min(1, Math.max(0, (at - from) / (to - from))) * 10_000) / 100
