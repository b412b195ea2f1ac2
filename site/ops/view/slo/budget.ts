import {
  add,
  compare,
  decimalTowardsZero,
  divide,
  exactDecimal,
  fraction,
  multiply,
  rational,
  subtract,
  ZERO,
  type Rational,
} from '#model/rational'
import type { Interval } from '#model/interval'
import { addMonths, firstDay, monthOf } from '#model/month'
import { percentText } from '#model/records/objective'
import { piecesIn } from '#model/slo/allowance'
import { budgetPolicy, type BudgetFigure } from '#model/slo/budget'
import type { SloBudget } from '#model/slo/budgets'
import { forecast } from '#model/slo/forecast'
import type { Debit, Exclusion } from '#model/slo/ledger'
import type { CountedFigure } from '#model/slo/measured'
import { windowWords } from '#model/slo/windows'
import { durationWords, addDays, dateIn, startOfDay, type CalendarDate, type Instant } from '#model/time'
import { dayAndMonthText, monthText } from '#model/english-time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import type { State } from '../state.ts'
import { burnDown, type BurnDown } from './burn-down.ts'
import { percentWords } from './incident-budget.ts'
import { eventWords, exactNumber, exactSeconds, shareWords, signedTime, tierState, timeWords } from './words.ts'

/** The ledger of one objective of an SLO. */
export interface BudgetView {
  /** What the objective is called; null where it has no name. */
  name: string | null
  /** `99.9 %` */
  target: string
  /** `over 30d`, `in a month of Europe/Berlin` */
  over: string
  from: Instant
  to: Instant
  now: Instant
  history: 'known' | 'unknown'
  /** `30m 14s left`, `12m 58s overdrawn` */
  figure: string
  /** What it is left of, `43m 12s`. */
  of: string
  /** `70.01 %` */
  share: string
  tier: State
  /** `At the rate of the last 7d 12h it is spent on`, and when; no time where it isn't. */
  forecast: { words: string; at: Instant | null } | null
  chart: BurnDown & { top: string; bottom: string | null; seen: string }
  /** Newest first. */
  ledger: LedgerRow[]
  more: number
  /** Line by line, for whoever wants to redo it. */
  arithmetic: { words: string; value: string }[]
  no_impact: PageReference[]
  over_share: { incident: PageReference; share: string }[]
  /** What an incident may burn alone, `20 %`. */
  incident_share: string
  periods: PeriodRow[]
  measured: MeasuredView | null
}

/** What was charged, or what would have been but for maintenance. */
export interface LedgerRow {
  from: Instant
  to: Instant | null
  weight: string | null
  cost: string
  excluded: boolean
  records: PageReference[]
  /** Changes that its incidents name as their cause. */
  caused_by: PageReference[]
  /** What was left after it; null for what isn't charged. */
  left: string | null
}

interface PeriodRow {
  /** `November 2026`, or the days from which to which it lasts. */
  name: string
  budget: string
  bad: string
  excluded: string | null
  left: string
  share: string
  tier: State
}

interface MeasuredView {
  /** What is counted. */
  unit: CountedFigure['unit']
  figure: string
  share: string
  tier: State | null
  /** `1,796 of 3,000,000 events were bad; …` */
  from: string
  /** How much of the window nothing was measured in; null where all is known. */
  unknown: string | null
  periods: { name: string; bad: string; budget: string; left: string; share: string; tier: State | null }[]
}

const MOST_ROWS = 100
const MOST_LISTED = 50

