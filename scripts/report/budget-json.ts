import type { Interval } from '#model/interval'
import { decimalTowardsZero, exactDecimal, fraction, multiply, rational, type Rational } from '#model/rational'
import type { BudgetFigure } from '#model/slo/budget'
import type { SloBudget } from '#model/slo/budgets'
import type { CountedFigure, MeasuredBudget } from '#model/slo/measured'
import { formatInstant, type Instant } from '#model/time'

/** `budget --format json`: milliseconds, events and shares as integers or fractions in lowest terms, in strings. */
export const budgetJson = (budgets: readonly SloBudget[], now: Instant): string =>
  `${JSON.stringify({ now: formatInstant(now), slos: budgets.flatMap(entries) }, null, 2)}\n`

/** One for what incidents tell, and one for what was measured. */
const entries = (budget: SloBudget): object[] => [
  fromIncidents(budget),
  ...(budget.measured === null ? [] : [fromMeasurements(budget, budget.measured)]),
]

const head = ({ slo, objective, history }: SloBudget, source: 'incidents' | 'measurements') => ({
  slo: slo.id,
  service: slo.service,
  ...(slo.objectives.length > 1 ? { objective: objective.name } : {}),
  target: exactDecimal(objective.target),
  source,
  history,
})

function fromIncidents(budget: SloBudget): object {
  const { figure, debits, exclusions, over_share, periods } = budget.incidents
  return {
    ...head(budget, 'incidents'),
    ...inTime(figure),
    debits: debits.map(({ incidents, changes, from, to, weight, cost, open }) => ({
      incidents,
      ...(changes.length > 0 ? { changes } : {}),
      ...span({ from, to }),
      weight: fraction(weight),
      ms: fraction(cost),
      open,
    })),
    exclusions: exclusions.map(({ change, from, to, cost }) => ({ change, ...span({ from, to }), ms: fraction(cost) })),
    states_no_impact: budget.states_no_impact,
    over_share,
    periods: periods.map(inTime),
  }
}

const fromMeasurements = (budget: SloBudget, { figure, periods }: MeasuredBudget): object => ({
  ...head(budget, 'measurements'),
  ...counted(figure),
  periods: periods.map(counted),
})

const inTime = ({ window, budget, bad, excluded, left, share, tier }: BudgetFigure) => ({
  window: lengthOf(window),
  budget_ms: fraction(budget),
  bad_ms: fraction(bad),
  excluded_ms: fraction(excluded),
  left_ms: fraction(left),
  left_share: fraction(share),
  left_percent: percent(share),
  tier,
})

const counted = ({ unit, window, budget, bad, total, left, share, tier, measured, unknown }: CountedFigure) => ({
  window: lengthOf(window),
  [`total_${unit}`]: String(total),
  [`budget_${unit}`]: fraction(budget),
  [`bad_${unit}`]: fraction(bad),
  [`left_${unit}`]: left && fraction(left),
  left_share: share && fraction(share),
  left_percent: share && percent(share),
  measured_ms: String(measured),
  unknown_ms: String(unknown),
  tier,
})

const span = ({ from, to }: Interval) => ({ from: formatInstant(from), to: formatInstant(to) })
const lengthOf = (window: Interval) => ({ ...span(window), ms: String(window.to - window.from) })

/** Four places, towards zero: what is left never looks larger than it is. */
export const percent = (share: Rational): string => decimalTowardsZero(multiply(share, rational(100n)), 4)
