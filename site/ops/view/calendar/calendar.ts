import { calendarEntries, byBeginning, type CalendarEntry } from './entry.ts'
import type { Ops } from '../index.ts'
import { groupByEach } from '#model/grouping'
import { addMonths, monthOf, type Month } from '#model/month'
import { dateIn, type CalendarDate } from '#model/time'

export type { Month }

/** The calendar has pages for this many months before this one and after it. */
const MONTHS_BACK = 13
const MONTHS_AHEAD = 12

/** All that the calendar's pages are made from. Made once a build. */
export interface Calendar {
  today: CalendarDate
  /** By when they begin. */
  entries: CalendarEntry[]
  /** The months that have a page: those with entries, and this one; the earliest first. */
  months: Month[]
  /** By month, what touches it; an entry over several months stands in each. */
  ofMonth: ReadonlyMap<Month, CalendarEntry[]>
  /** By team and by service, what concerns it, without what concerns all of them. */
  ofTeam: ReadonlyMap<string, CalendarEntry[]>
  ofService: ReadonlyMap<string, CalendarEntry[]>
  ofAll: CalendarEntry[]
}

/** Sorts every entry into its months, teams and services, in one pass over each. */
export function opsCalendar(ops: Ops): Calendar {
  const entries = calendarEntries(ops)
  const today = dateIn(ops.now, ops.catalog.site.time_zone)
  const current = monthOf(today)
  const [earliest, latest] = [addMonths(current, -MONTHS_BACK), addMonths(current, MONTHS_AHEAD)]
  const ofMonth = groupByEach(entries, (entry) => monthsOf(entry, earliest, latest))
  if (!ofMonth.has(current)) ofMonth.set(current, [])
  const ofTeam = groupByEach(entries, ({ teams }) => teams ?? [])
  const ofService = groupByEach(entries, ({ services }) => (services ?? []).map(({ id }) => id))
  const ofAll = entries.filter(({ services }) => services === null)
  return { today, entries, months: [...ofMonth.keys()].toSorted(), ofMonth, ofTeam, ofService, ofAll }
}

/** The months that an entry touches, of those between two. */
function* monthsOf({ first, last }: CalendarEntry, earliest: Month, latest: Month) {
  const [from, to] = [monthOf(first), monthOf(last)]
  for (let month = from < earliest ? earliest : from; month <= to && month <= latest; month = addMonths(month, 1))
    yield month
}

/** What concerns one team, that which concerns all of them too. */
export const entriesOfTeam = ({ ofTeam, ofAll }: Calendar, id: string): CalendarEntry[] =>
  [...(ofTeam.get(id) ?? []), ...ofAll].toSorted(byBeginning)

/** What concerns one service, that which concerns all of them too. */
export const entriesOfService = ({ ofService, ofAll }: Calendar, id: string): CalendarEntry[] =>
  [...(ofService.get(id) ?? []), ...ofAll].toSorted(byBeginning)
