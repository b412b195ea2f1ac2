import type { Duration } from '../time.ts'
import type { Rational } from '../rational.ts'

/** What an SLO promises, as far as its budget goes, whatever format said so. */
export interface Objective {
  /** The share that is good, above 0 and below 1. */
  target: Rational
  window: SloWindow
  method: 'occurrences' | 'timeslices' | 'ratio_timeslices'
}

/** A window that ends now, or a period of the calendar in a zone: there a month with a change of clocks has its real length. */
export type SloWindow =
  | { kind: 'rolling'; length: Duration }
  | {
      kind: 'calendar'
      unit: 'day' | 'week' | 'month' | 'quarter' | 'year'
      /** How many of them a period lasts, 1 or more. */
      count: number
      /** Local date and time at which one period began, `2026-01-01T00:00:00`. */
      start: string
      /** IANA name. */
      time_zone: string
    }
