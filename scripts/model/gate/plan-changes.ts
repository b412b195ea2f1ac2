import { planLines, type WholePlan } from '../change/plan-lines.ts'
import type { Judged } from './context.ts'
import type { DecisiveReview } from './review.ts'
import { sameHandle } from './review-counting.ts'

/** How a plan differs from what somebody approved. */
export interface PlanChange {
  /** Whoever approved that plan, as the forge or the team writes them. */
  by: string[]
  /** The plan in lines, as it was then and as it is now. */
  before: string[]
  after: string[]
}

/** More earlier plans than this aren't compared: the newest are. */
const PLANS = 2

/** What changed in a plan since reviews that are void for it, the newest first; those of one plan together. */
export function planChanges(
  { change, approval }: Pick<Judged, 'change' | 'approval'>,
  reviews: readonly DecisiveReview[],
  planAt: (id: string, commit: string | null) => WholePlan | null,
): PlanChange[] {
  const now = planAt(change.id, null)
  const plans = new Map<string, { by: string[]; lines: string[] }>()
  for (const { by, why } of approval.void) {
    const commit = reviews.find((review) => sameHandle(review.by, by))?.commit ?? null
    const then = why === 'other_plan' && commit !== null ? planAt(change.id, commit) : null
    if (!then) continue
    const lines = planLines(then)
    const key = lines.join('\n')
    const known = plans.get(key)
    if (known) known.by.push(by)
    else plans.set(key, { by: [by], lines })
  }
  if (!now || plans.size === 0) return []
  const after = planLines(now)
  return [...plans.values()].slice(0, PLANS).map(({ by, lines }) => ({ by, before: lines, after }))
}
