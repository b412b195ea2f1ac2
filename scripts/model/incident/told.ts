import type { Incident } from '../records/incident.ts'
import { MINUTE, type Duration, type Instant } from '../time.ts'

/** What became of the promise of a next word. */
export type PromiseState = 'kept' | 'late' | 'waiting'

/** What customers were told by now, and when. */
export interface Told {
  /** Updates that they read. */
  updates: number
  /** The first one, and how long after the start that was; null where they were told nothing. */
  first: { at: Instant; after: Duration } | null
  /** By the time of the update that made it, what became of each promise of a next one. */
  promises: { made: Instant; due: Instant; state: PromiseState }[]
}

/**
 * What customers were told of an incident. A promise is kept by a further update within the minute that it names; the
 * last word of all, that it is resolved, promises nothing.
 */
export function toldOf({ updates, started }: Pick<Incident, 'updates' | 'started'>, now: Instant): Told {
  const shown = (updates ?? []).filter(({ time }) => time <= now)
  const first = shown[0]
  return {
    updates: shown.length,
    first: first ? { at: first.time, after: Math.max(0, first.time - started) } : null,
    promises: shown.flatMap(({ time, state, next_update: due }, i) => {
      if (due === undefined || state === 'resolved') return []
      const next = shown[i + 1]?.time
      const came = minuteOf(next ?? now) <= minuteOf(due)
      return [{ made: time, due, state: came ? (next === undefined ? 'waiting' : 'kept') : 'late' }]
    }),
  }
}

const minuteOf = (time: Instant): number => Math.floor(time / MINUTE)
