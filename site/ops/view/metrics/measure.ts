import { monthText, shortMonth } from '#model/english-time'
import { MOST_MONTHS } from '#model/metrics/months'
import type { Month } from '#model/month'
import { chartOf, type Chart, type Unit } from './chart.ts'
import { counted, type Figure } from './words.ts'

/** One measure: now, over all months, and month by month. */
export interface Measure {
  /** This month and all months; one alone where there is but one month. */
  spans: { name: string; figure: Figure }[]
  /** Newest first; months one after the other in which there was nothing to count are one. */
  months: ShownMonth[]
  chart: Chart | null
  /** What the chart shows, for those who don't see it; empty without a chart. */
  seen: string
  /** What isn't counted, and why. */
  left_out: string[]
}

/** A month, or some that are folded, in figures. */
export interface ShownMonth {
  /** `March 2026`, `May to August 2026` */
  name: string
  /** `Mar`, `May–Aug` */
  short: string
  figure: Figure
  /** What stands on its bar: how many of how many, `2/3`, or how many where there is nothing that they are of. */
  on_bar: string
}

/** A month in figures, and as the height of its bar; null where there is nothing to measure. */
export interface MeasuredMonth {
  month: Month
  figure: Figure
  value: number | null
  /** What the figure is made from: of how many, where it is a part of them. */
  n: number
  of?: number
}

/** A measure of months, oldest first, the last one being that of now. */
export function measureOf(
  months: readonly MeasuredMonth[],
  { total, unit, left_out = [] }: { total: Figure; unit: Unit; left_out?: string[] },
): Measure {
  const named = months.map((month) => ({ ...nameOf(month.month), ...month, on_bar: onBar(month) }))
  const [first, current] = [named[0], named.at(-1)]
  const shown = folded(named)
  const chart = chartOf(
    shown.map(({ value }) => value),
    unit,
  )
  const highest = named.reduce((most, one) => ((one.value ?? -1) > (most.value ?? -1) ? one : most), named[0] ?? NONE)
  const all = months.length === MOST_MONTHS ? `Last ${MOST_MONTHS} months` : `Since ${first?.name ?? ''}`
  return {
    spans: [
      { name: `${current?.name ?? ''} so far`, figure: current?.figure ?? NONE.figure },
      ...(months.length > 1 ? [{ name: all, figure: total }] : []),
    ],
    months: shown.map(({ name, short, figure, on_bar }) => ({ name, short, figure, on_bar })).toReversed(),
    chart,
    seen:
      chart === null
        ? ''
        : `${counted(months.length, 'month')}; the highest is ${highest.name}: ${words(highest.figure)}.`,
    left_out,
  }
}

const onBar = ({ n, of }: Pick<MeasuredMonth, 'n' | 'of'>): string =>
  counted(n) + (of === undefined ? '' : `/${counted(of)}`)

type NamedMonth = ShownMonth & Pick<MeasuredMonth, 'n' | 'of' | 'value'>

/** Two months or more, one after the other, in which there was nothing to count are one; that of now stands by itself. */
function folded(months: readonly NamedMonth[]): NamedMonth[] {
  const shown: NamedMonth[] = []
  let first: NamedMonth | null = null
  for (const [i, month] of months.entries()) {
    const last = shown.at(-1)
    const empty = (month.of ?? month.n) === 0 && i < months.length - 1
    if (empty && first && last) {
      const year = first.name.slice(-5) === month.name.slice(-5) ? first.name.slice(0, -5) : first.name
      shown[shown.length - 1] = { ...month, name: `${year} to ${month.name}`, short: `${first.short}–${month.short}` }
    } else shown.push(month)
    first = empty ? (first ?? month) : null
  }
  return shown
}

const NONE = { name: '', figure: { value: null, from: '' }, value: null }

const words = ({ value, from }: Figure): string => (value === null ? from : `${value}, ${from}`)

function nameOf(month: Month): { name: string; short: string } {
  const name = monthText(month)
  return { name, short: shortMonth(name) }
}
