import { rational, type Rational } from '../rational.ts'
import { DAY, HOUR, MINUTE, type Duration } from '../time.ts'
import { burnFactor, canFire } from './burn-rate.ts'

/** One burn-rate condition: over its long window this much of the period's budget went, and it still goes in the short one. */
export interface BurnWindow {
  /** Percent of the period's error budget, above 0. */
  percent: Rational
  short: Duration
  long: Duration
}

/** The four conditions that SLOs of one period are watched by. A page or a ticket is due where its quick or its slow one holds. */
export interface AlertWindows {
  period: Duration
  page: { quick: BurnWindow; slow: BurnWindow }
  ticket: { quick: BurnWindow; slow: BurnWindow }
}

/** Where the two severities stand with their two speeds, in the order of Sloth's files. */
export const CONDITIONS = [
  ['page', 'quick'],
  ['page', 'slow'],
  ['ticket', 'quick'],
  ['ticket', 'slow'],
] as const

/** Sloth's windows, all periods: only what each is worth differs. */
function windows(period: Duration, percents: readonly [Rational, Rational, Rational, Rational]): AlertWindows {
  const [pageQuick, pageSlow, ticketQuick, ticketSlow] = percents
  return {
    period,
    page: {
      quick: { percent: pageQuick, short: 5 * MINUTE, long: HOUR },
      slow: { percent: pageSlow, short: 30 * MINUTE, long: 6 * HOUR },
    },
    ticket: {
      quick: { percent: ticketQuick, short: 2 * HOUR, long: DAY },
      slow: { percent: ticketSlow, short: 6 * HOUR, long: 3 * DAY },
    },
  }
}

/** The SRE workbook's recommended parameters: 2 and 5 percent page, 10 percent is a ticket. */
const WORKBOOK = [rational(2n), rational(5n), rational(10n), rational(10n)] as const

/**
 * By period, in days.
 * - 30 and 28: https://sre.google/workbook/alerting-on-slos/#recommended_parameters_for_an_slo_based_a, as Sloth has them
 *   in internal/alert/windows/google-30d.yaml and google-28d.yaml. Burn rates 14.4, 6, 3, 1 and 13.44, 5.6, 2.8, 0.93.
 * - 7: Sloth's examples/windows/7d.yaml. Burn rates 13.44, 3.5, 1.4, 0.98.
 * - 90: the burn rates of 30 days, each a third of the share of a budget three times as long. The workbook's shares would
 *   make the slowest alert wait for three times the rate that spends the budget: twice of it would be spent in silence.
 */
export const ALERT_WINDOWS: ReadonlyMap<Duration, AlertWindows> = new Map(
  [
    windows(30 * DAY, WORKBOOK),
    windows(28 * DAY, WORKBOOK),
    windows(7 * DAY, [rational(8n), rational(25n, 2n), rational(20n), rational(42n)]),
    windows(90 * DAY, [rational(2n, 3n), rational(5n, 3n), rational(10n, 3n), rational(10n, 3n)]),
  ].map((each) => [each.period, each]),
)

/** Sloth's period where nothing says another: https://sloth.dev/usage/cli/ (`--default-slo-period`). */
export const DEFAULT_PERIOD: Duration = 30 * DAY

/** A condition that holds at no rate of errors whatever, and the burn rate that it waits for. */
export interface OutOfReach {
  severity: 'page' | 'ticket'
  speed: 'quick' | 'slow'
  factor: Rational
}

/** The conditions of some severities that can't hold at a target, since not even a service that is down burns so fast. */
export const outOfReach = (
  target: Rational,
  by: AlertWindows,
  severities: readonly ('page' | 'ticket')[],
): OutOfReach[] =>
  CONDITIONS.map(([severity, speed]) => {
    const { percent, long } = by[severity][speed]
    return { severity, speed, factor: burnFactor(percent, by.period, long) }
  }).filter(({ severity, factor }) => severities.includes(severity) && !canFire(target, factor))
