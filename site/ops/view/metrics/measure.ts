import { monthText, shortMonth } from '#model/english-time'
import { MOST_MONTHS } from '#model/metrics/months'
import type { Month } from '#model/month'
import { chartOf, type Chart, type Unit } from './chart.ts'
import { counted, type Figure } from './words.ts'

/** One measure: now, over all months, and month by month. */
export interface Measure {
  /** This month and all months; one alone where there is but one month. */
  spans: { name: string; figure: Figure }[]
  /** Newest first. */
  months: { name: string; short: string; figure: Figure }[]
  chart: Chart | null
  /** What the chart shows, for those who don't see it; empty without a chart. */
  seen: string
  /** What isn't counted, and why. */
  left_out: string[]
}

/** A month in figures, and as the height of its bar; null where there is nothing to measure. */
export interface MeasuredMonth {
  month: Month
  figure: Figure
  value: number | null
}

/** A measure of months, oldest first, the last one being that of now. */
export function measureOf(
  months: readonly MeasuredMonth[],
  { total, unit, left_out = [] }: { total: Figure; unit: Unit; left_out?: string[] },
): Measure {
  const named = months.map(({ month, figure, value }) => ({ ...nameOf(month), figure, value }))
  const [first, current] = [named[0], named.at(-1)]
  const chart = chartOf(
    named.map(({ value }) => value),
    unit,
  )
  const highest = named.reduce((most, one) => ((one.value ?? -1) > (most.value ?? -1) ? one : most), named[0] ?? NONE)
  const all = months.length === MOST_MONTHS ? `Last ${MOST_MONTHS} months` : `Since ${first?.name ?? ''}`
  return {
    spans: [
      { name: `${current?.name ?? ''} so far`, figure: current?.figure ?? NONE.figure },
      ...(months.length > 1 ? [{ name: all, figure: total }] : []),
    ],
    months: named.map(({ name, short, figure }) => ({ name, short, figure })).toReversed(),
    chart,
    seen:
      chart === null
        ? ''
        : `${counted(months.length, 'month')}; the highest is ${highest.name}: ${words(highest.figure)}.`,
    left_out,
  }
}

const NONE = { name: '', figure: { value: null, from: '' }, value: null }

const words = ({ value, from }: Figure): string => (value === null ? from : `${value}, ${from}`)

function nameOf(month: Month): { name: string; short: string } {
  const name = monthText(month)
  return { name, short: shortMonth(name) }
}
