import { isBegun } from '../change/freezes.ts'
import { isApprovedOn, isConcluded } from '../change/standing.ts'
import type { Risk } from '../change/risk.ts'
import { groupByEach } from '../grouping.ts'
import { parseRational, ZERO } from '../rational.ts'
import type { Change } from '../records/change.ts'
import type { Policy } from '../records/policy.ts'
import type { Service } from '../records/service.ts'
import type { SloBudget } from '../slo/budgets.ts'
import { affectedBudgets, budgetDemand, reachedFrom, type AffectedBudget, type BudgetDemand } from '../slo/demand.ts'
import { recoversAt } from '../slo/recovery.ts'
import { MINUTE, type Instant } from '../time.ts'
import type { OverrideState } from './budget-override.ts'
import { isPreApproved } from './slots.ts'

/**
 * What error budgets do to a change: nothing; ask for further `approvals`; it `waits`, was `overridden` by a lead, or
 * `begins`, which a pull request only writes down. What has begun may finish.
 */
export type BudgetEffect = 'nothing' | 'approvals' | 'waits' | 'overridden' | 'begins'

/** The error budgets that a change answers to. */
export interface BudgetState {
  /** Of its services and of those that depend on them, the scarcest first; none of what is a draft or over. */
  budgets: readonly AffectedBudget[]
  effect: BudgetEffect
  /** Those that have this effect. */
  asking: readonly AffectedBudget[]
  /** Where it waits, when it no longer has to if nothing else is spent; null: nobody knows, or it doesn't wait. */
  until: Instant | null
  /** What became of its `budget_override`; null where it has none, or needs none. */
  override: OverrideState | null
}

/** The budgets of some SLOs, and who depends on whom. */
export interface Budgets {
  all: readonly SloBudget[]
  dependentsOf: (service: string) => readonly string[]
}

export const NO_BUDGETS: BudgetState = { budgets: [], effect: 'nothing', asking: [], until: null, override: null }

/** By what services are named in `depends_on` of. */
export function dependentsAmong(services: readonly Pick<Service, 'id' | 'depends_on'>[]): Budgets['dependentsOf'] {
  const dependents = groupByEach(services, ({ depends_on }) => depends_on)
  return (service) => (dependents.get(service) ?? []).map(({ id }) => id)
}

/** Whether a change answers to error budgets: a draft isn't asked yet, and what is over isn't any more. */
export const answersToBudgets = (change: Pick<Change, 'status'>): boolean =>
  change.status !== 'draft' && !isConcluded(change)

/** The services whose error budgets some changes answer to. */
export function servicesAtStake(
  changes: readonly Pick<Change, 'status' | 'services'>[],
  services: readonly Service[],
): Set<string> {
  const own = changes.filter(answersToBudgets).flatMap((change) => change.services)
  return own.length === 0 ? new Set() : reachedFrom(own, dependentsAmong(services))
}

type Asked = Pick<Change, 'type' | 'purpose' | 'status' | 'services' | 'window' | 'outcome' | 'updates'> &
  Pick<Change, 'source' | 'rollout' | 'budget_override'>

/** A change, as far as error budgets go. */
export interface Asking {
  change: Asked
  /** As on the base; null where it is new. Before a start it is the change itself. */
  before: Change | null
  /** Whether it has the plan that it had on the base. */
  samePlan: boolean
  risk: Risk | null
  policy: Policy
  now: Instant
}

/** The budgets of a change and what they ask of it, before anybody's word on it. */
export interface Stake {
  budgets: readonly AffectedBudget[]
  demand: BudgetDemand
  asking: readonly AffectedBudget[]
}

const WORST_FIRST: readonly BudgetDemand[] = ['waiting', 'approvals']

export function stakeOf({ change, before, risk, now }: Asking, { all, dependentsOf }: Budgets): Stake {
  if (!answersToBudgets(change)) return { budgets: [], demand: 'nothing', asking: [] }
  const budgets = affectedBudgets(change.services, dependentsOf, all)
  if (before !== null && isBegun(before, now)) return { budgets, demand: 'nothing', asking: [] }
  const isHigh = risk?.level === 'high' || risk?.level === 'critical'
  const demands = Map.groupBy(budgets, ({ tier }) => budgetDemand(tier, passingAs(change), isHigh))
  const demand = WORST_FIRST.find((one) => demands.has(one)) ?? 'nothing'
  return { budgets, demand, asking: demand === 'nothing' ? [] : (demands.get(demand) ?? []) }
}

/** Standard is what a template permits: what isn't held to one passes as a normal change. */
const passingAs = (change: Asked): Pick<Change, 'type' | 'purpose'> => ({
  purpose: change.purpose,
  type: change.type === 'standard' && !isPreApproved(change) ? 'normal' : change.type,
})

/** What is asked of a change in the end; `override` as it stands, null where it has none. */
export function budgetState(asked: Asking, stake: Stake, override: OverrideState | null): BudgetState {
  const { change, before, samePlan, policy, now } = asked
  const { budgets, demand, asking } = stake
  if (demand !== 'waiting')
    return { budgets, asking, effect: demand === 'approvals' ? 'approvals' : 'nothing', until: null, override: null }
  if (override === 'counts') return { budgets, asking, effect: 'overridden', until: null, override }
  const begins = before !== null && isApprovedOn(before) && samePlan && isBegun(change, now)
  const until = untilFree(asking, passingAs(change).type === 'standard', policy, now)
  return { budgets, asking, effect: begins ? 'begins' : 'waits', until, override }
}

const onTheMinute = (instant: Instant): Instant => Math.ceil(instant / MINUTE) * MINUTE

/** A standard change waits for anything to be left, another one until the budget is no longer low. */
function untilFree(
  asking: readonly AffectedBudget[],
  isStandard: boolean,
  policy: Policy,
  now: Instant,
): Instant | null {
  const least = isStandard ? ZERO : (parseRational(String(policy.budget.low.below)) ?? ZERO)
  const times = asking.map(({ source, budget }) => (source === 'incidents' ? recoversAt(budget, least, now) : null))
  const latest = times.reduce<Instant | null>(
    (last, time) => (last === null || time === null ? null : Math.max(last, time)),
    now,
  )
  return latest === null ? null : onTheMinute(latest)
}
