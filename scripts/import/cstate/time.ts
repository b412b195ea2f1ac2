import { parseInstant, type Instant } from '#model/time'
import { instantOf, offsetOf } from '../wall-clock.ts'

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?$/i

/**
 * A time as Hugo reads it in front matter: RFC 3339, with a space for the `T`, without seconds, or a day alone, which
 * means its midnight. `offset` as it is written; null: it has none, and is taken as one of `timeZone`.
 */
export function parseHugoTime(
  text: string,
  timeZone: string,
): { time: Instant; offset: string | null } | { error: string } {
  const match = TIME.exec(text.trim())
  if (!match) return { error: `Unexpected ${JSON.stringify(text)}, expected a time such as 2026-03-01 10:00:00.` }
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00', fraction = '0', offset] = match
  const two = (digits: string) => digits.padStart(2, '0')
  const local = parseInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}.${fraction}Z`)
  if (typeof local !== 'number') return { error: local.error }
  return offset === undefined
    ? { time: instantOf(local, timeZone), offset: null }
    : { time: local - offsetOf(offset), offset }
}
