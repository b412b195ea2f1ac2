import { gapsIn, intersection, type Interval } from '../interval.ts'
import { DAY, MINUTE, type Instant } from '../time.ts'
import { blocksOf, earliest, openTimes, type SlotSearch } from './slot-blocks.ts'

/** Slots begin on a quarter of an hour, or on the minute at which a maintenance window opens or something else ends. */
const GRID = 15 * MINUTE
const AHEAD = 120 * DAY
/** Mostly there is time within days, and maintenance windows cost to work out. */
const SOON = 14 * DAY
const OFFERED = 3

/**
 * The first slots, none over another, that are free of all that a rule would point out: hard freezes that don't except the
 * change, other changes to its services or along their dependencies, the other work of who carries it out, customer events, times
 * outside maintenance windows, too little lead time, an error budget that is spent. At most three, within 120 days; none where
 * there are none, or nobody knows when it is no longer spent.
 * O(n log n) in the records.
 */
export function freeSlots(search: SlotSearch): Interval[] {
  if (search.length <= 0 || search.waits?.until === null) return []
  const bounds = boundsOf(search)
  const soon = slotsWithin(search, { ...bounds, to: bounds.from + SOON })
  return soon.length === OFFERED ? soon : slotsWithin(search, bounds)
}

function slotsWithin(search: SlotSearch, bounds: Interval): Interval[] {
  const { length } = search
  const slots: Interval[] = []
  for (const { from, to } of freeTime(search, bounds)) {
    let start = startIn(from, bounds.from)
    for (; start + length <= to && slots.length < OFFERED; start = onGrid(start + length))
      slots.push({ from: start, to: start + length })
    if (slots.length === OFFERED) break
  }
  return slots
}

/** Whether a window is free of all that `freeSlots` keeps clear of, whatever minute it begins on. */
export function isFree(search: SlotSearch, { from, to }: Interval): boolean {
  if (search.waits?.until === null || from < boundsOf(search).from || to - from > AHEAD) return false
  const bounds = { from, to }
  return freeTime(search, bounds).some((free) => free.from <= from && to <= free.to)
}

function boundsOf(search: SlotSearch): Interval {
  const from = earliest(search)
  return { from, to: from + AHEAD }
}

/** Where a free time began with the end of something, its minute is as good as any; the bound itself is nobody's time. */
const startIn = (from: Instant, bound: Instant): Instant =>
  from !== bound && from % MINUTE === 0 ? from : onGrid(from)

const onGrid = (instant: Instant): Instant => Math.ceil(instant / GRID) * GRID

const freeTime = (search: SlotSearch, bounds: Interval): Interval[] =>
  openTimes(search, bounds).reduce((left, { open }) => intersection(left, open), gapsIn(bounds, [...blocksOf(search)]))
