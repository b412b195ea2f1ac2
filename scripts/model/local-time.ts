import { Temporal } from 'temporal-polyfill'
import { formatInstant, MINUTE, type Duration, type Instant } from './time.ts'

/*
 * A time that somebody wrote as their own clock showed it. Never taken for UTC in silence: what is suggested writes out
 * both clocks.
 */

/** The instant at which clocks in a zone show what `written` shows in UTC; the first one where they show it twice. */
export const whenClocksShow = (written: Instant, timeZone: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(written)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds

/** The same instant with the offset of a zone: `2026-11-28T11:20:00+01:00`; `Z` where that is none. */
export function withOffset(instant: Instant, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  if (local.offsetNanoseconds === 0) return formatInstant(instant)
  const written = local.toString({
    timeZoneName: 'never',
    smallestUnit: instant % 1000 === 0 ? 'second' : 'millisecond',
  })
  return written.slice(-3, -2) === ':' ? written : formatInstant(instant)
}

/** Clocks differ by as much as this, and a merge takes as long. */
const TOLERANCE = 2 * MINUTE

/** Whether a time is further ahead than clocks differ by. */
export const isAheadOf = (time: Instant, now: Instant): boolean => time > now + TOLERANCE

/** `48 minutes`, `1 hour`, `3 days`: whole units, never more than is true. */
export function aheadWords(ahead: Duration): string {
  const minutes = Math.floor(ahead / MINUTE)
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** A time as somebody may have read it off their own clock, with the words that ask so. */
export interface LocalReading {
  /** `Local time? 10:06 in Europe/Berlin is 09:06Z.` */
  question: string
  meant: Instant
}

/** What a time means where it was read off the clocks of a zone; null where those show UTC. */
export function localReading(time: Instant, timeZone: string): LocalReading | null {
  const meant = whenClocksShow(time, timeZone)
  if (meant === time) return null
  const [written, utc] = [formatInstant(time), formatInstant(meant)]
  const day = utc.slice(0, 10) === written.slice(0, 10) ? '' : `${utc.slice(0, 10)} `
  return { question: `Local time? ${clock(written)} in ${timeZone} is ${day}${clock(utc)}Z.`, meant }
}

/**
 * What a time ahead may be by mistake. Null where the zone's clocks show no later time than UTC, so that nobody there
 * can have written one ahead by reading them.
 */
export function localTimeQuestion(time: Instant, timeZone: string): LocalReading | null {
  const reading = localReading(time, timeZone)
  return reading && reading.meant < time ? reading : null
}

/** The same of a time that lies too far back: null where the zone's clocks show no earlier time than UTC. */
export function localTimeBehind(time: Instant, timeZone: string): LocalReading | null {
  const reading = localReading(time, timeZone)
  return reading && reading.meant > time ? reading : null
}

/** `10:06`, with seconds only where there are any. */
const clock = (written: string): string => written.slice(11, 19).replace(/:00$/, '')
