import type { ApprovalPlace } from '#model/gate/recorded-approvals'
import type { Risk } from '#model/change/risk'
import type { Change } from '#model/records/change'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { party, type Party } from '../people.ts'
import { plannedApprovals } from '#model/gate/planned-approvals'

/** Who let a change go ahead, and what the policy asks for. */
export interface ChangeApprovals {
  /** As the bot recorded them when the plan was merged. */
  given: { by: Party; at: Instant }[]
  /** What a change like this needs by today's policy, in words: `1 from core`, `1 lead`. */
  needed: string[]
  /** Of that, what the recorded ones leave open. */
  missing: string[]
  /** How many people that is. */
  open: number
  /** One for each that is needed, filled or empty. */
  /** Where the repository finds its pull requests; null where none is missing, or nobody says where it lives. */
  ask: string | null
  places: (Omit<ApprovalPlace, 'by'> & { by: { party: Party; at: Instant | null } | null })[]
}

/** A change's approvals, with who gave them and where others are asked for them. */
export function changeApprovals(ops: Ops, change: Change, risk: Risk | null): ChangeApprovals {
  const { given, needed, missing, open, places } = plannedApprovals(ops.counted, change, risk)
  return {
    ask: open > 0 ? pullRequestsUrl(ops.catalog.site.repository, change.id) : null,
    given: given.map(({ by, at }) => ({ by: party(ops, by), at })),
    needed,
    missing,
    open,
    places: places.map((place) => ({
      ...place,
      by:
        place.by === null
          ? null
          : { party: party(ops, place.by), at: given.find(({ by }) => by === place.by)?.at ?? null },
    })),
  }
}

/** The search of a forge for what names a change, whatever became of it: GitHub's and Gitea's, or GitLab's. */
function pullRequestsUrl(repository: string | undefined, id: string): string | null {
  if (repository === undefined) return null
  const base = repository.replace(/\/$/, '')
  return new URL(base).hostname.split('.').includes('gitlab')
    ? `${base}/-/merge_requests?${new URLSearchParams({ scope: 'all', state: 'all', search: id }).toString()}`
    : `${base}/pulls?${new URLSearchParams({ q: `is:pr ${id}` }).toString()}`
}