/** Everything that the page of an SLO says of one budget. */
export function budgetView(ops: Ops, budget: SloBudget): BudgetView {
  const { objective, window, incidents, measured, history, slo } = budget
  const { figure, debits } = incidents
  const ledger = ledgerRows(ops, budget)
  const zone = window.kind === 'calendar' ? window.time_zone : ops.catalog.site.time_zone
  return {
    name: slo.objectives.length > 1 ? objective.name : null,
    target: `${percentText(objective.target)}\u00a0%`,
    over: windowWords(window, durationWords),
    from: figure.window.from,
    to: figure.window.to,
    now: ops.now,
    history,
    figure: leftWords(figure.left),
    of: timeWords(figure.budget),
    share: shareWords(figure.share),
    tier: tierState(figure.tier),
    forecast: forecastWords(budget, ops.now),
    chart: {
      ...burnDown(figure, debits, ops.now),
      top: timeWords(figure.budget),
      bottom: compare(figure.left, ZERO) < 0 ? signedTime(figure.left) : null,
      seen: `From ${timeWords(figure.budget)} at the beginning of the window to ${signedTime(figure.left)} now, in ${debits.length} ${debits.length === 1 ? 'step' : 'steps'}. The ledger lists them.`,
    },
    ledger: ledger.slice(0, MOST_ROWS),
    more: Math.max(0, ledger.length - MOST_ROWS),
    arithmetic: arithmetic(budget),
    no_impact: budget.states_no_impact.slice(-MOST_LISTED).map((id) => incident(ops, id)),
    over_share: incidents.over_share.slice(0, MOST_LISTED).map((id) => ({
      incident: incident(ops, id),
      share: shareOf(incidents.alone.get(id) ?? ZERO, figure.budget),
    })),
    incident_share: percentWords(budgetPolicy(ops.catalog.policy).incident_share),
    periods: incidents.periods.map((one) => periodRow(one, zone)),
    measured: measured && {
      ...countedOf(measured.figure),
      periods: measured.periods.map((one) => countedRow(one, zone)),
    },
  }
}

const incident = ({ links }: Ops, id: string) => refer('incident', id, links.incidents.get(id))
const change = ({ links }: Ops, id: string) => refer('change', id, links.changes.get(id))
const shareOf = (part: Rational, whole: Rational) => shareWords(divide(part, whole))

/** `30m 14s left`, `12m 58s overdrawn`, `Nothing left`. */
export const leftWords = (left: Rational): string =>
  left.num === 0n ? 'Nothing left' : `${timeWords(left)} ${left.num < 0n ? 'overdrawn' : 'left'}`

function forecastWords({ window, incidents }: SloBudget, now: Instant): BudgetView['forecast'] {
  const rolling = window.kind === 'rolling'
  const found = forecast(incidents.figure, incidents.debits, { rolling, now })
  if (found === null) return null
  const lately = rolling ? `the last ${durationWords(found.over)}` : 'this period so far'
  if (found.rate.num === 0n) return { words: `Nothing was burned in ${lately}.`, at: null }
  if (found.spent !== null) return { words: `At the rate of ${lately} it is spent on`, at: found.spent }
  const until = rolling ? `within ${durationWords(window.length)}` : 'before the period ends'
  return { words: `At the rate of ${lately} it is not spent ${until}.`, at: null }
}

/** Debits with what was left after each, and exclusions among them, newest first. */
function ledgerRows(ops: Ops, { incidents }: SloBudget): LedgerRow[] {
  let left = incidents.figure.budget
  const charged = incidents.debits.map((debit) => {
    left = subtract(left, debit.cost)
    return debitRow(ops, debit, left)
  })
  return [...charged, ...incidents.exclusions.map((one) => exclusionRow(ops, one))].toSorted((a, b) => b.from - a.from)
}

function debitRow(ops: Ops, debit: Debit, left: Rational): LedgerRow {
  const causes = debit.incidents.flatMap((id) => ops.links.incidents.get(id)?.caused_by ?? [])
  return {
    from: debit.from,
    to: debit.open ? null : debit.to,
    weight: fraction(debit.weight),
    cost: timeWords(debit.cost),
    excluded: false,
    records: [
      ...debit.incidents.slice(0, MOST_LISTED).map((id) => incident(ops, id)),
      ...debit.changes.slice(0, MOST_LISTED).map((id) => change(ops, id)),
    ],
    caused_by: [...new Set(causes)].slice(0, MOST_LISTED).map((id) => change(ops, id)),
    left: signedTime(left),
  }
}

const exclusionRow = (ops: Ops, { from, to, change: id, cost }: Exclusion): LedgerRow => ({
  from,
  to,
  weight: null,
  cost: timeWords(cost),
  excluded: true,
  records: [change(ops, id)],
  caused_by: [],
  left: null,
})

