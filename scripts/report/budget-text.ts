import { decimalTowardsZero, fraction, multiply, rational, type Rational } from '#model/rational'
import { percentText } from '#model/records/objective'
import type { Debit, Exclusion } from '#model/slo/ledger'
import type { SloBudget } from '#model/slo/budgets'
import type { CountedFigure } from '#model/slo/measured'
import { windowWords } from '#model/slo/windows'
import { formatDuration, formatInstant, type Instant } from '#model/time'
import { printable } from './text.ts'

/** `budget` for people: what is left of each, and below it what it was spent on. Times are UTC. */
export const budgetText = (budgets: readonly SloBudget[], now: Instant): string =>
  budgets.length === 0
    ? 'No SLO has an error budget yet.\n'
    : `Error budgets as of ${moment(now)}\n\n${budgets.map((one) => `${block(one).map(printable).join('\n')}\n`).join('\n')}`

function block(budget: SloBudget): string[] {
  const { slo, objective, window, incidents, states_no_impact, measured, history } = budget
  const { figure, debits, exclusions, over_share } = incidents
  const name = objective.name !== null && slo.objectives.length > 1 ? `, ${objective.name}` : ''
  return [
    `${slo.id}${name}`,
    `  ${percentText(objective.target)} % ${windowWords(window)}, of ${slo.service}`,
    line(
      'From incidents',
      `${time(figure.left)} of ${time(figure.budget)} left, ${share(figure.share)}: ${figure.tier}. An estimate of time.`,
    ),
    ...debits.map((debit) => line('', debitWords(debit))),
    ...exclusions.map((one) => line('', exclusionWords(one))),
    ...(over_share.length === 0 ? [] : [line('Alone too much', over_share.join(', '))]),
    ...(states_no_impact.length === 0 ? [] : [line('States no impact', states_no_impact.join(', '))]),
    ...(measured === null ? [] : [line('From measurements', countedWords(measured.figure))]),
    ...(history === 'known' ? [] : [line('History', "unknown: git doesn't tell, so today's target holds throughout")]),
  ]
}

const line = (name: string, words: string) => `  ${name.padEnd(18)} ${words}`

const debitWords = ({ from, to, weight, cost, incidents, changes, open }: Debit) =>
  `${moment(from)} to ${open ? 'now' : moment(to)}  ${time(cost)}${weight.den === 1n ? '' : ` at ${fraction(weight)}`}  ${[...incidents, ...changes].join(', ')}`

const exclusionWords = ({ from, to, change, cost }: Exclusion) =>
  `${moment(from)} to ${moment(to)}  ${time(cost)} not counted: announced maintenance ${change}`

function countedWords({ unit, left, budget, bad, total, share: of, tier, unknown }: CountedFigure): string {
  const gap = unknown > 0 ? `; ${formatDuration(unknown)} of the window unknown` : ''
  if (left === null || of === null) return `nothing known${gap}`
  if (unit === 'milliseconds')
    return `${time(left)} of ${time(budget)} left, ${share(of)}: ${tier ?? ''} (${time(bad)} of ${time(rational(total))} bad)${gap}`
  return `${events(left)} of ${events(budget)} bad ${unit} left, ${share(of)}: ${tier ?? ''} (${events(bad)} of ${events(rational(total))} bad)${gap}`
}

/** `2026-03-01 10:00:00Z` */
const moment = (at: Instant) => formatInstant(at).replace('T', ' ')

/** `12m 58s`, whole seconds towards zero. */
const time = (value: Rational) =>
  `${value.num < 0n ? '-' : ''}${formatDuration(Number((value.num < 0n ? -value.num : value.num) / value.den))}`

/** `1,204` */
const events = (value: Rational) => BigInt(decimalTowardsZero(value, 0)).toLocaleString('en')

/** `46.66 %` */
const share = (value: Rational) => `${decimalTowardsZero(multiply(value, rational(100n)), 2)} %`
