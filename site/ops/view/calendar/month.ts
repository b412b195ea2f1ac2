import { Temporal } from 'temporal-polyfill'
import type { CalendarEntry } from './entry.ts'
import type { Month } from '#model/month'
import type { CalendarDate } from '#model/time'

/** Bars above each other in a week, and entries in a day; what is beyond is counted, and the agenda has it. */
const LANES = 3
const A_DAY = 4

/** A month as weeks from Monday to Sunday. */
export interface MonthGrid {
  month: Month
  weeks: Week[]
}

/** Seven days, those of other months as null. */
export type Week = (GridDay | null)[]

export interface GridDay {
  date: CalendarDate
  today: boolean
  /** What goes on for several days, as it lies over this one. */
  bars: MonthBar[]
  /** What this day alone holds, by time. */
  entries: CalendarEntry[]
  /** How many are not drawn. */
  more: number
}

/** A day's part of an entry over several days. */
export interface MonthBar {
  entry: CalendarEntry
  /** From 1, the same over a week. */
  lane: number
  /** How many days of this week and month it covers from here; null but for the first of them, where its name stands. */
  named: number | null
  /** Whether it begins, and ends, on this very day. */
  begins: boolean
  ends: boolean
}

/**
 * Draws a month: what lies on one day into that day, what spans several as bars in lanes, anew each week. Days are
 * those of the calendar, however long the clocks make them. `entries` come in order; a pass for each week that they
 * touch.
 */
export function monthGrid(entries: readonly CalendarEntry[], month: Month, today: CalendarDate): MonthGrid {
  const weeks = weeksOf(month)
  const held: { spans: CalendarEntry[]; singles: Map<CalendarDate, CalendarEntry[]> }[] = weeks.map(() => ({
    spans: [],
    singles: new Map(),
  }))
  for (const entry of entries)
    for (const [i, days] of weeks.entries()) {
      const own = days.filter((date) => date !== null)
      const [from = '', to = ''] = [own[0], own.at(-1)]
      if (entry.last < from || entry.first > to) continue
      const week = held[i]
      if (entry.first !== entry.last) week?.spans.push(entry)
      else addTo(week?.singles, entry)
    }
  return {
    month,
    weeks: weeks.map((days, i) => weekOf(days, held[i]?.spans ?? [], held[i]?.singles ?? new Map(), today)),
  }
}

function addTo(days: Map<CalendarDate, CalendarEntry[]> | undefined, entry: CalendarEntry) {
  const day = days?.get(entry.first)
  if (day) day.push(entry)
  else days?.set(entry.first, [entry])
}

/** The days of a month by weeks, null where a week reaches beyond it. */
function weeksOf(month: Month): (CalendarDate | null)[][] {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const before = Array.from({ length: first.dayOfWeek - 1 }, () => null)
  const days = Array.from({ length: first.daysInMonth }, (_, i) => first.add({ days: i }).toString())
  const all: (CalendarDate | null)[] = [...before, ...days]
  while (all.length % 7 > 0) all.push(null)
  return Array.from({ length: all.length / 7 }, (_, i) => all.slice(i * 7, i * 7 + 7))
}

function weekOf(
  dates: (CalendarDate | null)[],
  spans: readonly CalendarEntry[],
  singles: ReadonlyMap<CalendarDate, CalendarEntry[]>,
  today: CalendarDate,
): Week {
  const own = dates.filter((date) => date !== null)
  const bars = new Map<CalendarDate, MonthBar[]>(own.map((date) => [date, []]))
  const folded = new Map<CalendarDate, number>()
  /** By lane, the last day that is taken. */
  const taken: CalendarDate[] = []
  for (const entry of spans) {
    const covered = own.filter((date) => entry.first <= date && date <= entry.last)
    const [from = '', to = ''] = [covered[0], covered.at(-1)]
    const free = Array.from({ length: LANES }, (_, i) => i).find((i) => (taken[i] ?? '') < from)
    if (free === undefined) {
      for (const date of covered) folded.set(date, (folded.get(date) ?? 0) + 1)
      continue
    }
    taken[free] = to
    for (const date of covered)
      bars.get(date)?.push({
        entry,
        lane: free + 1,
        named: date === from ? covered.length : null,
        begins: date === entry.first,
        ends: date === entry.last,
      })
  }
  const dayOf = (date: CalendarDate): GridDay => {
    const all = singles.get(date) ?? []
    return {
      date,
      today: date === today,
      bars: (bars.get(date) ?? []).toSorted((a, b) => a.lane - b.lane),
      entries: all.slice(0, A_DAY),
      more: Math.max(0, all.length - A_DAY) + (folded.get(date) ?? 0),
    }
  }
  return dates.map((date) => (date === null ? null : dayOf(date)))
}

/** A week as it is drawn, or a stretch of weeks in which there is nothing, today neither. */
export type MonthRow = { week: Week } | { empty: { from: CalendarDate; to: CalendarDate } }

/** The weeks of a month, those that follow each other with nothing in them as one. */
export function foldedWeeks(weeks: readonly Week[]): MonthRow[] {
  const rows: MonthRow[] = []
  for (const week of weeks) {
    const days = week.filter((day) => day !== null)
    const [first, last] = [days[0], days.at(-1)]
    const full = days.some(({ today, bars, entries, more }) => today || bars.length + entries.length + more > 0)
    if (full || !first || !last) {
      rows.push({ week })
      continue
    }
    const before = rows.at(-1)
    if (before && 'empty' in before) before.empty.to = last.date
    else rows.push({ empty: { from: first.date, to: last.date } })
  }
  return rows
}
