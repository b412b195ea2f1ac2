import { addDays, dateIn, startOfDay, type Instant } from '../time.ts'

/** So many days are looked back on, today with them. */
export const DAYS_BACK = 365

/** When the days of a zone up to `now` began, the oldest first: `count` of them, today with them, each as long as its clocks ran. */
export function daysUpTo(now: Instant, count: number, timeZone: string): Instant[] {
  const today = dateIn(now, timeZone)
  return Array.from({ length: count }, (_, i) => startOfDay(addDays(today, i + 1 - count), timeZone))
}

/** Marks days in order: those that hold any instant of a stretch, both of its ends with it. Stretches come in order of time. */
export function dayMarks(begins: readonly Instant[]) {
  let [marked, last, day] = [0, -1, 0]
  const dayOf = (at: Instant): number => {
    while ((begins[day + 1] ?? Infinity) <= at) day++
    return day
  }
  return {
    mark(from: Instant, to: Instant) {
      if (to < from) return
      const first = Math.max(dayOf(from), last + 1)
      const end = dayOf(to)
      marked += Math.max(0, end - first + 1)
      last = Math.max(last, end)
    },
    count: () => marked,
  }
}
