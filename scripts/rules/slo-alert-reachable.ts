import type { Finding } from '#model/diagnostic'
import {
  compare,
  decimal,
  divide,
  multiply,
  ONE,
  parseRational,
  rational,
  subtract,
  type Rational,
} from '#model/rational'
import { percentText } from '#model/records/objective'
import type { AlertCondition, Slo, SloObjective } from '#model/records/slo'
import { ALERT_WINDOWS, DEFAULT_PERIOD, outOfReach } from '#model/slo/alert-windows'
import { largestFactor } from '#model/slo/burn-rate'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-alert-reachable',
  severity: 'error',
  scope: 'record',
  doc: 'An alert on a burn rate can fire: where everything fails, the budget burns 1 / (1 − target) times as fast as it may, and never faster.',
  *check({ catalog }) {
    for (const slo of catalog.slos) {
      yield* slothAlerts(slo)
      for (const objective of slo.objectives)
        for (const { conditions } of slo.alert_policies)
          for (const condition of conditions) yield* burnRate(slo, objective, condition)
    }
  },
})

/** What Sloth makes of an SLO: two alerts, each of two conditions. */
function* slothAlerts({ alerting, objectives: [{ target, targetPath }], file, document }: Slo): Generator<Finding> {
  const windows = ALERT_WINDOWS.get(DEFAULT_PERIOD)
  const largest = largestFactor(target)
  if (!alerting || !windows || !largest) return
  const enabled = (['page', 'ticket'] as const).filter((severity) => !alerting[`${severity}_alert`].disable)
  // The fastest one is what asks for the most: the others are fine once it is.
  for (const { severity, factor } of outOfReach(target, windows, enabled).slice(0, 1))
    yield {
      at: { file, document, path: targetPath },
      message: neverFires({ factor, largest, target, alert: `the ${severity} alert` }),
      help: `Raise the target above ${leastPercent(factor)} %, or write \`disable: true\` in the alert.`,
    }
}

function* burnRate(slo: Slo, { target, targetPath }: SloObjective, condition: AlertCondition): Generator<Finding> {
  const { op, threshold, at } = condition
  const largest = largestFactor(target)
  if (!largest || op === 'lt' || op === 'lte') return
  const order = compare(threshold, largest)
  if (order < 0 || (order === 0 && op === 'gte')) return
  yield {
    at,
    message: neverFires({ factor: threshold, largest, target, alert: 'an alert', upTo: op === 'gte' }),
    help: 'Lower the threshold, or raise the target.',
    related: [{ at: { file: slo.file, document: slo.document, path: targetPath }, message: 'The target is here.' }],
  }
}

interface Unreachable {
  factor: Rational
  largest: Rational
  target: Rational
  alert: string
  /** Whether the alert fires at its factor already. */
  upTo?: boolean
}

function neverFires({ factor, largest, target, alert, upTo = false }: Unreachable): string {
  const most = plain(largest, 4)
  const isExact = compare(parseRational(most) ?? largest, largest) === 0
  return `Unexpected burn rate of ${plain(factor, 4)} for ${alert}, expected ${isExact && !upTo ? 'less than' : 'at most'} ${most}: at a target of ${percentText(target)} % nothing burns faster, and it would never fire.`
}

/** Of the targets with two decimals in per cent the last one at which a factor is out of reach, or the one below it. */
const leastPercent = (factor: Rational): string =>
  plain(multiply(subtract(ONE, divide(ONE, factor)), rational(100n)), 2)

/** In decimals, of at most `places`, without zeros at the end. */
function plain(value: Rational, places: number): string {
  const exact = parseRational(decimal(value, places)) ?? value
  for (let fewer = 0; fewer < places; fewer++)
    if (compare(parseRational(decimal(value, fewer)) ?? value, exact) === 0) return decimal(value, fewer)
  return decimal(value, places)
}
