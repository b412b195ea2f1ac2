import type { Change } from '../records/change.ts'
import type { Team } from '../records/team.ts'
import { isAuthor, type Authors } from './authors.ts'
import { sameHandle } from './review-counting.ts'

/** Whether an override of error budgets counts, and else why it doesn't. */
export type OverrideState = 'counts' | 'no_lead' | 'author' | 'unapproved'

/** What a pull request, or a recorded approval, says of who stands behind an override. */
export interface Overriding {
  /** Of the base. */
  teams: readonly Team[]
  authors: Authors
  /** Whose approval of this plan counts. */
  approvedBy: readonly string[]
}

/** Null where a change asks for none. */
export function overrideState(
  { budget_override: override }: Pick<Change, 'budget_override'>,
  { teams, authors, approvedBy }: Overriding,
): OverrideState | null {
  if (!override) return null
  const { by } = override
  if (!teams.some(({ leads }) => leads.some((lead) => sameHandle(lead, by)))) return 'no_lead'
  if (isAuthor(by, authors)) return 'author'
  return approvedBy.some((one) => sameHandle(one, by)) ? 'counts' : 'unapproved'
}
