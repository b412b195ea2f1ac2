import { compare, subtract, ZERO, type Rational } from '../rational.ts'
import type { Measurement } from '../records/measurement.ts'
import type { Slo } from '../records/slo.ts'
import { MINUTE } from '../time.ts'
import type { SloBudget } from './budgets.ts'

/** An error budget of which more is left than was, although its SLO promises the same. */
export interface GivenBack {
  slo: Slo
  source: 'incidents' | 'measurements'
  /** The shares left. */
  before: Rational
  /** Null where nothing is measured any more. */
  after: Rational | null
  /** In milliseconds; null of measurements. */
  amount: Rational | null
  /** The file that it comes from. */
  file: string
}

/** As long as it may take until what ended, or became better, is written down and merged. */
const SOON = 15 * MINUTE

/** What tells of a budget before and after. */
export interface Comparing {
  /** Ids of incidents that were open before. */
  open: ReadonlySet<string>
  /** The file by which a record, or the measurements of an SLO, became another one; null where none did. */
  fileOf: (id: string) => string | null
  /** Where it comes from if nothing tells. */
  otherwise: string
}

/** Of budgets, each beside the same one afterwards, those of which more is left; of several of one SLO the first. */
export function givenBack(
  before: readonly SloBudget[],
  after: readonly SloBudget[],
  comparing: Comparing,
): GivenBack[] {
  const found = new Map<Slo, GivenBack>()
  for (const [i, was] of before.entries()) {
    const is = after[i]
    const gift = is && (byIncidents(was, is, comparing) ?? byMeasurements(was, is, comparing))
    if (gift && !found.has(was.slo)) found.set(was.slo, gift)
  }
  return [...found.values()]
}

function byIncidents(was: SloBudget, is: SloBudget, { open, fileOf, otherwise }: Comparing): GivenBack | null {
  const [then, now] = [was.incidents, is.incidents]
  const amount = subtract(now.figure.left, then.figure.left)
  if (compare(amount, ZERO) <= 0) return null
  const cheaper = [...then.alone]
    .map(([id, cost]) => ({ id, by: subtract(cost, now.alone.get(id) ?? ZERO) }))
    .filter(({ by }) => compare(by, ZERO) > 0)
    .toSorted((a, b) => compare(b.by, a.by))
  const isNews = cheaper.length > 0 && cheaper.every(({ id }) => open.has(id))
  if (isNews && Number(amount.num / amount.den) <= SOON) return null
  const causes = [...cheaper.map(({ id }) => id), ...now.exclusions.map(({ change }) => change)]
  const file = causes.map(fileOf).find((one) => one !== null) ?? otherwise
  return { slo: was.slo, source: 'incidents', before: then.figure.share, after: now.figure.share, amount, file }
}

function byMeasurements(was: SloBudget, is: SloBudget, { fileOf }: Comparing): GivenBack | null {
  const before = was.measured?.figure.share ?? null
  const after = is.measured?.figure.share ?? null
  const file = fileOf(was.slo.id)
  if (before === null || file === null || (after !== null && compare(after, before) <= 0)) return null
  return { slo: was.slo, source: 'measurements', before, after, amount: null, file }
}

/** More traffic than that of any row before, times this, is no day like others. */
const UNUSUAL = 2

/** Of some rows those that say something else of the time of earlier ones, and of what came since those that drown them. */
export function withoutNews(rows: readonly Measurement[], earlier: readonly Measurement[]): Measurement[] {
  const rate = ({ start, end, total }: Measurement) => total / (end - start)
  const seen = earlier.reduce((last, { end }) => Math.max(last, end), -Infinity)
  const most = earlier.reduce((busiest, row) => Math.max(busiest, rate(row)), 0)
  return rows.filter((row) => row.start < seen || rate(row) > UNUSUAL * most)
}
