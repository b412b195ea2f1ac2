import { Temporal } from 'temporal-polyfill'
import type { Instant } from '#model/time'

/** `2026-03-01T10:00` as a clock in the zone shows it, or with seconds; null where it is no such time. */
export function instantIn(text: string, timeZone: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return null
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    return null
  }
}

/** What a clock in the zone shows, to the minute: `2026-03-01T10:00`. */
export const localIn = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** For people: `Sun 1 Mar 2026, 10:00`. */
export const wordsIn = (instant: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
    .format(instant)
    .replace(/^(\w+), /, '$1 ')
