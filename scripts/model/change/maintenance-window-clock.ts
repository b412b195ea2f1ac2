import { Temporal } from 'temporal-polyfill'
import { DAYS } from '../records/service.ts'
import { addDays, type CalendarDate, type Instant } from '../time.ts'

/** The day of the week of a date. */
export const weekdayOf = (date: CalendarDate): (typeof DAYS)[number] | undefined =>
  DAYS[Temporal.PlainDate.from(date).dayOfWeek - 1]

/**
 * The instant at which the clocks of a zone show a time of day, `02:00` or `24:00`, on a date. Where they skip it, the
 * first instant after the gap; where they show it twice, the first time.
 */
export function instantOf(date: CalendarDate, time: string, timeZone: string): Instant {
  const wanted =
    time === '24:00'
      ? Temporal.PlainDate.from(addDays(date, 1)).toPlainDateTime()
      : Temporal.PlainDateTime.from(`${date}T${time}`)
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  // In a gap the earlier reading lies before it, so that the next change of the clocks is the gap.
  const exact = found.toPlainDateTime().equals(wanted) ? found : found.getTimeZoneTransition('next')
  return (exact ?? found).epochMilliseconds
}
