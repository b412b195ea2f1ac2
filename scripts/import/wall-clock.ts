import { MINUTE, type Instant } from '#model/time'

/** Where a clock hangs: a zone by its name, or milliseconds east of Greenwich. */
export type Zone = string | number

/** The instant at which a clock shows a time, given as if it were one of UTC. */
export function instantOf(local: number, zone: Zone): Instant {
  if (typeof zone === 'number') return local - zone
  const guess = local - offsetAt(local, zone)
  return local - offsetAt(guess, zone)
}

/** What a clock shows at an instant, as if it were one of UTC. */
export const localOf = (instant: Instant, zone: Zone): number =>
  instant + (typeof zone === 'number' ? zone : offsetAt(instant, zone))

/** Milliseconds of `Z`, `+02:00`, `+0200` or `+2`. */
export function offsetOf(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(instant: Instant, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset', year: 'numeric', calendar: 'gregory' })
  formats.set(timeZone, format)
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offsetOf(name.replace('GMT', ''))
}
