import type { DayView } from '#model/status/component'
import type { ComponentStatus } from '#model/records/update'
import { DAY } from '#model/time'

/** Of a bar, in units of the drawing; a day is 3 wide, with 1 between two. */
export const HEIGHT = 32
/** What the smallest trouble takes of it: thinner could not be seen. */
const LEAST = 8
/** Paper between the trouble of a day and the rest of it. */
const GAP = 1.5
/** A day that nobody measured is a foot. */
const FOOT = 2

/** Strokes of one look: the good part of days is a dashed line as thick as they are high, all else stands upright. */
export interface BarPath {
  /** A state, `day` for the good part of days, `gap` for the paper above the bad one, `unknown` for what wasn't measured. */
  look: ComponentStatus | 'day' | 'gap' | 'unknown'
  d: string
}

/** From the worst on: what comes later reaches as high or higher, and is drawn before it. */
const TROUBLES = ['major_outage', 'partial_outage', 'degraded_performance', 'under_maintenance'] as const

/**
 * Days as bars of full height, their bad part filled from the bottom: by the square root of its share of the day, or
 * everything under three hours would hide. Where a day had several states, the worst is at the bottom. The middle of
 * the first day is at 0.
 */
export function drawDays(days: readonly DayView[]): { left: number; width: number; paths: BarPath[] } {
  const strokes = new Map<BarPath['look'], string>()
  const draw = (look: BarPath['look'], stroke: string) => strokes.set(look, (strokes.get(look) ?? '') + stroke)
  for (const { from, count } of runs(days, ({ worst }) => worst !== null))
    draw('day', `M${from * 4 - 1.5} ${HEIGHT / 2}h${count * 4 - 1}`)
  for (const { from, count } of runs(days, ({ worst }) => worst === null))
    draw('unknown', `M${from * 4 - 1.5} ${HEIGHT - FOOT / 2}h${count * 4 - 1}`)
  for (const [i, day] of days.entries()) {
    const parts = troublesOf(day)
    const top = parts.at(-1)?.height ?? HEIGHT
    if (top < HEIGHT) draw('gap', upright(i, Math.min(HEIGHT, top + GAP)))
    for (const { state, height } of parts) draw(state, upright(i, height))
  }
  const order = ['day', 'unknown', 'gap', ...TROUBLES.toReversed()] as const
  return {
    left: -1.5,
    width: days.length * 4 - 1,
    paths: order.flatMap((look) => {
      const d = strokes.get(look)
      return d === undefined ? [] : [{ look, d }]
    }),
  }
}

/** How high each state of a day reaches, the worst first. */
function troublesOf({ time, from, to, worst }: DayView): { state: (typeof TROUBLES)[number]; height: number }[] {
  if (worst === null || worst === 'operational') return []
  // Today, which isn't over, too: a bar doesn't shrink until midnight.
  const length = Math.max(DAY, to - from)
  let sum = 0
  return TROUBLES.flatMap((state) => {
    if (time[state] <= 0 && state !== worst) return []
    sum += time[state]
    const height = LEAST + (HEIGHT - LEAST) * Math.sqrt(Math.min(1, sum / length))
    return [{ state, height: Math.round(height * 2) / 2 }]
  })
}

const upright = (day: number, height: number) => `M${day * 4} ${HEIGHT}v-${height}`

/** Days in a row that are alike. */
function runs(days: readonly DayView[], alike: (day: DayView) => boolean): { from: number; count: number }[] {
  const found: { from: number; count: number }[] = []
  for (const [i, day] of days.entries()) {
    const last = found.at(-1)
    if (!alike(day)) continue
    if (last && last.from + last.count === i) last.count++
    else found.push({ from: i, count: 1 })
  }
  return found
}
