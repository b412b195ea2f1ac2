import { englishTime, shortMonth } from '#model/english-time'
export { monthText } from '#model/english-time'
import { formatDuration, formatInstant, type CalendarDate, type Duration, type Instant } from '#model/time'

/*
 * Times as people read them: UTC first, as in logs and pages, then the site's zone.
 */

const UTC = 'Etc/UTC'

interface Parts {
  day: string
  time: string
  zone: string
}

/** Where Intl knows the letters of a zone, one of these locales has them; elsewhere it says GMT+9. */
const LOCALES = ['en-GB', 'en-US', 'en-AU', 'en-IN']

const zoneFormats = new Map<string, Intl.DateTimeFormat[]>()

function zoneFormatsOf(timeZone: string): Intl.DateTimeFormat[] {
  const known = zoneFormats.get(timeZone)
  if (known) return known
  const made = LOCALES.map((locale) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }))
  zoneFormats.set(timeZone, made)
  return made
}

function partsOf(instant: Instant, timeZone: string): Parts {
  const { day, month, year, time } = englishTime(instant, timeZone)
  return {
    day: `${day} ${shortMonth(month)} ${year}`,
    time,
    zone: timeZone === UTC ? 'UTC' : zoneName(instant, timeZone),
  }
}

/** The first name with letters; `GMT+9` where no locale has one. */
function zoneName(instant: Instant, timeZone: string): string {
  let offset = timeZone
  for (const zone of zoneFormatsOf(timeZone)) {
    const name = zone.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
    if (!/^(GMT|UTC)[+-]/.test(name)) return name
    offset = name
  }
  return offset
}

/** One end of a time or a span, ready for a `time` element. */
export interface Mark {
  datetime: string
  text: string
}

export interface When {
  from: Mark
  to: Mark | null
  zone: 'UTC'
  /** The same in the site's zone, for instance `03:00–05:00 CET`; null where that is UTC. */
  local: string | null
}

/** A time, or a span where `to` is given. */
export function when(from: Instant, to: Instant | null, timeZone: string): When {
  const utc = [partsOf(from, UTC), to === null ? null : partsOf(to, UTC)] as const
  return {
    from: { datetime: formatInstant(from), text: `${utc[0].day}, ${utc[0].time}` },
    to: to === null || utc[1] === null ? null : { datetime: formatInstant(to), text: after(utc[0].day, utc[1]) },
    zone: 'UTC',
    local: localOf(from, to, timeZone, utc[0].day),
  }
}

const after = (day: string, { day: other, time }: Parts) => (day === other ? time : `${other}, ${time}`)

function localOf(from: Instant, to: Instant | null, timeZone: string, utcDay: string): string | null {
  const start = partsOf(from, timeZone)
  const end = to === null ? null : partsOf(to, timeZone)
  if (start.zone === 'UTC' && (end === null || end.zone === 'UTC')) return null
  const first = after(utcDay, start)
  if (end === null) return `${first} ${start.zone}`
  // The clocks may change in between.
  const zone = start.zone === end.zone ? '' : ` ${start.zone}`
  return `${first}${zone}–${after(start.day, end)} ${end.zone}`
}

/** A span as the calendar of a zone has it. */
export interface LocalSpan {
  from: Mark
  to: Mark | null
  zone: string
  /** The same in UTC; null where that is the zone. */
  utc: string | null
}

/**
 * A span beside one of its days, so that this day isn't named again: `02:00–04:00`, `14 Dec, 00:00–4 Jan 2027, 06:00`.
 * The zone's time comes first, as days are its days.
 */
export function localSpan(from: Instant, to: Instant | null, timeZone: string, beside: CalendarDate): LocalSpan {
  const [start, end] = [partsOf(from, timeZone), to === null || to === from ? null : partsOf(to, timeZone)]
  const day = dayText(beside)
  // The clocks may change in between.
  const changes = end !== null && end.zone !== start.zone
  const utc = [partsOf(from, UTC), end === null || to === null ? null : partsOf(to, UTC)] as const
  const text = (parts: Parts, known: string) =>
    parts.day === known ? parts.time : `${short(parts.day, day)}, ${parts.time}`
  return {
    from: { datetime: formatInstant(from), text: `${text(start, day)}${changes ? ` ${start.zone}` : ''}` },
    to: end === null || to === null ? null : { datetime: formatInstant(to), text: text(end, start.day) },
    zone: end?.zone ?? start.zone,
    utc:
      start.zone === 'UTC' && !changes
        ? null
        : `${text(utc[0], start.day)}${utc[1] === null ? '' : `–${text(utc[1], utc[0].day)}`} UTC`,
  }
}

/** Without the year where that is the same. */
const short = (day: string, beside: string) => (day.slice(-4) === beside.slice(-4) ? day.slice(0, -5) : day)

/** `02:00` in a zone. */
export const clockText = (instant: Instant, timeZone: string): string => partsOf(instant, timeZone).time

/** `1 Aug 2026` for a day without a time. */
export const dayText = (date: CalendarDate): string => partsOf(Date.parse(`${date}T00:00:00Z`), UTC).day

/** `1h 10m`, kept together on one line. */
export const durationText = (duration: Duration): string => formatDuration(duration).replaceAll(' ', '\u00a0')
