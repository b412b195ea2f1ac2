import { Temporal } from 'temporal-polyfill'
import { parseDate, type CalendarDate, type Instant } from '../time.ts'

/** Why a written time can't be told, or may be another one. */
export type ClockDoubt =
  /** No clock shows it: 25:00. */
  | 'no_such_time'
  /** The calendar has no such day. */
  | 'no_such_day'
  /** `10:05 pm`: clocks with 12 hours aren't read. */
  | 'half_day'
  /** The clocks of the zone were put forward over it. */
  | 'skipped'
  /** The clocks of the zone showed it twice. */
  | 'twice'
  /** Nobody knows the zone. */
  | 'unknown_zone'

/** A time at the beginning of a text, as it was written. */
export interface WrittenTime {
  /** `2026-03-02 00:10`, and how far into the text it reaches. */
  written: string
  /** As a day, where one was written. */
  date: CalendarDate | null
  /** Seconds since midnight, by the clock. */
  clock: number
  /** `Z` or `+01:00`, where one was written. */
  offset: string | null
  doubt: ClockDoubt | null
}

const TIME = /^(?:(\d{4}-\d{2}-\d{2})(?:([Tt])|[ \t]{1,8}))?(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?![\d:])/

/**
 * The time that a text begins with: `HH:MM` or `HH:MM:SS`, behind a date or without, or one of RFC 3339 with its offset.
 * Null where it begins with none.
 */
export function timeAt(text: string): WrittenTime | null {
  const match = TIME.exec(text)
  if (!match) return null
  const [whole, date = null, mark, hours, minutes, seconds = '00'] = match
  const behind = text.slice(whole.length, whole.length + 8)
  const offset = (mark === undefined ? /^Z\b/ : /^(?:[Zz]\b|[+-]\d{2}:\d{2}(?!\d))/).exec(behind)?.[0] ?? null
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)]
  return {
    written: whole + (offset ?? ''),
    date,
    clock: (h * 60 + m) * 60 + s,
    offset: offset?.toUpperCase() ?? null,
    doubt:
      h > 23 || m > 59 || s > 59
        ? 'no_such_time'
        : date !== null && typeof parseDate(date) !== 'string'
          ? 'no_such_day'
          : /^[ \t]?p\.?m\b/i.test(behind)
            ? 'half_day'
            : null,
  }
}

/** The instants at which the clocks of a zone show a time, the earlier first where they show it twice. */
export function instantsShowing(
  date: CalendarDate,
  clock: number,
  zone: string,
): { at: [Instant, Instant?]; doubt: ClockDoubt | null } {
  const plain = Temporal.PlainDate.from(date).toPlainDateTime({
    hour: Math.floor(clock / 3600),
    minute: Math.floor(clock / 60) % 60,
    second: clock % 60,
  })
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { at: [later.epochMilliseconds], doubt: null }
  // Of a time that was skipped both are other times; the later one is what a clock shows that wasn't put forward.
  return earlier.toPlainDateTime().equals(plain)
    ? { at: [earlier.epochMilliseconds, later.epochMilliseconds], doubt: 'twice' }
    : { at: [later.epochMilliseconds], doubt: 'skipped' }
}

/** What the clocks of a zone show. */
export function clockIn(instant: Instant, zone: string): { date: CalendarDate; clock: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return { date: local.toPlainDate().toString(), clock: (local.hour * 60 + local.minute) * 60 + local.second }
}

/** Whether there is a zone of that name. */
export function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== ''
  } catch {
    return false
  }
}
