import { leftWords, mostlyBy, nameWords, waysThrough } from '#model/gate/budget-words'
import { answersToBudgets } from '#model/gate/error-budgets'
import type { GateFinding, Judged } from '#model/gate/context'
import { isApprovedOn } from '#model/change/standing'
import type { Change } from '#model/records/change'
import { percentText } from '#model/records/objective'
import type { AffectedBudget } from '#model/slo/demand'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'error-budget-spent',
  severity: 'error',
  scope: 'gate',
  doc: 'Where the error budget of a service of a change, or of one that depends on it, is spent, only emergencies and what is for reliability or security pass; where it is low, standard changes as well. A lead may let another one through. What a pull request goes into says what is left. A warning until the change is approved, where it only says that the work has begun, and for what can’t be read.',
  *check(context) {
    for (const one of context.judged)
      if (one.budget.effect === 'waits' || one.budget.effect === 'begins') yield waiting(one)
    if (context.judged.some(({ change }) => answersToBudgets(change)))
      for (const file of context.unknown_spending) yield unread(file)
  },
})

/** More budgets than this are only counted. */
const NAMED = 3

function waiting({ change, budget }: Judged): GateFinding {
  const { id, file, services } = change
  const { asking, effect, override } = budget
  const isSpent = asking.some(({ tier }) => tier === 'spent')
  return {
    change: id,
    at: { file, path: override === null ? placeOf(asking, services) : ['budget_override', 'by'] },
    ...(effect === 'waits' && isApprovedOn(change) ? {} : { severity: 'warning' }),
    message: `Unexpected ${kindOf(change)} while ${budgetWords(asking, services)}; expected ${isSpent ? '' : 'a standard change, '}an emergency, or a change for reliability or security.`,
    help: capital(`${waysThrough(change, budget).join('; or ')}.`),
    related: asking.slice(0, NAMED).map(({ slo, budget: { slo: record, objective } }) => ({
      at: { file: record.file, document: record.document, path: objective.targetPath },
      message: `\`${slo}\` promises ${percentText(objective.target)} %.`,
    })),
  }
}

/** Its own service, where the budget is of one. */
const placeOf = ([first]: readonly AffectedBudget[], services: readonly string[]) => {
  const own = services.indexOf(first?.service ?? '')
  return own === -1 ? ['services'] : ['services', own]
}

function budgetWords(asking: readonly AffectedBudget[], services: readonly string[]): string {
  const [first] = asking
  if (!first) return 'an error budget is spent'
  const more = asking.length - 1
  const others = more === 0 ? '' : `, and of ${more === 1 ? 'one more' : `${more} more`} there is too little`
  return `the error budget ${nameWords(first, services)} is ${leftWords(first)}${mostlyBy(first)}${others}`
}

const kindOf = ({ type, purpose }: Change): string =>
  `${type} change${purpose === 'feature' ? ' for a feature' : ` for ${purpose}`}`

const unread = (file: string): GateFinding => ({
  change: null,
  severity: 'warning',
  at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: `Unexpected ${file.startsWith('incidents/') ? 'incident' : 'measurements'} that can't be read whole, expected to know what an error budget was spent on: there may be less left than is said.`,
  help: 'Mend it; until then only what can be read of it counts.',
})

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
