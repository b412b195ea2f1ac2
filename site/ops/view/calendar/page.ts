import { agenda, type AgendaDay } from './agenda.ts'
import { conflictsOf, type CalendarConflict } from './conflicts.ts'
import type { CalendarEntry } from './entry.ts'
import type { Some } from '../rows.ts'
import { monthGrid, type MonthGrid } from './month.ts'
import type { Calendar } from './calendar.ts'
import { monthOf, type Month } from '#model/month'
import { addDays, type CalendarDate } from '#model/time'

const AHEAD = 60
const BACK = 30

/** What a page of the calendar shows. */
export interface CalendarPage {
  grid: MonthGrid
  /** The nearest months that have a page; null where there is none. */
  earlier: Month | null
  later: Month | null
  /** Of what is planned, whichever month is shown; null on the page of a month, which shows no more than that. */
  conflicts: Some<CalendarConflict> | null
  /** In the order in which they are read. */
  agendas: { title: 'ahead' | 'back' | 'month'; from: CalendarDate; to: CalendarDate; days: AgendaDay[] }[]
}

/** This month, then the next 60 days, today first, then the past 30, yesterday first. */
export function currentPage(calendar: Calendar, entries: readonly CalendarEntry[]): CalendarPage {
  const { today } = calendar
  const month = monthOf(today)
  const grid = monthGrid(entries, month, today)
  const folded = foldedDays(grid)
  const ahead = { from: today, to: addDays(today, AHEAD) }
  const back = { from: addDays(today, -BACK), to: addDays(today, -1) }
  return {
    grid,
    ...around(calendar, month),
    conflicts: conflictsOf(entries),
    agendas: [
      { title: 'ahead', ...ahead, days: agenda(entries, { ...ahead, today, also: folded }) },
      { title: 'back', ...back, days: agenda(entries, { ...back, today, also: folded }).toReversed() },
    ],
  }
}

/** One month and its days. */
export function monthPage(calendar: Calendar, month: Month): CalendarPage {
  const { today, ofMonth } = calendar
  const entries = ofMonth.get(month) ?? []
  const grid = monthGrid(entries, month, today)
  const days = grid.weeks.flatMap((week) => week.flatMap((day) => day?.date ?? []))
  const [from = today, to = today] = [days[0], days.at(-1)]
  return {
    grid,
    ...around(calendar, month),
    conflicts: null,
    agendas: [{ title: 'month', from, to, days: agenda(entries, { from, to, today, also: foldedDays(grid) }) }],
  }
}

/** The days of which the grid doesn't draw everything: the agenda has to. */
const foldedDays = ({ weeks }: MonthGrid): Set<CalendarDate> =>
  new Set(weeks.flatMap((days) => days.flatMap((day) => (day && day.more > 0 ? day.date : []))))

function around({ months }: Calendar, month: Month): Pick<CalendarPage, 'earlier' | 'later'> {
  const at = months.indexOf(month)
  return { earlier: months[at - 1] ?? null, later: months[at + 1] ?? null }
}
