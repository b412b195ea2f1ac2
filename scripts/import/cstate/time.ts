import { parseInstant, type Instant } from '#model/time'

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?$/i

/**
 * A time as Hugo reads it in front matter: RFC 3339, with a space for the `T`, without seconds, or a day alone, which
 * means its midnight. `assumed`: it has no offset, and is taken as one of `timeZone`.
 */
export function parseHugoTime(text: string, timeZone: string): { time: Instant; assumed: boolean } | { error: string } {
  const match = TIME.exec(text.trim())
  if (!match) return { error: `Unexpected ${JSON.stringify(text)}, expected a time such as 2026-03-01 10:00:00.` }
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00', fraction = '0', offset] = match
  const two = (digits: string) => digits.padStart(2, '0')
  const local = parseInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}.${fraction}Z`)
  if (typeof local !== 'number') return { error: local.error }
  return offset === undefined
    ? { time: fromWallClock(local, timeZone), assumed: true }
    : { time: local - offsetOf(offset), assumed: false }
}

/** Milliseconds of `Z`, `+02:00`, `+0200` or `+2`. */
function offsetOf(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The instant at which a clock in a zone shows a time, given as if it were one of UTC. */
function fromWallClock(local: number, timeZone: string): Instant {
  const guess = local - zoneOffset(local, timeZone)
  return local - zoneOffset(guess, timeZone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function zoneOffset(instant: Instant, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset', year: 'numeric', calendar: 'gregory' })
  formats.set(timeZone, format)
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offsetOf(name.replace('GMT', ''))
}
