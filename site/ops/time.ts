import { englishTime, shortMonth } from '#model/english-time'
export { monthText } from '#model/english-time'
import { formatInstant, type CalendarDate, type Instant } from '#model/time'
export { durationWords as durationText } from '#model/time'

/*
 * Times as people read them, in the order of the status page: the site's zone, then UTC, as logs have it.
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

/** A time or a span in the zone of the site, as its days are those of that zone, and the same in UTC. */
export interface When {
  from: Mark
  to: Mark | null
  zone: string
  /** The same in UTC, for instance `02:00–04:00 UTC`; null where that is the zone. */
  utc: string | null
}

/** A time, or a span where `to` is given: `25 Feb 2026, 03:00–05:00 CET`, and `02:00–04:00 UTC`. */
export const when = (from: Instant, to: Instant | null, timeZone: string): When =>
  told([from, to], timeZone, { day: '', shown: (day) => day })

/**
 * A span beside one of its days, so that this day isn't named again: `02:00–04:00`, `14 Dec, 00:00–4 Jan 2027, 06:00`.
 */
export function whenBeside(from: Instant, to: Instant | null, timeZone: string, beside: CalendarDate): When {
  const day = dayText(beside)
  return told([from, to === from ? null : to], timeZone, { day, shown: (other) => short(other, day) })
}

/** `day` is known to the reader; `shown` is how any other one is named. */
function told(
  [from, to]: readonly [Instant, Instant | null],
  timeZone: string,
  { day, shown }: { day: string; shown: (day: string) => string },
): When {
  const [start, end] = [partsOf(from, timeZone), to === null ? null : partsOf(to, timeZone)]
  const utc = [partsOf(from, UTC), to === null ? null : partsOf(to, UTC)] as const
  // The clocks may change in between.
  const changes = end !== null && end.zone !== start.zone
  // A span over midnight, there or here, names the day of its start in UTC too: nobody should have to work out which it is.
  const overnight = (end !== null && end.day !== start.day) || (utc[1] !== null && utc[1].day !== utc[0].day)
  const knownInUtc = day === '' && overnight ? '' : start.day
  const text = (parts: Parts, known: string) =>
    parts.day === known ? parts.time : `${shown(parts.day)}, ${parts.time}`
  return {
    from: { datetime: formatInstant(from), text: `${text(start, day)}${changes ? ` ${start.zone}` : ''}` },
    to: end === null || to === null ? null : { datetime: formatInstant(to), text: text(end, start.day) },
    zone: end?.zone ?? start.zone,
    utc:
      start.zone === 'UTC' && !changes
        ? null
        : `${text(utc[0], knownInUtc)}${utc[1] === null ? '' : `–${text(utc[1], utc[0].day)}`} UTC`,
  }
}

/** Without the year where that is the same. */
const short = (day: string, beside: string) => (day.slice(-4) === beside.slice(-4) ? day.slice(0, -5) : day)

/** `02:00` in a zone. */
export const clockText = (instant: Instant, timeZone: string): string => partsOf(instant, timeZone).time

/** `1 Aug 2026` for a day without a time. */
export const dayText = (date: CalendarDate): string => partsOf(Date.parse(`${date}T00:00:00Z`), UTC).day

/** A moment among others: its clock, its day where that isn't the one of the moment before, and its clock in UTC. */
export interface Stamp {
  datetime: string
  /** `09:55` */
  clock: string
  /** `23 Nov 2026` */
  day: string
  /** `08:55 UTC`, with its day where that is another one; null where that is the zone. */
  utc: string | null
}

/** A moment for a list in which each line has one. */
export function stampOf(instant: Instant, timeZone: string): Stamp {
  const [here, utc] = [partsOf(instant, timeZone), partsOf(instant, UTC)]
  const day = utc.day === here.day ? '' : `${short(utc.day, here.day)}, `
  return {
    datetime: formatInstant(instant),
    clock: here.time,
    day: here.day,
    utc: here.zone === 'UTC' ? null : `${day}${utc.time} UTC`,
  }
}

/** `CET` at a moment in a zone. */
export const zoneAt = (instant: Instant, timeZone: string): string => partsOf(instant, timeZone).zone
