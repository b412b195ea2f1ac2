import { join } from 'node:path'
import { askPrometheus, type PrometheusAccess } from '#io/prometheus'
import { measureDay, type Ask } from '#model/slo/measure/day'
import { unmeasuredDays, type UnmeasuredDay } from '#model/slo/measure/periods'
import { dateIn, formatDuration, type Instant } from '#model/time'
import { openMeasurements } from './measurement-file.ts'
import type { ToMeasure } from './to-measure.ts'

interface Around {
  /** The content folder, as this process finds it, and as it was named. */
  folder: string
  content: string
  access: PrometheusAccess
  since?: Instant
  say: (words: string) => void
  fail: (words: string) => void
  out: (text: string) => void
}

/** Days in a row that can't be used, and then the others aren't asked for. */
const MOST_UNUSABLE = 3
/** Days after which a long run says how far it is. */
const SAID_EVERY = 30

/** Asks for the days that aren't measured yet, and writes each as soon as it is known. Throws a `PrometheusError`. */
export async function measureSlo({ id, path, ...wanted }: ToMeasure, around: Around): Promise<void> {
  const { access, say, fail } = around
  const { reading, time_zone } = wanted
  const days = unmeasuredDays({ ...wanted, since: around.since ?? null })
  const dateOf = ({ hours }: UnmeasuredDay) => dateIn(hours[0]?.from ?? 0, time_zone)
  const [first] = days
  if (first === undefined) return say(`${id}: nothing left to measure.`)
  say(`${id}: ${count(days.length, 'day')} to ask for, from ${dateOf(first)} on.`)
  const file = openMeasurements(around.folder, path, time_zone)
  const ask: Ask = (query, at) => askPrometheus(access, query, at)
  let [written, unknown, unusable] = [0, 0, 0]
  for (const [i, day] of days.entries()) {
    const measured = await measureDay(reading, day, ask)
    if ('error' in measured) {
      fail(`${id}: Unexpected ${measured.error}, on ${dateOf(day)}: nothing is written of that day.`)
      unusable += 1
      if (unusable < MOST_UNUSABLE) continue
      return fail(`${id}: So it was ${MOST_UNUSABLE} times in a row; the other days aren't asked for.`)
    }
    unusable = 0
    const refused = file.add(measured.rows)
    if (refused !== null) return fail(`${id}: ${refused}`)
    if (written === 0 && measured.rows.length > 0) around.out(`${join(around.content, path)}\n`)
    written += measured.rows.length
    unknown += measured.unknown
    if ((i + 1) % SAID_EVERY === 0) say(`${id}: ${i + 1} of ${days.length} days.`)
  }
  const gaps = unknown > 0 ? `; ${formatDuration(unknown)} unknown, for which Prometheus doesn't have all data` : ''
  say(`${id}: ${count(written, 'row')} written${gaps}.`)
  if (written === 0 && wanted.rows.length === 0) say(`${id}: ${NOTHING}`)
}

const NOTHING =
  'No hour is known whole. Is one of the series missing, or scraped less than every five minutes? Where no series means no event, write `or vector(0)`.'

const count = (some: number, unit: string) => (some === 1 ? `1 ${unit}` : `${some} ${unit}s`)
