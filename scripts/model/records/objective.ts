import { DAY, type Duration } from '../time.ts'
import { decimal, multiply, rational, type Rational } from '../rational.ts'

/** What an SLO promises, as far as its budget goes, whatever format said so. */
export interface Objective {
  /** The share that is good, above 0 and below 1; 1 only where a Sloth file says 100 %. */
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

/** What Sloth takes where its files, which have no place for a window, leave it to the tool. */
export const DEFAULT_WINDOW: SloWindow = { kind: 'rolling', length: 30 * DAY }

/** A share in per cent as people write it, with every digit that it was given and no more: `99.95`. */
export function percentText(share: Rational): string {
  const percent = multiply(share, rational(100n))
  for (let places = 0; places < 40; places++)
    if ((percent.num * 10n ** BigInt(places)) % percent.den === 0n) return decimal(percent, places)
  return decimal(percent, 40)
}

/** The nearest binary float, for where a few digits do. */
export const approximately = ({ num, den }: Rational): number => Number(num) / Number(den)
