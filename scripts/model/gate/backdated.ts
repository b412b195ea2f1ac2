import type { PullRequestData } from './merge-context.ts'
import type { Change } from '../records/change.ts'
import type { Instant } from '../time.ts'

/**
 * The public updates that a pull request brings by which maintenance would have been announced
 * `policy.maintenance.min_notice` before its start, although customers read of it later than that: what happens in it would
 * cost no error budget. What is imported was announced elsewhere. `base` and `head`: what there was, and will be.
 */
export function backdatedAnnouncements({ base, head, touched }: Bringing): Set<string> {
  const brought = new Set(touched)
  const { policy } = base.catalog
  const { now } = head.catalog
  const before = new Map(base.catalog.changes.map((change) => [change.id, announcedIn(change)]))
  return new Set(
    head.catalog.changes.flatMap(({ id, window, updates, source }) => {
      if (!window || source) return []
      const latest = window.start - policy.maintenance.min_notice
      if (latest >= now || (before.get(id) ?? Infinity) <= latest) return []
      return (updates ?? []).flatMap(({ file, time }) => (brought.has(file) && time <= latest ? [file] : []))
    }),
  )
}
type Bringing = Pick<PullRequestData, 'base' | 'head' | 'touched'>

const announcedIn = ({ updates }: Change): Instant => Math.min(...(updates ?? []).map(({ time }) => time))
