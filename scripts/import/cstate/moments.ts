import { DAY, HOUR, type Instant } from '#model/time'
import type { WrittenTime } from '../written-time.ts'
import { instantOf, localOf, type Zone } from '../wall-clock.ts'

/** When an update was written, as far as its head says. */
export interface Moment {
  time: Instant
  /** It names the time of day and the zone; otherwise something was taken from the issue. */
  exact: boolean
  /** It names a day only, so any other time of that day may be meant. */
  dayOnly: boolean
}

/** What the heads of a text are read by. */
export interface Frame {
  begin: Instant
  end: Instant | null
  /** Of times that name no zone. */
  zone: Zone
}

export interface Reading {
  /** In the order of the text; null where an update says nothing. */
  moments: (Moment | null)[]
  oldestFirst: boolean
}

/**
 * Reads the times of a text in the order in which it tells: a year that isn't named is that nearest to the issue, a day
 * that isn't named that of the update before. Null where they contradict each other, or mean several things.
 */
export function readMoments(
  written: readonly (WrittenTime | Instant | null)[],
  frame: Frame,
  oldestFirst: boolean,
): Reading | null {
  if (written.some((one) => isWritten(one) && one.zone === 'ambiguous')) return null
  const ways = [oldestFirst, !oldestFirst].flatMap((way) => {
    const read = inOrder(way ? written : written.toReversed(), frame)
    return read ? [{ ...read, way }] : []
  })
  // Whole days are in order either way as often as not; the fewest that have to be made up is right.
  const best = ways.toSorted((a, b) => a.turns - b.turns)[0]
  return best ? { moments: best.way ? best.moments : best.moments.toReversed(), oldestFirst: best.way } : null
}

const isWritten = (one: WrittenTime | Instant | null): one is WrittenTime => one !== null && typeof one !== 'number'

/** A clock may go wrong by this much against that of the issue. */
const SLACK = HOUR

/** Reads them oldest first; `turns` counts the midnights that had to be taken for granted. */
function inOrder(written: readonly (WrittenTime | Instant | null)[], frame: Frame) {
  let [last, turns]: [Instant | null, number] = [null, 0]
  const moments: (Moment | null)[] = []
  for (const one of written) {
    const read = momentOf(one, last, frame)
    if (read === 'many') return null
    if (read !== null) {
      if (last !== null && read.time < last) {
        const sameDay = read.dayOnly && dayOf(read.time, frame.zone) === dayOf(last, frame.zone)
        if (!sameDay && isWritten(one)) return null
        if (sameDay) read.time = last
      }
      if (
        isWritten(one) &&
        one.days.length === 0 &&
        last !== null &&
        dayOf(read.time, frame.zone) !== dayOf(last, frame.zone)
      )
        turns++
      last = read.time
    }
    moments.push(read)
  }
  // The newest, of a day alone on which the issue ended, is of its end.
  const newest = moments.at(-1)
  if (newest?.dayOnly && frame.end !== null && dayOf(newest.time, frame.zone) === dayOf(frame.end, frame.zone))
    newest.time = Math.max(newest.time, frame.end)
  // Days that had to be made up lead past the end of the issue: these aren't in order.
  if (turns > 0 && last !== null && last > (frame.end ?? Infinity) + DAY / 2) return null
  return { moments, turns }
}

function momentOf(one: WrittenTime | Instant | null, last: Instant | null, frame: Frame): Moment | 'many' | null {
  if (one === null) return null
  if (typeof one === 'number') return { time: one, exact: true, dayOnly: false }
  return one.days.length > 0 ? onItsDay(one, frame) : afterwards(one, last, frame)
}

const dayOf = (instant: Instant, zone: Zone): number => Math.floor(localOf(instant, zone) / DAY)
const zoneOf = ({ zone }: WrittenTime, frame: Frame): Zone =>
  zone === null || zone === 'ambiguous' ? frame.zone : zone

/** The time of a head that names a day; `many` where that may be one of several. */
function onItsDay(one: WrittenTime, frame: Frame): Moment | 'many' {
  const zone = zoneOf(one, frame)
  const year = new Date(localOf(frame.begin, zone)).getUTCFullYear()
  const years = one.year === null ? [year - 1, year, year + 1] : [one.year]
  const byDay = one.days.flatMap(({ month, day }) => {
    const times = years.flatMap((y) => {
      const midnight = Date.UTC(y, month - 1, day)
      return new Date(midnight).getUTCDate() === day ? [instantOf(midnight + (one.clock ?? 0), zone)] : []
    })
    const [nearest] = times.toSorted((a, b) => distance(a, frame) - distance(b, frame))
    return nearest === undefined ? [] : [nearest]
  })
  const fitting = byDay.length > 1 ? byDay.filter((time) => distance(time, frame) <= 7 * DAY) : byDay
  const [time] = fitting
  if (time === undefined || fitting.length > 1 || distance(time, frame) > FAR) return 'many'
  // A day alone is all of it: what began within it was not before that.
  const isBegin = one.clock === null && dayOf(time, zone) === dayOf(frame.begin, zone)
  return {
    time: isBegin ? Math.max(time, frame.begin) : time,
    exact: one.clock !== null && one.zone !== null,
    dayOnly: one.clock === null,
  }
}

/** Nobody writes of an issue that much before it or after: such a year or month is a slip. */
const FAR = 200 * DAY

/** How far a time is from an issue. */
const distance = (time: Instant, { begin, end }: Frame): number =>
  time < begin ? begin - time : Math.max(0, time - (end ?? begin))

/** The time of a head that names none but the time of day: the first such one after the update before. */
function afterwards(one: WrittenTime, last: Instant | null, frame: Frame): Moment {
  const zone = zoneOf(one, frame)
  const floor = last ?? frame.begin - SLACK
  const midnight = dayOf(last ?? frame.begin, zone) * DAY
  const same = instantOf(midnight + (one.clock ?? 0), zone)
  return {
    time: same >= floor ? same : instantOf(midnight + DAY + (one.clock ?? 0), zone),
    exact: one.zone !== null,
    dayOnly: false,
  }
}
