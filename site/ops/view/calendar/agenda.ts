import type { CalendarEntry } from './entry.ts'
import { addDays, type CalendarDate } from '#model/time'

/** So many a day are listed; the rest is counted. */
const A_DAY = 25
const GOING_ON = 10

/** A day of the agenda. */
export interface AgendaDay {
  date: CalendarDate
  today: boolean
  /** What begins on it; on the first day of an agenda also what has begun before. */
  entries: CalendarEntry[]
  more: number
  /** What began on an earlier day of the agenda and hasn't ended. */
  going_on: CalendarEntry[]
  more_going_on: number
}

/** Which days an agenda is of. */
export interface AgendaSpan {
  /** Both included. */
  from: CalendarDate
  to: CalendarDate
  today: CalendarDate
  /** Days to list in any case. */
  also?: ReadonlySet<CalendarDate>
}

/**
 * The days on which something begins, in order. Each entry is listed once, and named on the later days that it lasts.
 * `entries` come in order.
 */
export function agenda(
  entries: readonly CalendarEntry[],
  { from, to, today, also = new Set() }: AgendaSpan,
): AgendaDay[] {
  const days = new Map<CalendarDate, AgendaDay>()
  for (let date = from; date <= to; date = addDays(date, 1))
    days.set(date, { date, today: date === today, entries: [], more: 0, going_on: [], more_going_on: 0 })
  for (const entry of entries) {
    if (entry.last < from || to < entry.first) continue
    const begins = entry.first < from ? from : entry.first
    const day = days.get(begins)
    if (!day) continue
    if (day.entries.length < A_DAY) day.entries.push(entry)
    else day.more++
    if (entry.first === entry.last) continue
    for (const later of days.values())
      if (begins < later.date && later.date <= entry.last) {
        if (later.going_on.length < GOING_ON) later.going_on.push(entry)
        else later.more_going_on++
      }
  }
  return [...days.values()].filter(
    (day) => day.entries.length > 0 || (also.has(day.date) && day.going_on.length > 0) || day.today,
  )
}
