import { compare, divide, multiply, rational, type Rational } from '#model/rational'
import type { Incident } from '#model/records/incident'
import { budgetPolicy } from '#model/slo/budget'
import type { SloBudget } from '#model/slo/budgets'
import { owedReview } from '#model/slo/owed-review'
import { windowWords } from '#model/slo/windows'
import { durationWords, type Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { exactNumber, shareWords, timeWords } from './words.ts'

/** What an incident alone burned of error budgets in the windows that hold it, the largest share first. */
export interface IncidentBudget {
  rows: BurnedRow[]
  more: number
  /** What one incident may burn alone, `20 %`. */
  limit: string
  /** What one over the limit owes; null where it has it, or no budget burned so much. */
  owed: { missing: string; by: Instant | null } | null
}

interface BurnedRow {
  slo: PageReference
  /** `16m 25s` */
  cost: string
  /** `43m 12s over 30d` */
  of: string
  share: string
  /** More than one incident may. */
  over: boolean
}

/** What an incident cost a budget alone, in milliseconds. */
export interface Burned {
  budget: SloBudget
  cost: Rational
}

/** By incident, the budgets that it burned anything of. */
export function burnedBy(budgets: readonly SloBudget[]): Map<string, Burned[]> {
  const found = new Map<string, Burned[]>()
  for (const budget of budgets)
    for (const [id, cost] of budget.incidents.alone) {
      if (cost.num === 0n) continue
      const known = found.get(id)
      if (known) known.push({ budget, cost })
      else found.set(id, [{ budget, cost }])
    }
  return found
}

const MOST_ROWS = 10

/** Null where it cost nothing, or lies before the windows of all that it cost. */
export function incidentBudget(ops: Ops, incident: Incident): IncidentBudget | null {
  const burned = ops.burned.get(incident.id)
  if (!burned) return null
  const { policy } = ops.catalog
  const { incident_share } = budgetPolicy(policy)
  const shares = burned
    .map((one) => ({ ...one, share: divide(one.cost, one.budget.incidents.figure.budget) }))
    .toSorted((a, b) => compare(b.share, a.share))
  const isOver = (share: Rational) => compare(share, incident_share) > 0
  return {
    rows: shares.slice(0, MOST_ROWS).map(({ budget: { slo, window, incidents }, cost, share }) => ({
      slo: refer('slo', slo.id, ops.slos.get(slo.id)),
      cost: timeWords(cost),
      of: `${timeWords(incidents.figure.budget)} ${windowWords(window, durationWords)}`,
      share: shareWords(share),
      over: isOver(share),
    })),
    more: Math.max(0, shares.length - MOST_ROWS),
    limit: percentWords(incident_share),
    owed: shares.some(({ share }) => isOver(share)) ? owedReview(incident, policy, ops.now) : null,
  }
}

/** `20 %`, with every digit that it has. */
export const percentWords = (share: Rational): string => `${exactNumber(multiply(share, rational(100n)))}\u00a0%`
