import { MOST_MONTHS } from '#model/metrics/months'
import { durationWords, DAY, HOUR, MINUTE } from '#model/time'

/** What the bars of a chart are measured in: a number of records, a share from 0 to 1, milliseconds. */
export type Unit = 'changes' | 'incidents' | 'share' | 'duration'

/** Bars over months on one baseline, places and heights in per cent of the plot. */
export interface Chart {
  /** What the line on top of the plot stands for, `50 %`. */
  top: string
  /** One a month, or one for some months in which there was nothing, oldest first; few of them stand on the right. */
  bars: ChartBar[]
}
export interface ChartBar {
  /** Where its place begins. */
  x: number
  /** How wide its place is. */
  width: number
  /** 0 for nothing; null where there is nothing to measure. */
  height: number | null
}

/** So that two bars aren't half the width each. */
const LEAST_PLACES = 6

/** Draws a value a month, oldest first; null where no month has one. */
export function chartOf(values: readonly (number | null)[], unit: Unit): Chart | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const top = topOf(Math.max(...known), unit)
  const places = Math.min(MOST_MONTHS, Math.max(LEAST_PLACES, values.length))
  const width = 100 / places
  const empty = places - values.length
  return {
    top: TEXTS[unit](top),
    bars: values.map((value, i) => ({
      x: hundredths((empty + i) * width),
      width: hundredths(width),
      height: value === null ? null : hundredths((value / top) * 100),
    })),
  }
}

const hundredths = (number: number): number => Math.round(number * 100) / 100

const numbered = (top: number, one: string): string => `${top.toLocaleString('en')} ${top === 1 ? one : `${one}s`}`

const TEXTS: Record<Unit, (top: number) => string> = {
  changes: (top) => numbered(top, 'change'),
  incidents: (top) => numbered(top, 'incident'),
  share: (top) => `${Math.round(top * 100)} %`,
  duration: (top) => durationWords(top),
}

const COUNTS = [1, 2, 3, 4, 5, 6, 8]
/** Round numbers that an axis may end with; of records any of these times a power of ten. */
const STEPS = {
  changes: COUNTS,
  incidents: COUNTS,
  share: [0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1],
  duration: durations(),
}

function durations(): number[] {
  const of = (unit: number, ...counts: number[]) => counts.map((count) => count * unit)
  const days = [1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 365]
  return [...of(MINUTE, 1, 2, 5, 10, 15, 20, 30), ...of(HOUR, 1, 2, 3, 4, 6, 8, 12), ...of(DAY, ...days)]
}

/** The lowest round number that isn't below the highest value. */
function topOf(highest: number, unit: Unit): number {
  const power = STEPS[unit] === COUNTS ? 10 ** Math.floor(Math.log10(Math.max(1, highest))) : 1
  const step = STEPS[unit].find((one) => one * power >= highest)
  if (step !== undefined) return step * power
  return unit === 'duration' ? Math.ceil(highest / (365 * DAY)) * 365 * DAY : 10 * power
}
