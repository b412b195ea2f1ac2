import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import type { State } from '../state.ts'
import { compare, multiply, ONE, rational, subtract, type Rational } from '#model/rational'
import { DEFAULT_WINDOW, percentText, type SloWindow } from '#model/records/objective'
import type { Slo, SloFormat } from '#model/records/slo'
import type { SloBudget } from '#model/slo/budgets'
import { windowWords } from '#model/slo/windows'
import { durationWords, type Duration, type Instant } from '#model/time'
import { budgetView, leftWords, type BudgetView } from './budget.ts'
import { shareWords, tierState } from './words.ts'

/** An SLO, with its budget in time. */
export interface SloRow {
  slo: PageReference
  service: PageReference
  /** `99.9 %`; those of several objectives one after the other. */
  target: string
  /** `over 30d`, `in a month of Europe/Berlin` */
  window: string
  /** How long everything may be bad in the window of now, of the objective of which the least is left; null where nobody knows. */
  budget: Duration | null
  /** Of its objectives that of which the least is left; null where there is no budget. */
  left: { time: string; share: string; tier: State } | null
  format: string
}

/** What the page of an SLO shows. */
export interface SloPage {
  record: Pick<Slo, 'id' | 'name' | 'description' | 'public' | 'file'>
  row: SloRow
  /** When its budgets are as of. */
  as_of: Instant
  /** One for each objective that leaves one. */
  budgets: BudgetView[]
}

/** An SLO's page. */
export const sloPage = (ops: Ops, slo: Slo): SloPage => {
  const { id, name, description, public: isPublic, file } = slo
  return {
    record: { id, name, description, public: isPublic, file },
    row: sloRow(ops, slo),
    as_of: ops.now,
    budgets: (ops.budgets.get(id) ?? []).map((budget) => budgetView(ops, budget)),
  }
}

const FORMATS: Record<SloFormat, string> = {
  openslo: 'OpenSLO v1',
  openslo_v1alpha: 'OpenSLO v1alpha',
  sloth: 'Sloth prometheus/v1',
  sloth_manifest: 'Sloth PrometheusServiceLevel',
}

/** What the list of SLOs shows. */
export interface SloList {
  rows: SloRow[]
  /** When their budgets are as of. */
  as_of: Instant
}

/** A list of SLOs, as `sloRows` has them. */
export const sloList = (ops: Ops, slos: readonly Slo[]): SloList => ({
  rows: sloRows(ops, slos),
  as_of: ops.now,
})

/** SLOs as rows, those first of whose budget the least is left. */
export const sloRows = (ops: Ops, slos: readonly Slo[]): SloRow[] =>
  leastLeftFirst(ops, slos).map((slo) => sloRow(ops, slo))

/** SLOs, those first of whose budget the least share is left; those without a budget last, as they were given. */
export const leastLeftFirst = ({ budgets }: Ops, slos: readonly Slo[]): Slo[] => {
  const least = new Map(slos.map((slo) => [slo, leastLeft(budgets.get(slo.id) ?? [])?.incidents.figure.share]))
  return slos.toSorted((a, b) => {
    const [one, other] = [least.get(a), least.get(b)]
    if (one && other) return compare(one, other)
    return Number(other !== undefined) - Number(one !== undefined)
  })
}

const leastLeft = (budgets: readonly SloBudget[]): SloBudget | undefined =>
  budgets.toSorted((a, b) => compare(a.incidents.figure.share, b.incidents.figure.share))[0]

function leftOf(budgets: readonly SloBudget[]): SloRow['left'] {
  const figure = leastLeft(budgets)?.incidents.figure
  return figure ? { time: leftWords(figure.left), share: shareWords(figure.share), tier: tierState(figure.tier) } : null
}

/** An SLO as lists show it. */
export function sloRow({ links, budgets }: Ops, slo: Slo): SloRow {
  const window = slo.window ?? DEFAULT_WINDOW
  const length = lengthOf(window)
  const own = leastLeft(budgets.get(slo.id) ?? [])
  return {
    slo: refer('slo', slo.id, slo),
    service: refer('service', slo.service, links.services.get(slo.service)),
    target: slo.objectives.map(({ target }) => `${percentText(target)} %`).join(', '),
    window: windowWords(window, durationWords),
    budget: own ? wholeMilliseconds(own.incidents.figure.budget) : length === null ? null : budgetIn(slo, length),
    left: leftOf(budgets.get(slo.id) ?? []),
    format: FORMATS[slo.format],
  }
}

/** Rounded to the millisecond below. */
function budgetIn({ objectives: [first] }: Slo, length: Duration): Duration {
  return wholeMilliseconds(multiply(subtract(ONE, first.target), rational(BigInt(length))))
}

const wholeMilliseconds = ({ num, den }: Rational): Duration => Number(num / den)

/** Months, quarters and years of the calendar have no one length. */
const lengthOf = (window: SloWindow): Duration | null => (window.kind === 'rolling' ? window.length : null)
