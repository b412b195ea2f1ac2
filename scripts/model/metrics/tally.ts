import type { Duration } from '../time.ts'

/** What is counted of some changes in a period; every rate stands as its numerator and its denominator. */
export interface Metrics {
  /** Changes that were completed or rolled back in the period. */
  finished: number
  /** How long the period has lasted: what `finished` is divided by. */
  period: Duration
  /** Those of them that were rolled back or that an incident names as its cause. */
  failed: number
  lead: {
    /** Null where no time is known. */
    median: Duration | null
    /** How many times it is the median of. */
    of: number
    /** Finished changes of whose record nobody knows when it was made. */
    unknown: number
    /** Finished changes whose record was made after they were finished. */
    afterwards: number
  }
  recovery: {
    median: Duration | null
    /** Incidents that changes caused and whose impact ended in the period. */
    of: number
    /** Those whose impact goes on, whatever the period. */
    ongoing: number
  }
  /** Completed or rolled back, whenever that was, without a time at which they were finished; counted nowhere else. */
  unrecorded: number
}

/** Counts being made. */
export interface Tally {
  finished: number
  failed: number
  leads: Duration[]
  unknown: number
  afterwards: number
  recoveries: Duration[]
  ongoing: number
  unrecorded: number
}

/** Nothing counted yet. */
export const newTally = (): Tally => ({
  finished: 0,
  failed: 0,
  leads: [],
  unknown: 0,
  afterwards: 0,
  recoveries: [],
  ongoing: 0,
  unrecorded: 0,
})

/** What the counts of a period come to. */
export const metricsOf = (tally: Tally, period: Duration): Metrics => ({
  finished: tally.finished,
  period,
  failed: tally.failed,
  lead: {
    median: median(tally.leads),
    of: tally.leads.length,
    unknown: tally.unknown,
    afterwards: tally.afterwards,
  },
  recovery: { median: median(tally.recoveries), of: tally.recoveries.length, ongoing: tally.ongoing },
  unrecorded: tally.unrecorded,
})

/** The middle one; of an even number the mean of the two in the middle, in whole milliseconds. Null of none. */
export function median(times: readonly Duration[]): Duration | null {
  const sorted = times.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : Math.round((lower + upper) / 2)
}
