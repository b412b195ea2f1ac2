import type { ChangeDraft } from '#model/change/draft'
import { environmentsIn } from '#model/change/environment'
import { freeSlots, isFree } from '#model/change/free-slots'
import { riskOf } from '#model/change/risk'
import { inTheWay, type SlotSearch } from '#model/change/slot-blocks'
import { leftWords, nameWords } from '#model/gate/budget-words'
import { budgetState, dependentsAmong, stakeOf, type BudgetState } from '#model/gate/error-budgets'
import type { Interval } from '#model/interval'
import { formatInstant, HOUR, type Instant } from '#model/time'
import type { Surroundings } from './surroundings.ts'

/** What is looked for where a draft says neither how long it takes nor when. */
const USUAL = HOUR
/** Of what isn't written yet: no other change has it. */
const NO_ID = ''

/** Times for a new change. */
export interface Offer {
  /** The first ones, from the one that it asks for on, at which it would meet nothing. */
  slots: Interval[]
  /** Why none is offered before an error budget has recovered, a sentence; null where it answers to none that is short. */
  waits: string | null
}

/** The first times at which a draft would meet nothing. */
export async function offered(draft: ChangeDraft, around: Surroundings): Promise<Offer> {
  const { search, budget } = await searchFor(draft, around, NO_ID)
  return { slots: freeSlots(search), waits: waitingWords(draft, budget) }
}

/** Where the window of a draft meets something: sentences with what that is, and the first times that are free. Null where it is free, or not known. */
export async function collisionWords(id: string, draft: ChangeDraft, around: Surroundings): Promise<string | null> {
  const { window } = draft
  if (!window || draft.started !== undefined) return null
  const { search, budget } = await searchFor(draft, around, id)
  const asked = { from: window.start, to: window.end }
  if (isFree(search, asked)) return null
  const why = inTheWay(search, asked).join(', and ')
  const free = freeSlots(search).map(slotWords)
  const others = free.length === 0 ? '' : ` Free of all of that from there on: ${free.join(', ')}.`
  const waits = waitingWords(draft, budget)
  return `The window of ${id} ${why || 'is no time for it'}. The pull request says what that asks for.${waits === null ? '' : ` ${waits}`}${others}`
}

/** As `--window` takes it. */
export const slotWords = ({ from, to }: { from: Instant; to: Instant }): string =>
  `${formatInstant(from)}/${formatInstant(to)}`

function waitingWords({ services = [] }: ChangeDraft, { effect, asking: [first], until }: BudgetState): string | null {
  if (effect !== 'waits' || !first) return null
  const why = `the error budget ${nameWords(first, services)} is ${leftWords(first)}`
  return until === null
    ? `No time is offered: ${why}, and nobody can say when enough is left.`
    : `No time before ${formatInstant(until)} is offered: ${why}.`
}

async function searchFor(
  draft: ChangeDraft,
  { catalog, budgetsOf }: Surroundings,
  self: string,
): Promise<{ search: SlotSearch; budget: BudgetState }> {
  const { type = 'normal', environment = 'production', risk: scores, window, implementer } = draft
  const services = [...(draft.services ?? [])]
  const { policy, now } = catalog
  const environments = environmentsIn(catalog)
  const tiers = catalog.services.flatMap(({ id, tier }) => (services.includes(id) ? tier : []))
  const risk = riskOf({ risk: scores, type, environment }, tiers, policy.risk, environments)
  // As it will be asked once it is to be approved.
  const change = { type, purpose: draft.purpose ?? 'feature', status: 'approved', services, updates: null } as const
  const asking = { change, before: null, samePlan: false, risk, policy, now }
  const all = await budgetsOf(change)
  const budget = budgetState(asking, stakeOf(asking, { all, dependentsOf: dependentsAmong(catalog.services) }), null)
  return {
    search: {
      change: { id: self, type, environment, services, implementer },
      length: window ? window.end - window.start : (draft.estimated_duration ?? USUAL),
      from: Math.max(now, window?.start ?? now),
      risk: risk?.level ?? null,
      catalog,
      freezes: catalog.freezes,
      lead_time: policy.lead_time,
      environments,
      waits: budget.effect === 'waits' ? budget : undefined,
    },
    budget,
  }
}
