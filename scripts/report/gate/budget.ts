import { leftWords, mostlyBy, nameWords, percentWords, waysThrough } from '#model/gate/budget-words'
import type { BudgetState } from '#model/gate/error-budgets'
import type { Judged } from '#model/gate/context'
import type { ChangeVerdict } from '#model/gate/verdict'
import { isApprovedOn } from '#model/change/standing'
import type { AffectedBudget } from '#model/slo/demand'
import { plain, prose } from './escape.ts'
import { MARKS } from './findings.ts'
import type { Step } from './next.ts'
import { capital, count } from './words.ts'

/** The rule whose findings `budgetStep` tells. */
const WAITS = 'error-budget-spent'
/** More budgets than this are only counted. */
const SHOWN = 3

/** The error budgets that a change answers to: how much is left, and what comes of it. None where there is none. */
export function budgetLines({ change, budget }: Pick<Judged, 'change' | 'budget'>): string[] {
  const [scarcest] = budget.budgets
  if (!scarcest) return []
  const { budgets, effect } = budget
  const scarce = budgets.filter(({ tier }) => tier !== 'ample')
  if (scarce.length === 0) {
    return [
      `**Error budget: ample.** ${budgets.length === 1 ? '' : 'The least is left of '}${prose(nameWords(scarcest, change.services))}: ${plain(shortWords(scarcest))}.`,
    ]
  }
  const lines = scarce
    .slice(0, SHOWN)
    .map((one) => `  - ${prose(`${nameWords(one, change.services)} is ${leftWords(one)}${mostlyBy(one)}.`)}`)
  const more = scarce.length - SHOWN
  const head = `**Error budget: ${scarcest.tier}.** ${markOf(effect, change)}${plain(effectWords(budget, change))}`
  return [[head, ...lines, ...(more > 0 ? [`  - … and ${count(more, 'more budget')}`] : [])].join('\n')]
}

/** The same for terminals, of those that aren't ample. */
export function budgetText({ change, budget }: Pick<Judged, 'change' | 'budget'>): string[] {
  const scarce = budget.budgets.filter(({ tier }) => tier !== 'ample')
  if (scarce.length === 0) return []
  const more = scarce.length - SHOWN
  return [
    ...scarce
      .slice(0, SHOWN)
      .map((one) => `Error budget ${nameWords(one, change.services)} ${leftWords(one)}${mostlyBy(one)}.`),
    ...(more > 0 ? [`… and ${count(more, 'more budget')}.`] : []),
    effectWords(budget, change),
  ]
}

/** `92.6 % left` */
const shortWords = ({ share }: AffectedBudget): string => `${percentWords(share)} left`

function markOf(effect: BudgetState['effect'], change: Judged['change']): string {
  if (effect === 'waits' && isApprovedOn(change)) return `${MARKS.error} `
  return effect === 'waits' || effect === 'begins' ? `${MARKS.warning} ` : effect === 'nothing' ? '' : `${MARKS.good} `
}

/** What comes of it, in a sentence. */
export function effectWords(
  { effect }: BudgetState,
  { type, purpose, budget_override: override }: Judged['change'],
): string {
  switch (effect) {
    case 'waits':
      return 'It waits: emergencies pass, and what mends.'
    case 'begins':
      return 'It was approved before, and this only says that it has begun.'
    case 'approvals':
      return 'Therefore further approval is asked for.'
    case 'overridden':
      return `${override?.by ?? ''} lets it through: ${override?.reason ?? ''}`
    case 'nothing':
      return type === 'emergency'
        ? 'An emergency passes.'
        : purpose === 'feature'
          ? 'It asks for nothing here.'
          : `A change for ${purpose} passes.`
  }
}

/** The one step of a change that waits for error budgets; null where it doesn't. */
export function budgetStep({ judged: { change, budget }, diagnostics }: ChangeVerdict): Step | null {
  const tells = diagnostics.filter(({ rule, severity }) => rule === WAITS && severity === 'error')
  const [first] = budget.asking
  if (tells.length === 0 || !first) return null
  return {
    text: `${change.id} waits: the error budget ${nameWords(first, change.services)} is ${leftWords(first)}.`,
    items: waysThrough(change, budget)
      .map((way, i) => `${i === 0 ? '' : 'Or '}${way}.`)
      .map(capital),
    tells,
    settles: tells,
  }
}
