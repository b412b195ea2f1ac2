import { leftWords } from '#model/gate/budget-words'
import type { OverrideState } from '#model/gate/budget-override'
import type { BudgetEffect } from '#model/gate/error-budgets'
import type { Risk } from '#model/change/risk'
import type { Change } from '#model/records/change'
import { durationWords, type Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { services, some, type Some } from '../rows.ts'
import { tierState } from '../slo/words.ts'
import { plannedBudgetState } from '#model/gate/planned-approvals'
import type { State } from '../state.ts'

/** The error budgets that a change answers to, and what they ask of it as of now. */
export interface ChangeBudgets {
  list: Some<{
    slo: PageReference
    service: PageReference
    tier: State
    /** `12m of 43m 12s left over 30d, 27.7 %` */
    left: string
    /** Whether this is one that asks for something. */
    asks: boolean
  }>
  effect: BudgetEffect
  /** Where it waits, from when on enough is left; null where nobody knows. */
  until: Instant | null
  /** What became of its override; null where it has none, or needs none. */
  override: OverrideState | null
}

const MOST = 8

/** The budgets of a planned change, by the same model as the gate's, the scarcest first. */
export function changeBudgets(ops: Ops, change: Change, risk: Risk | null): ChangeBudgets {
  const state = plannedBudgetState(ops.counted, change, risk)
  const asks = new Set(state.asking)
  return {
    list: some(state.budgets, MOST, (one) => ({
      slo: refer('slo', one.slo, ops.slos.get(one.slo)),
      service: services(ops, [one.service])[0] ?? { id: one.service, title: null, page: null },
      tier: tierState(one.tier),
      left: leftWords(one, durationWords).replace(`${one.tier}: `, ''),
      asks: asks.has(one),
    })),
    effect: state.effect,
    until: state.until,
    override: state.override,
  }
}
