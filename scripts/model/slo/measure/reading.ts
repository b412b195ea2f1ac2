import { fraction, type Rational } from '../../rational.ts'
import type { Query, Slo, SloObjective } from '../../records/slo.ts'
import { HOUR, MINUTE, type Duration } from '../../time.ts'
import { parsePrometheusDuration } from '../prometheus/go-text.ts'
import type { FilledWith } from '../prometheus/query-template.ts'
import { queriesOf } from '../queries.ts'
import { askable, type AskableQuery } from './windowed-query.ts'

/** How the good and the bad of an SLO are asked of Prometheus. */
export type Reading =
  /** Events over the whole of a period. */
  | {
      kind: 'events'
      /** Bad events, or good ones. */
      of: 'good' | 'bad'
      part: FilledWith
      total: FilledWith
      /** Values are events a second: times the seconds of a period they are events. */
      per_second: boolean
      /** What has to be there at every time, for a period to be known. */
      presence: readonly FilledWith[]
    }
  /** A share over the whole of a period, of which nobody says of how many events: it is one of the period's time. */
  | { kind: 'share'; of: 'good' | 'bad'; ratio: FilledWith; presence: readonly FilledWith[] }
  /** Values at moments, of which each stands for the time before it. */
  | { kind: 'moments'; query: FilledWith; step: Duration; judge: Judge; slice: Slice | null }

/** What a value at a moment says: a share of good or bad ones, or more or less than a threshold. */
export type Judge =
  | { by: 'share'; of: 'good' | 'bad' }
  | { by: 'threshold'; op: NonNullable<SloObjective['op']>; value: SloObjective['value'] & {} }

/** Moments that are judged together. */
export interface Slice {
  length: Duration
  /** From which share of good on it is a good one; null: its share counts as it is. */
  target: SloObjective['time_slice_target']
}

/** Whether what `measure` writes of an objective is time, in milliseconds: a share, and nobody says of how many events. */
export function isOfTime(objective: SloObjective): boolean {
  const read = readingOfObjective(objective)
  if ('error' in read) return false
  return read.kind === 'share' || (read.kind === 'moments' && read.judge.by === 'share' && read.slice === null)
}

type Read = Reading | { error: string }

/** How the measurements of an SLO are asked for; or why they can't be, as the end of a sentence. */
export function readingOf({ objectives }: Slo): Read {
  const [first, ...others] = differing(objectives).map(readingOfObjective)
  if (first === undefined) return { error: 'it has no objective' }
  if ('error' in first) return first
  const asked = signature(first)
  if (others.some((other) => signature(other) !== asked))
    return { error: 'its objectives measure different things, and one file holds one: make an SLO of each' }
  return first
}

/** One of each that can be measured otherwise than the others: most of thousands differ in their targets alone. */
function differing(objectives: readonly SloObjective[]): SloObjective[] {
  const of = new Map<SloObjective['indicator'], Map<string, SloObjective>>()
  for (const one of objectives) {
    const { indicator, method, op, value, time_slice_target, time_slice_window } = one
    const how = JSON.stringify([method, op, value, time_slice_target, time_slice_window].map(plainly))
    const known = of.get(indicator) ?? new Map<string, SloObjective>()
    if (!known.has(how)) known.set(how, one)
    of.set(indicator, known)
  }
  return [...of.values()].flatMap((known) => [...known.values()])
}
const plainly = (value: string | Rational | null) =>
  typeof value === 'object' && value !== null ? fraction(value) : value

/** Tells readings apart: what they ask, and how they judge it. */
const signature = (read: Read): string =>
  JSON.stringify(read, (_, value: unknown) =>
    typeof value === 'function' ? String(value('1m')) : typeof value === 'bigint' ? String(value) : value,
  )

/** Moments are a minute apart; those of a query with a range that is ours to choose are as long as a rate needs. */
const MOMENT = MINUTE
const RANGED_MOMENT = 5 * MINUTE

function readingOfObjective(objective: SloObjective): Read {
  const { indicator, method } = objective
  if (indicator === null) return { error: 'its indicator is not there' }
  if (indicator.kind === 'plugin') return { error: 'its indicator is a plugin, and none is run here' }
  const foreign = queriesOf(indicator).find(({ source }) => !isPrometheus(source))
  if (foreign) return { error: `its source is ${JSON.stringify(foreign.source)}, not Prometheus` }
  const slice = method === 'occurrences' ? null : sliceOf(objective)
  if (slice !== null && 'error' in slice) return slice
  switch (indicator.kind) {
    case 'threshold':
      return thresholdReading(objective, indicator.value, slice)
    case 'raw':
      return ratioReading(indicator.error_ratio_query, 'bad', slice)
    case 'raw_ratio':
      return ratioReading(indicator.ratio, indicator.of, slice)
    case 'events':
      return partReading(
        { of: 'bad', part: indicator.error_query, total: indicator.total_query, counter: false },
        slice,
      )
    case 'ratio':
      return partReading(indicator, slice)
  }
}

