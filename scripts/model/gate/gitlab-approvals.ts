import { SECOND, type Instant } from '../time.ts'
import type { Review } from './review.ts'

/** An approval of a merge request on GitLab. It stands until it is taken back; of no commit. */
export interface GitlabApproval {
  by: string
  at: Instant
}

/** What a push made of a merge request, and when GitLab showed it. `id` grows. */
export interface GitlabVersion {
  id: number
  commit: string
  at: Instant
}

/**
 * Milliseconds after a version in which whoever approves may have had the one before in front of them. GitLab's page
 * says that there is a newer one within seconds; its button doesn't name a commit.
 */
const UNSEEN = 10 * SECOND

/**
 * The reviews that approvals are: each of the commit that was the newest when it was given. Where that can't be told, it
 * is no review: `unplaced` names those people.
 */
export function reviewsOfApprovals(
  approvals: readonly GitlabApproval[],
  versions: readonly GitlabVersion[],
): { reviews: Review[]; unplaced: string[] } {
  const newestFirst = versions.toSorted((a, b) => b.at - a.at || b.id - a.id)
  const placed = approvals
    .toSorted((a, b) => a.at - b.at)
    .map(({ by, at }) => ({ by, at, seen: newestFirst.find((version) => version.at <= at) }))
  const isTold = ({ at, seen }: (typeof placed)[number]) => seen !== undefined && at - seen.at >= UNSEEN
  return {
    reviews: placed.filter(isTold).map(({ by, at, seen }) => ({
      user: { login: by },
      state: 'approved',
      commit_id: seen?.commit ?? null,
      submitted_at: at,
    })),
    unplaced: placed.filter((one) => !isTold(one)).map(({ by }) => by),
  }
}
