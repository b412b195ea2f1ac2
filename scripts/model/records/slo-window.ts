import { Temporal } from 'temporal-polyfill'
import { DAY, HOUR, MINUTE, type Duration } from '../time.ts'
import type { SloWindow } from './objective.ts'

/*
 * OpenSLO's windows. A rolling month has no one length: 30 days, and a quarter 90 and a year 365, as OpenSLO's SDK has it
 * (`DurationShorthand.Duration`).
 */

const UNITS = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY, M: 30 * DAY, Q: 90 * DAY, Y: 365 * DAY } as const
const CALENDAR = { d: 'day', w: 'week', M: 'month', Q: 'quarter', Y: 'year' } as const
const NAMES = { m: 'minute', h: 'hour', ...CALENDAR } as const

export interface Shorthand {
  count: number
  unit: keyof typeof UNITS
}

/** `30d`, `1M`: a whole number above 0 and one unit, of which `m` are minutes and `M` months. Null for all else. */
export function parseShorthand(text: string): Shorthand | null {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhdwMQY])$/.exec(text) ?? []
  return Number(count) > 0 ? { count: Number(count), unit: unit as Shorthand['unit'] } : null
}

export const shorthandLength = ({ count, unit }: Shorthand): Duration => count * UNITS[unit]
/** `1 minute`, `3 months`. */
export const shorthandWords = ({ count, unit }: Shorthand): string => `${count} ${NAMES[unit]}${count === 1 ? '' : 's'}`

/** A window as a file says it; null where it can't be one, which `openslo-problems.ts` has said by then. */
export function windowOf(
  length: Shorthand | null,
  calendar: { startTime: string; timeZone: string } | null | undefined,
): SloWindow | null {
  if (!length) return null
  if (!calendar) return { kind: 'rolling', length: shorthandLength(length) }
  if (length.unit === 'm' || length.unit === 'h' || typeof whenBegun(calendar) === 'string') return null
  return {
    kind: 'calendar',
    unit: CALENDAR[length.unit],
    count: length.count,
    start: calendar.startTime.replace(' ', 'T'),
    time_zone: calendar.timeZone,
  }
}

/** The instant at which a calendar window begins first, or why there is none. The zone must be one. */
export function whenBegun({
  startTime,
  timeZone,
}: {
  startTime: string
  timeZone: string
}): { epoch: number } | 'no time' | 'in a gap' | 'twice' {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(startTime)) return 'no time'
  let local: Temporal.PlainDateTime
  try {
    local = Temporal.PlainDateTime.from(startTime.replace(' ', 'T'), { overflow: 'reject' })
  } catch {
    return 'no time'
  }
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  )
  if (!earlier || !later || earlier.epochMilliseconds === later.epochMilliseconds)
    return { epoch: earlier?.epochMilliseconds ?? 0 }
  return earlier.toPlainDateTime().equals(local) ? 'twice' : 'in a gap'
}

/** v1alpha's windows in the same words: `{count: 30, unit: Day}`. */
export function alphaShorthand({ count, unit }: { count: number; unit: keyof typeof ALPHA_UNITS }): Shorthand | null {
  if (unit !== 'Second') return { count, unit: ALPHA_UNITS[unit] }
  return count % 60 === 0 ? { count: count / 60, unit: 'm' } : null
}
const ALPHA_UNITS = { Second: 'm', Day: 'd', Week: 'w', Month: 'M', Quarter: 'Q' } as const