/** Sloth's own formats have no other source, and OpenSLO's needn't name one. */
const isPrometheus = (source: string | null): boolean =>
  source === null || source === 'prometheus' || source === 'sloth'

function sliceOf({ method, time_slice_window, time_slice_target }: SloObjective): Slice | { error: string } {
  const length = parsePrometheusDuration(time_slice_window ?? '')
  if (length === null || length <= 0) return { error: 'it says no length of a time slice' }
  if (HOUR % length !== 0) return { error: `its time slice of ${time_slice_window} does not divide an hour` }
  if (method === 'timeslices' && time_slice_target === null) return { error: 'it says no target of a time slice' }
  return { length, target: method === 'timeslices' ? time_slice_target : null }
}

function thresholdReading({ op, value }: SloObjective, query: Query, slice: Slice | null): Read {
  if (op === null || value === null) return { error: 'its threshold has no `op` and `value`' }
  const asked = askable(query, { ratio: false, counter: false })
  if ('error' in asked) return asked
  return {
    kind: 'moments',
    query: asked.filled,
    step: slice === null ? (asked.hasWindow ? RANGED_MOMENT : MOMENT) : momentsIn(slice, asked),
    judge: { by: 'threshold', op, value },
    slice,
  }
}

/** How far apart the moments of a slice are: a minute at most, in whole parts of it; one, where its own range fills it. */
function momentsIn({ length }: Slice, { hasWindow }: AskableQuery): Duration {
  let count = hasWindow ? 1 : Math.ceil(length / MOMENT)
  while (length % count !== 0) count++
  return length / count
}

function ratioReading(query: Query, of: 'good' | 'bad', slice: Slice | null): Read {
  const asked = askable(query, { ratio: true, counter: false })
  return 'error' in asked ? asked : shares(of, asked, slice)
}

function shares(of: 'good' | 'bad', asked: AskableQuery, slice: Slice | null): Read {
  const { filled, hasWindow } = asked
  const judge = { by: 'share', of } as const
  if (slice) return { kind: 'moments', query: filled, step: momentsIn(slice, asked), judge, slice }
  return hasWindow
    ? { kind: 'share', of, ratio: filled, presence: [filled] }
    : { kind: 'moments', query: filled, step: MOMENT, judge, slice: null }
}

interface Parts {
  of: 'good' | 'bad'
  part: Query
  total: Query
  counter: boolean
}

function partReading({ of, part: one, total: all, counter }: Parts, slice: Slice | null): Read {
  const [part, total] = [askable(one, { ratio: true, counter }), askable(all, { ratio: true, counter })]
  if ('error' in part) return part
  if ('error' in total) return total
  const [unit, other] = [part.shape.unit, total.shape.unit]
  if (unit !== null && other !== null && unit !== other)
    return {
      error: 'one of its queries counts events a second, the other one events: write both with rate, or with increase',
    }
  const filled = partOf(part, total)
  if (slice !== null || unit === null || other === null || !part.hasWindow || !total.hasWindow) {
    const ratio: AskableQuery = {
      filled: (window) => `(\n${filled(window)}\n) / (\n${total.filled(window)}\n)`,
      shape: total.shape,
      hasWindow: part.hasWindow && total.hasWindow,
    }
    return shares(of, ratio, slice)
  }
  const presence = filled === part.filled ? [total.filled, part.filled] : [total.filled]
  return { kind: 'events', of, part: filled, total: total.filled, per_second: unit === 'per_second', presence }
}

/**
 * Events of which no series is there are none, as long as those that they are a part of are: they are of the same metric,
 * so whoever scrapes the one scrapes the other. Of another metric nobody knows whether it is absent or none.
 */
const partOf = (part: AskableQuery, total: AskableQuery): FilledWith =>
  part.shape.named && part.shape.metrics.isSubsetOf(total.shape.metrics)
    ? (window) => `(\n${part.filled(window)}\n) or (\n${total.filled(window)}\n) * 0`
    : part.filled
