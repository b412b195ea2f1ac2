import { absolute, compare, decimalTowardsZero, multiply, rational, ZERO, type Rational } from '../rational.ts'
import { DEFAULT_WINDOW } from '../records/objective.ts'
import type { AffectedBudget } from '../slo/demand.ts'
import { windowWords } from '../slo/windows.ts'
import { formatDuration, formatInstant, type Duration } from '../time.ts'
import type { Change } from '../records/change.ts'
import type { OverrideState } from './budget-override.ts'
import type { BudgetState } from './error-budgets.ts'

/** `tight: 12m of 43m 12s left over 30d, 27.7 %`, `spent: 6m 48s more than its 43m 12s over 30d, −15.7 %`; of measurements in bad events. `lasting` says times. */
export function leftWords({ tier, share, source, budget }: AffectedBudget, lasting = formatDuration): string {
  const { incidents, measured, objective, slo } = budget
  const window = windowWords(objective.window ?? DEFAULT_WINDOW, lasting)
  const [left, whole, words] =
    source === 'measurements' && measured
      ? [measured.figure.left ?? ZERO, measured.figure.budget, eventWords]
      : [incidents.figure.left, incidents.figure.budget, (time: Rational) => timeWords(time, lasting)]
  const name = slo.objectives.length > 1 && objective.name !== null ? `${objective.name}, ` : ''
  const amount =
    left.num < 0n
      ? `${words(left)} more than its ${words(whole)} ${window}`
      : `${words(left)} of ${words(whole)} left ${window}`
  return `${name}${tier}: ${amount}, ${percentWords(share)}${source === 'measurements' ? ' as measured' : ''}`
}

const timeWords = (value: Rational, lasting: (time: Duration) => string): string => {
  const { num, den } = absolute(value)
  return lasting(Number(num / den))
}

const eventWords = (value: Rational): string => {
  const events = BigInt(decimalTowardsZero(absolute(value), 0))
  return `${events.toLocaleString('en')} bad ${events === 1n ? 'event' : 'events'}`
}

/** `46.6 %`, towards zero: what is left never looks larger than it is. */
export const percentWords = (share: Rational): string =>
  `${decimalTowardsZero(multiply(share, rational(100n)), 1)
    .replace('-', '−')
    .replace(/\.0$/, '')} %`

/** More incidents than this are left out. */
const NAMED = 2

/**
 * `, mostly by INC-2026-0001 (50m) and INC-2026-0003 (5m)`, each as it alone would have cost; empty where no incident did,
 * and of measurements, which don't say in which incident an event was bad.
 */
export function mostlyBy(
  { budget, source }: Pick<AffectedBudget, 'budget' | 'source'>,
  lasting = formatDuration,
): string {
  if (source === 'measurements') return ''
  const spenders = [...budget.incidents.alone]
    .filter(([, cost]) => cost.num > 0n)
    .toSorted(([a, one], [b, other]) => compare(other, one) || (a < b ? -1 : 1))
  const named = spenders.slice(0, NAMED).map(([incident, cost]) => `${incident} (${timeWords(cost, lasting)})`)
  return named.length === 0 ? '' : `, mostly by ${new Intl.ListFormat('en-GB').format(named)}`
}

/** `checkout-availability` of `checkout`, in backticks, and why that service is asked about where it isn't one of the change's own. */
export const nameWords = (
  { slo, service }: Pick<AffectedBudget, 'slo' | 'service'>,
  services: readonly string[],
): string =>
  services.includes(service)
    ? `\`${slo}\` of \`${service}\``
    : `\`${slo}\` of \`${service}\` (which depends on ${services.length === 1 ? `\`${services[0] ?? ''}\`` : 'what it changes'})`

/** What may be done about a change that waits, each a clause: what its override lacks, when it may go on, and how it gets through all the same. */
export function waysThrough(
  { budget_override: override }: Change,
  { until, override: state, asking }: BudgetState,
): string[] {
  const isMeasured = asking.some(({ source }) => source === 'measurements')
  return [
    ...(override && state !== null && state !== 'counts' ? [LACKING[state](override.by)] : []),
    until === null
      ? `wait until more is left: ${isMeasured ? 'by what is measured' : 'as long as more is being spent'} nobody can say when`
      : `wait: from ${formatInstant(until)} on enough is left, if nothing else is spent`,
    'where it mends that, say so: `purpose: reliability` or `security`; what cannot wait is an emergency',
    ...(override
      ? []
      : [
          'have a lead let it through: `budget_override: {by: …, reason: …}` counts with the approval of that lead, who must not have written it',
        ]),
  ]
}

const LACKING: Record<Exclude<OverrideState, 'counts'>, (by: string) => string> = {
  no_lead: (by) => `have it overridden by a lead: ${by} leads no team`,
  author: (by) => `have it overridden by another lead: ${by} wrote it`,
  unapproved: (by) => `have ${by} approve this plan: then the override counts`,
}
