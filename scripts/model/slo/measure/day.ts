import { durationOf, type Interval } from '../../interval.ts'
import type { Measurement } from '../../records/measurement.ts'
import { DAY, MINUTE, type Duration, type Instant } from '../../time.ts'
import { prometheusDuration } from '../prometheus/go-text.ts'
import type { FilledWith } from '../prometheus/query-template.ts'
import { tallyOf, type Tally } from './moments.ts'
import type { UnmeasuredDay } from './periods.ts'
import type { Reading } from './reading.ts'
import { eventRow, timeOf, type Unusable } from './rows.ts'

/** Moments at which a query is evaluated: `from`, and every `step` up to `to`. */
export interface Moments extends Interval {
  step: Duration
}

/** Evaluates a query; what is absent at a moment is missing. */
export type Ask = (query: string, at: Moments) => Promise<ReadonlyMap<Instant, number>>

/** What a day comes to: rows in the order of time, and how much of it they don't cover. */
export interface MeasuredDay {
  rows: Measurement[]
  unknown: Duration
}

/**
 * Measures a day: in one row where all of it is known, and otherwise in one for each hour that is known whole. An hour of
 * which a part is missing has none: nobody knows what happened in it.
 */
export async function measureDay(reading: Reading, day: UnmeasuredDay, ask: Ask): Promise<MeasuredDay | Unusable> {
  const rows = await (reading.kind === 'moments' ? byMoments(reading, day, ask) : byPeriods(reading, day, ask))
  if ('error' in rows) return rows
  return { rows, unknown: durationOf(day.hours) - rows.reduce((sum, { start, end }) => sum + (end - start), 0) }
}

type Rows = Measurement[] | Unusable

/** A scrape every five minutes, the longest that Prometheus takes, is two in this time. */
const PROBE = 10 * MINUTE

async function byPeriods(reading: Exclude<Reading, { kind: 'moments' }>, day: UnmeasuredDay, ask: Ask): Promise<Rows> {
  const known = await knownHours(reading.presence, day.hours, ask)
  if (known.length === 0) return []
  const periods = day.whole !== null && known.length === day.hours.length ? [day.whole] : known
  const rows: Measurement[] = []
  for (const alike of Map.groupBy(periods, lengthOf).values()) {
    const length = lengthOf(alike[0] ?? { from: 0, to: DAY })
    const over = (query: FilledWith) => ask(query(prometheusDuration(length)), endsOf(alike, length))
    const [first, total] =
      reading.kind === 'events'
        ? [await over(reading.part), await over(reading.total)]
        : [await over(reading.ratio), null]
    for (const period of alike) {
      const row = rowOf(period, reading, first.get(period.to), total === null ? NaN : total.get(period.to))
      if (row === null) continue
      if ('error' in row) return row
      rows.push(row)
    }
  }
  return rows.toSorted((a, b) => a.start - b.start)
}

const lengthOf = ({ from, to }: Interval): Duration => to - from

/** The ends of periods of one length. */
const endsOf = (periods: readonly Interval[], step: Duration): Moments => {
  const ends = periods.map(({ to }) => to)
  return { from: Math.min(...ends), to: Math.max(...ends), step }
}

/** Hours in which every query is there at every time. */
async function knownHours(queries: readonly FilledWith[], hours: readonly Interval[], ask: Ask): Promise<Interval[]> {
  let known = hours
  for (const query of queries) {
    const [first, last] = [known[0], known.at(-1)]
    if (!first || !last) return []
    const there = await ask(query(prometheusDuration(PROBE)), { from: first.from + PROBE, to: last.to, step: PROBE })
    known = known.filter(({ from, to }) => {
      for (let at = from + PROBE; at <= to; at += PROBE) if (!there.has(at)) return false
      return true
    })
  }
  return [...known]
}

/** Null where nothing is known after all. */
function rowOf(
  period: Interval,
  reading: Exclude<Reading, { kind: 'moments' }>,
  value: number | undefined,
  total: number | undefined,
): Measurement | Unusable | null {
  if (value === undefined || total === undefined) return null
  const length = lengthOf(period)
  if (reading.kind === 'share') {
    if (Number.isNaN(value)) return { start: period.from, end: period.to, good: 0, total: 0 }
    const time = timeOf(length, reading.of === 'bad' ? value : 1 - value)
    return 'error' in time ? time : { start: period.from, end: period.to, ...time }
  }
  if (Number.isNaN(value) || Number.isNaN(total)) return null
  const times = reading.per_second ? length / 1000 : 1
  const [part, all] = [value * times, total * times]
  return eventRow(period, { bad: reading.of === 'bad' ? part : all - part, total: all })
}

async function byMoments(reading: Extract<Reading, { kind: 'moments' }>, day: UnmeasuredDay, ask: Ask): Promise<Rows> {
  const [first, last] = [day.hours[0], day.hours.at(-1)]
  if (!first || !last) return []
  const { step } = reading
  const values = await ask(reading.query(prometheusDuration(step)), { from: first.from + step, to: last.to, step })
  const rows: Measurement[] = []
  for (const hour of day.hours) {
    const tally = tallyOf(hour, reading, values)
    if (tally === null) continue
    if ('error' in tally) return tally
    rows.push({ start: hour.from, end: hour.to, ...tally })
  }
  if (day.whole === null || rows.length < day.hours.length) return rows
  const all = rows.reduce<Tally>((sum, { good, total }) => ({ good: sum.good + good, total: sum.total + total }), {
    good: 0,
    total: 0,
  })
  return [{ start: day.whole.from, end: day.whole.to, ...all }]
}
