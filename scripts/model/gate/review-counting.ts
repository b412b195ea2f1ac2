import { isAuthor, type Authors } from './authors.ts'
import type { ApprovalState, VoidReason } from './context.ts'
import type { DecisiveReview } from './review.ts'
import type { Team } from '../records/team.ts'

/** Everyone in a team, by lower-case handle, as it is written first: the forge doesn't tell `Ana` from `ana`. */
export function rosterOf(teams: readonly Team[]): ReadonlyMap<string, string> {
  const roster = new Map<string, string>()
  for (const handle of teams.flatMap(({ members, leads }) => [...members, ...leads]))
    if (!roster.has(handle.toLowerCase())) roster.set(handle.toLowerCase(), handle)
  return roster
}

/** Whether two handles are one person's, however a record writes them: with `@`, in capitals, with blanks around. */
export const sameHandle = (a: string, b: string | null): boolean => b !== null && bare(a) === bare(b)

const bare = (handle: string): string =>
  handle
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}@]/gu, '')
    .toLowerCase()

/** `same`: what was looked at is what is there now. `other_status`: it asked for something else, or for nothing yet. */
export type SeenAt = 'same' | 'other_plan' | 'other_status'

/** What decides whether a review counts. */
export interface Counting {
  teams: readonly Team[]
  authors: Authors
  /** Null where the implementer's own review counts, too. */
  implementer: string | null
  /** What was there at a commit, beside what is there now; null where the commit isn't known. */
  sameAt: (commit: string) => SeenAt | null
}

/** Whose reviews count, and why the others don't; both in the order of the reviews. */
export function countReviews(
  reviews: readonly DecisiveReview[],
  counting: Counting,
): Pick<ApprovalState, 'given' | 'void'> {
  const roster = rosterOf(counting.teams)
  const judged = reviews.map((review) => {
    const by = roster.get(review.by.toLowerCase())
    return { by: by ?? review.by, why: voidReason(review, counting, by !== undefined) }
  })
  return {
    given: judged.filter(({ why }) => why === null).map(({ by }) => by),
    void: judged.flatMap(({ by, why }) => (why === null ? [] : [{ by, why }])),
  }
}

function voidReason(
  { by, state, commit }: DecisiveReview,
  { authors, implementer, sameAt }: Counting,
  inTeam: boolean,
): VoidReason | null {
  if (isAuthor(by, authors)) return 'author'
  if (sameHandle(by, implementer)) return 'implementer'
  if (!inTeam) return 'no_team'
  if (state !== 'approved') return state
  const seen = commit === null ? null : sameAt(commit)
  return seen === null ? 'unknown_commit' : seen === 'same' ? null : seen
}
