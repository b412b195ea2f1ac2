import { firstDay, type Month } from './month.ts'
import type { CalendarDate, Instant } from './time.ts'

/*
 * Times in English, as the gate's report and the ops site write them. The clock is always the one with 24 hours, and
 * months are cut to three letters by us: September is Sept in one release of Intl's data and Sep in the next.
 */

/** A moment in a zone. */
export interface EnglishTime {
  /** `Wednesday` */
  weekday: string
  /** `25` */
  day: string
  /** `February` */
  month: string
  year: string
  /** `02:00` */
  time: string
}

export function englishTime(instant: Instant, timeZone: string): EnglishTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const { weekday = '', day = '', month = '', year = '', hour, minute } = parts
  return { weekday, day, month, year, time: `${hour}:${minute}` }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

const ofDay = (date: CalendarDate): EnglishTime => englishTime(Date.parse(`${date}T00:00:00Z`), 'Etc/UTC')

/** `Sep` */
export const shortMonth = (month: string): string => month.slice(0, 3)

/** `Monday` */
export const weekdayText = (date: CalendarDate): string => ofDay(date).weekday

/** `23 November` */
export function dayAndMonthText(date: CalendarDate): string {
  const { day, month } = ofDay(date)
  return `${day} ${month}`
}

/** `November 2026` */
export function monthText(of: Month): string {
  const { month, year } = ofDay(firstDay(of))
  return `${month} ${year}`
}
