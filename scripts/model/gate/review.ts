import { z } from 'zod'
import { instant } from '../records/field.ts'
import type { Instant } from '../time.ts'

const STATES = ['approved', 'changes_requested', 'dismissed', 'commented', 'pending'] as const

const anyCase = z
  .string()
  .toLowerCase()
  .pipe(
    z.enum(STATES, {
      error: (issue) => `Unexpected state ${JSON.stringify(issue.input)}, expected one of ${STATES.join(', ')}.`,
    }),
  )

/** GitHub's list of reviews of a pull request, oldest first. What else it says of them is let through. */
export const reviewsSchema = z.array(
  z.looseObject({
    /** Null where the account is gone. */
    user: z.looseObject({ login: z.string() }).nullish(),
    state: anyCase,
    /** What was looked at; null where the commit is gone. */
    commit_id: z.string().nullish(),
    submitted_at: instant.nullish(),
  }),
)
export type Review = z.output<typeof reviewsSchema>[number]

/** What someone said last about a pull request. */
export interface DecisiveReview {
  /** As the forge writes the handle. */
  by: string
  state: 'approved' | 'changes_requested' | 'dismissed'
  commit: string | null
  at: Instant
}

/**
 * The newest decisive review of each person, newest first; of two at one time the later in the list is newer. Comments
 * decide nothing. A review without a time came when the one before it in the list did, the first at 0.
 */
export function decisiveReviews(reviews: readonly Review[]): DecisiveReview[] {
  const decisive: DecisiveReview[] = []
  let at: Instant = 0
  for (const { user, state, commit_id, submitted_at } of reviews) {
    at = submitted_at ?? at
    if (user && state !== 'commented' && state !== 'pending')
      decisive.push({ by: user.login, state, commit: commit_id ?? null, at })
  }
  const seen = new Set<string>()
  return decisive
    .toReversed()
    .toSorted((a, b) => b.at - a.at)
    .filter(({ by }) => !seen.has(by.toLowerCase()) && seen.add(by.toLowerCase()))
}
