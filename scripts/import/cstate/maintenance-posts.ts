import { HOUR, type Instant } from '#model/time'
import type { MaintenanceUpdate, MAINTENANCE_STATES } from '#model/records/update'
import { bodyIn, type DatedPiece } from './dated.ts'
import type { CstateIssue } from './format.ts'
import type { CstatePost } from './posts.ts'

type State = (typeof MAINTENANCE_STATES)[number]
type MaintenancePost = CstatePost<State>

/** When it is planned for. An hour where the issue doesn't say until when. */
export const windowOf = ({ date, resolvedWhen }: CstateIssue): { start: Instant; end: Instant } => ({
  start: date,
  end: resolvedWhen !== null && resolvedWhen > date ? resolvedWhen : date + HOUR,
})

/** States of maintenance that an incident has under another name. */
const SAME_WORD: Partial<Record<State, string>> = { completed: 'resolved', verifying: 'monitoring' }

/** What announces the work, also where it bears the time of that; anything else dated ahead waits until then. */
const announces = ({ meaning }: DatedPiece, i: number): boolean =>
  i === 0 || meaning === null || ['scheduled', 'opening', 'update'].includes(meaning)

/**
 * What the updates of planned work become. cState shows them at once, also where they bear the time of the work itself:
 * what announces it counts as posted when it was announced.
 */
export function maintenancePosts(
  updates: readonly DatedPiece[],
  { start, finished, announced, now }: { start: Instant; finished: Instant | null; announced: Instant; now: Instant },
): MaintenancePost[] {
  const posts = updates
    .map((piece, i) =>
      piece.time > now && announces(piece, i) ? { ...piece, time: Math.min(announced, now), certain: false } : piece,
    )
    .toSorted((a, b) => a.time - b.time)
    .map((piece): MaintenancePost => {
      const state = stateOf(piece, start)
      return {
        ...plain(piece.time, state, bodyIn(piece, SAME_WORD[state] ?? state)),
        notify: true,
        certain: piece.certain,
      }
    })
  if (posts.length === 0) posts.push(plain(Math.min(announced, now), 'scheduled', ''))
  if (finished !== null && (posts.at(-1)?.state !== 'completed' || (posts.at(-1)?.time ?? 0) < finished))
    posts.push(plain(Math.max(finished, posts.at(-1)?.time ?? 0), 'completed', 'This maintenance has been completed.'))
  else if (finished === null && start <= now && !posts.some(({ state }) => state !== 'scheduled'))
    // It goes on until somebody ends it, however long it was planned for.
    posts.push(plain(Math.max(start, posts.at(-1)?.time ?? 0), 'in_progress', ''))
  return posts
}

const plain = (time: Instant, state: State, body: string): MaintenancePost => ({
  time,
  state,
  body,
  components: new Map(),
  notify: false,
  certain: true,
})

function stateOf({ meaning, time }: DatedPiece, start: Instant): State {
  if (meaning === 'cancelled') return 'cancelled'
  if (time < start || meaning === 'scheduled') return 'scheduled'
  if (meaning === 'resolved') return 'completed'
  return meaning === 'monitoring' ? 'verifying' : 'in_progress'
}

/** When the work was announced: as the issue says, as an earlier import found it, or now. */
export const announcedAt = ({ publishDate }: CstateIssue, there: readonly MaintenanceUpdate[], now: Instant): Instant =>
  Math.min(publishDate ?? there[0]?.time ?? now, now)
