import { isHeldBy } from '#model/change/freezes'
import type { Interval } from '#model/interval'
import type { Change } from '#model/records/change'
import { DAY, type Instant } from '#model/time'
import { isPlanned } from '#model/change/standing'
import type { Ops } from '../index.ts'
import { axisOver, type Axis } from '../incident/axis.ts'
import { refer, type PageReference } from '../reference.ts'

/** What is planned around a change, on one axis with it. */
export interface Nearest {
  axis: Axis
  /** In time; the change itself is the one without a `what`. */
  lanes: (Interval & { of: PageReference; what: string | null })[]
  more: number
}

/** How far before and after its window something is near. */
const NEAR = 3 * DAY
const MOST = 6

/**
 * Freezes, customer events and other planned changes of its services, or of those tied to them, within three days of a
 * change's window; of many the nearest. Null where there is none. One pass over what is planned.
 */
export function nearestTo(ops: Ops, change: Change): Nearest | null {
  const { window } = change
  if (!window) return null
  const { catalog, dependencies, planned, now } = ops
  const [from, to] = [window.start - NEAR, window.end + NEAR]
  const within = ({ start, end }: { start: Instant; end: Instant }) => start < to && end > from
  const own = new Set(change.services)
  const tied = new Set(
    change.services.flatMap((id) => [...dependencies.below(id).keys(), ...dependencies.above(id).keys()]),
  )
  const found = [
    ...catalog.freezes
      .filter((one) => within(one) && isHeldBy(change, one))
      .map((freeze) => ({
        from: freeze.start,
        to: freeze.end,
        of: refer('freeze', freeze.id, freeze),
        what: `${freeze.level} freeze`,
      })),
    ...catalog.events
      .filter((one) => within(one) && (one.services === 'all' || one.services.some((id) => own.has(id))))
      .map((event) => ({
        from: event.start,
        to: event.end,
        of: { id: event.id, title: event.title, page: null },
        what: 'customer event',
      })),
    ...planned
      .filter(
        (one) =>
          one.id !== change.id &&
          one.window !== undefined &&
          within(one.window) &&
          isPlanned(one, now) &&
          one.services.some((id) => tied.has(id)),
      )
      .map((one) => ({
        from: one.window?.start ?? 0,
        to: one.window?.end ?? 0,
        of: refer('change', one.id, one),
        what: 'change',
      })),
  ]
  if (found.length === 0) return null
  const apart = (one: Interval) => Math.max(0, one.from - window.end, window.start - one.to)
  const lanes = found.toSorted((a, b) => apart(a) - apart(b)).slice(0, MOST)
  const self = { from: window.start, to: window.end, of: refer('change', change.id, change), what: null }
  return {
    axis: axisOver([from, to], catalog.site.time_zone),
    lanes: [...lanes, self].toSorted((a, b) => a.from - b.from || a.to - b.to),
    more: found.length - lanes.length,
  }
}
