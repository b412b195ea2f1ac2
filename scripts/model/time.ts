import { Temporal } from 'temporal-polyfill'

/** Milliseconds since the epoch, an integer. */
export type Instant = number
/** A calendar day, `2026-03-01`. */
export type CalendarDate = string
/** Milliseconds, an integer. */
export type Duration = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

interface Refused {
  error: string
  rule?: string
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|[+-]\d{2}:\d{2})?$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** RFC 3339 with an offset; the error says what is wrong with it otherwise. */
export function parseInstant(text: string): Instant | Refused {
  const match = TIME.exec(text)
  if (!match) return { error: `Unexpected ${JSON.stringify(text)}, expected a time such as 2026-03-01T10:00:00Z.` }
  const [, year = '', month = '', day = '', hour, minute, second = '', fraction = '', offset] = match
  const wrong = offCalendar(year, month, day)
  if (wrong) return { error: wrong }
  if (!offset)
    return {
      rule: 'time-has-offset',
      error: `Unexpected time ${JSON.stringify(text)} without an offset, expected one, such as Z for UTC or +01:00.`,
    }
  if (text[10] === ' ' || second === '')
    return { error: `Unexpected ${JSON.stringify(text)}, expected seconds and a T, as in 2026-03-01T10:00:00Z.` }
  const outOfRange = Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59
  const zone = /^[Zz]$/.test(offset) ? 'Z' : offset
  const instant = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`,
  )
  if (outOfRange || Number.isNaN(instant))
    return { error: `Unexpected ${JSON.stringify(text)}, expected a time of day from 00:00:00 to 23:59:59.` }
  return instant
}

/** A day that exists. */
export function parseDate(text: string): CalendarDate | Refused {
  const wrong = wrongDay(text)
  return wrong ? { error: wrong } : text
}

function wrongDay(text: string): string | null {
  const match = DATE.exec(text)
  if (!match) return `Unexpected ${JSON.stringify(text)}, expected a date such as 2026-03-01.`
  const [, year = '', month = '', day = ''] = match
  return offCalendar(year, month, day)
}

/** What is wrong with a day in digits, four and twice two. */
function offCalendar(year: string, month: string, day: string): string | null {
  // Every month has these, and tens of thousands of times are read.
  if (month >= '01' && month <= '12' && day >= '01' && day <= '28') return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
    ? null
    : `Unexpected ${JSON.stringify(`${year}-${month}-${day}`)}, expected a day that the calendar has.`
}

const UNITS = { d: DAY, h: HOUR, m: MINUTE, s: SECOND }

/** `90s`, `45m`, `2h30m`, `14d`: whole numbers, each unit once, the larger first. */
export function parseDuration(text: string): Duration | Refused {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text)
  if (!match || text === '')
    return { error: `Unexpected ${JSON.stringify(text)}, expected a duration such as 90s, 45m, 2h30m or 14d.` }
  const [, ...counts] = match
  const total = Object.values(UNITS).reduce((sum, unit, i) => sum + unit * Number(counts[i] ?? 0), 0)
  return Number.isSafeInteger(total) ? total : { error: `Unexpected ${JSON.stringify(text)}, expected less.` }
}

/** `2h 30m`, as people write it: the two largest units that count. */
export function formatDuration(duration: Duration): string {
  const parts = Object.entries(UNITS).reduce<{ rest: number; words: string[] }>(
    ({ rest, words }, [name, unit]) => {
      const count = Math.floor(rest / unit)
      return { rest: rest - count * unit, words: count > 0 ? [...words, `${count}${name}`] : words }
    },
    { rest: Math.abs(duration), words: [] },
  ).words
  return parts.length === 0 ? '0s' : parts.slice(0, 2).join(' ')
}

const PAGE_UNITS: Readonly<Record<string, string>> = { m: 'min' }

/**
 * `1 h 10 min`, `43 min 12 s`, as pages and what is handed on have it: the two largest units that count, kept together on
 * one line. Milliseconds, signs aside. What stands beside records writes it as they do: `formatDuration`.
 */
export const durationWords = (duration: Duration): string =>
  formatDuration(duration)
    .split(' ')
    .map((part) => {
      const count = String(Number.parseInt(part, 10))
      const unit = part.slice(count.length)
      return `${count}\u00a0${PAGE_UNITS[unit] ?? unit}`
    })
    .join('\u00a0')

/** `2026-03-01T10:00:00Z`, with milliseconds only where there are any. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString().replace('.000Z', 'Z')

/** `20260301T100600Z`, the name of an update's file. */
export const compactInstant = (instant: Instant): string =>
  `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Reads what `compactInstant` wrote; milliseconds may follow the seconds. */
export function parseCompactInstant(text: string): Instant | null {
  const [, y = '', mo = '', d = '', h = '', mi, s, ms = '000'] = COMPACT.exec(text) ?? []
  // A day that ends at 24:00 is none of ours.
  if (y === '' || h > '23' || offCalendar(y, mo, d) !== null) return null
  const instant = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`)
  return Number.isNaN(instant) ? null : instant
}
const COMPACT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:\.?(\d{3}))?Z$/

/** The day that an instant falls on in a zone. */
export const dateIn = (instant: Instant, timeZone: string): CalendarDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** The instant at which a day begins in a zone: midnight, or the first instant after a gap that swallows it. */
export const startOfDay = (date: CalendarDate, timeZone: string): Instant =>
  Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds

/** The day `days` later (earlier where negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  // A calendar of hundreds of services asks for hundreds of thousands; a day of UTC is always as long.
  const then = Date.parse(`${date}T00:00:00Z`) + days * DAY
  return then >= FIRST_DAY && then <= LAST_DAY
    ? new Date(then).toISOString().slice(0, 10)
    : Temporal.PlainDate.from(date).add({ days }).toString()
}
/** Of the years that are written in four digits. */
const [FIRST_DAY, LAST_DAY] = [Date.parse('0000-01-01'), Date.parse('9999-12-31')]
