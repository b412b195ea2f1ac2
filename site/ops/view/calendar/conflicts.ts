import { some, type Some } from '../rows.ts'
import type { PageReference } from '../reference.ts'
import type { CalendarEntry } from './entry.ts'
import type { Collision } from './collisions.ts'

/** Two planned changes that meet. */
export interface CalendarConflict {
  one: PageReference
  with: Collision
}

const MOST = 10

/** The conflicts of some entries, each pair once, in the order in which they begin. */
export function conflictsOf(entries: readonly CalendarEntry[]): Some<CalendarConflict> {
  const there = new Set(entries.map(({ id }) => id))
  const pairs = entries.flatMap(({ id, title, page, collisions }) =>
    collisions
      .filter(({ other }) => !there.has(other.id) || id < other.id)
      .map((collision) => ({ one: { id, title, page }, with: collision })),
  )
  return some(
    pairs.toSorted((a, b) => a.with.from - b.with.from),
    MOST,
    (pair) => pair,
  )
}
