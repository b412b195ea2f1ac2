import type { DayView } from './component.ts'
import { clip, type Interval } from '../interval.ts'
import { worst } from './overall.ts'
import type { ComponentStatus } from '../records/update.ts'
import { timeIn, type Day } from './uptime.ts'

/** The states of one component, none of which overlap, and who spoke of it, both within its life. */
interface Course {
  intervals: readonly (Interval & { status: ComponentStatus })[]
  said: readonly (Interval & { owner: string })[]
}

/** What a component went through on each day; `lived` tells on which ones it was one. */
export function viewDays(days: readonly Day[], { intervals, said }: Course, lived: (day: Day) => boolean): DayView[] {
  const states = byDay(days, intervals)
  const speakers = byDay(days, said)
  return days.map((day, i) => {
    const within = states[i] ?? []
    return {
      ...day,
      worst: lived(day) ? worst(within.map(({ status }) => status)) : null,
      time: timeIn(within, day),
      events: [...new Set((speakers[i] ?? []).map(({ owner }) => owner))],
    }
  })
}

/** Whether some of a day lies within a life. At midnight today has no length yet, but a component has a state all the same. */
export const livedOn = (day: Day, life: Interval): boolean =>
  clip(day, life) !== null || (life.from <= day.from && day.from < life.to)

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
function lowerBound(days: readonly Day[], at: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}
