import type { Instant } from '../time.ts'

/** `2026/CHG-2026-0451-redis-7-2.md`, or a file in the folder `2026/CHG-2026-0451-redis-7-2/`. */
const OF_A_CHANGE = /^[^/]+\/(CHG-\d{4}-\d{4,})/

/**
 * When the record of each change was made, by its id: the earliest time at which any file under that id was added.
 * A record that was given another title, or became a folder, keeps its id and so its time.
 *
 * `added` holds files as they are named from `changes/`, and when each was first added.
 */
export function createdById(added: ReadonlyMap<string, Instant>): Map<string, Instant> {
  const created = new Map<string, Instant>()
  for (const [file, at] of added) {
    const id = OF_A_CHANGE.exec(file)?.[1]
    if (id !== undefined) created.set(id, Math.min(at, created.get(id) ?? Infinity))
  }
  return created
}
