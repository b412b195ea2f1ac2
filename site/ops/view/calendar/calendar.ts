import { Temporal } from 'temporal-polyfill'
import { calendarEntries, byBeginning, type CalendarEntry } from './entry.ts'
import type { Ops } from '../index.ts'
import { dateIn, type CalendarDate } from '#model/time'

/** A month of a year, `2026-03`. */
export type Month = string

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
  const ofMonth = new Map<Month, CalendarEntry[]>([[current, []]])
  const [earliest, latest] = [addMonths(current, -MONTHS_BACK), addMonths(current, MONTHS_AHEAD)]
  for (const entry of entries) {
    const [first, last] = [monthOf(entry.first), monthOf(entry.last)]
    for (let month = first < earliest ? earliest : first; month <= last && month <= latest; month = addMonths(month, 1))
      add(ofMonth, month, entry)
  }
  const ofTeam = new Map<string, CalendarEntry[]>()
  const ofService = new Map<string, CalendarEntry[]>()
  for (const entry of entries) {
    for (const team of entry.teams ?? []) add(ofTeam, team, entry)
    for (const { id } of entry.services ?? []) add(ofService, id, entry)
  }
  const ofAll = entries.filter(({ services }) => services === null)
  return { today, entries, months: [...ofMonth.keys()].toSorted(), ofMonth, ofTeam, ofService, ofAll }
}

/** What concerns one team, that which concerns all of them too. */
export const entriesOfTeam = ({ ofTeam, ofAll }: Calendar, id: string): CalendarEntry[] =>
  [...(ofTeam.get(id) ?? []), ...ofAll].toSorted(byBeginning)

/** What concerns one service, that which concerns all of them too. */
export const entriesOfService = ({ ofService, ofAll }: Calendar, id: string): CalendarEntry[] =>
  [...(ofService.get(id) ?? []), ...ofAll].toSorted(byBeginning)

export const monthOf = (date: CalendarDate): Month => date.slice(0, -3)

const addMonths = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString()

function add(groups: Map<string, CalendarEntry[]>, key: string, entry: CalendarEntry) {
  const group = groups.get(key)
  if (group) group.push(entry)
  else groups.set(key, [entry])
}