function arithmetic({ incidents, targets }: SloBudget): BudgetView['arithmetic'] {
  const { figure, debits, exclusions } = incidents
  const pieces = piecesIn(targets, figure.window)
  const seconds = (ms: number) => exactSeconds(rational(BigInt(ms)))
  const debts = Map.groupBy(debits, ({ weight }) => fraction(weight))
  return [
    { words: 'Window', value: seconds(figure.window.to - figure.window.from) },
    ...pieces.map(({ from, to, target, allowed }) => ({
      words: `Budget${pieces.length > 1 ? ` at ${percentText(target)}\u00a0%` : ''}: (1 \u2212 ${exactDecimal(target)}) \u00b7 ${seconds(to - from)}`,
      value: exactSeconds(allowed),
    })),
    ...(pieces.length > 1 ? [{ words: 'Budget, together', value: exactSeconds(figure.budget) }] : []),
    ...[...debts].map(([weight, some]) => ({
      words: `Bad time: ${weight} \u00b7 ${seconds(some.reduce((sum, { from, to }) => sum + (to - from), 0))}`,
      value: exactSeconds(some.reduce((sum, { cost }) => add(sum, cost), ZERO)),
    })),
    ...(debts.size === 1 ? [] : [{ words: 'Bad time, together', value: exactSeconds(figure.bad) }]),
    ...(exclusions.length === 0
      ? []
      : [{ words: 'Excluded, and in none of these', value: exactSeconds(figure.excluded) }]),
    {
      words: `Left: ${exactSeconds(figure.budget)} \u2212 ${exactSeconds(figure.bad)}`,
      value: exactSeconds(figure.left),
    },
    {
      words: `Share: ${exactSeconds(figure.left)} / ${exactSeconds(figure.budget)}`,
      value: `${fraction(figure.share).replace('-', '\u2212')} = ${decimalTowardsZero(multiply(figure.share, rational(100n)), 4).replace('-', '\u2212')}\u00a0%`,
    },
  ]
}

const periodRow = ({ window, budget, bad, excluded, left, share, tier }: BudgetFigure, zone: string): PeriodRow => ({
  name: periodName(window, zone),
  budget: timeWords(budget),
  bad: timeWords(bad),
  excluded: excluded.num === 0n ? null : timeWords(excluded),
  left: signedTime(left),
  share: shareWords(share),
  tier: tierState(tier),
})

function countedOf({ unit, left, budget, share, tier, bad, total, unknown }: CountedFigure) {
  return {
    figure: left === null ? 'Nothing known' : `${eventWords(left)} of ${eventWords(budget)} bad ${unit} left`,
    share: share === null ? '' : shareWords(share),
    tier: tier && tierState(tier),
    unit,
    from: `${exactNumber(bad)} of ${total.toLocaleString('en')} ${unit === 'slices' ? 'measured slices' : unit} were bad; ${exactNumber(budget)} ${unit === 'slices' ? 'of all in the window ' : ''}may be.`,
    unknown: unknown === 0 ? null : durationWords(unknown),
  }
}

/** A whole month by its name; anything else by its first day and its last. */
function periodName({ from, to }: Interval, zone: string): string {
  const [first, next] = [dateIn(from, zone), dateIn(to, zone)]
  const month = monthOf(first)
  if (startOfDay(firstDay(month), zone) === from && startOfDay(firstDay(addMonths(month, 1)), zone) === to)
    return monthText(month)
  const last = startOfDay(next, zone) === to ? addDays(next, -1) : next
  return last === first ? dayText(first) : `${dayText(first)} to ${dayText(last)}`
}

const dayText = (date: CalendarDate): string => `${dayAndMonthText(date)} ${date.slice(0, 4)}`

const countedRow = ({ window, budget, bad, left, share, tier }: CountedFigure, zone: string) => ({
  name: periodName(window, zone),
  bad: left === null ? 'unknown' : exactNumber(bad),
  budget: left === null ? '' : eventWords(budget),
  left: left === null ? '' : eventWords(left),
  share: share === null ? '' : shareWords(share),
  tier: tier && tierState(tier),
})
