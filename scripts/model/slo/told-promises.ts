import type { Catalog } from '../catalog.ts'
import { backtest, type Backtest } from './backtest.ts'
import { ledgersOf } from './ledgers.ts'
import { lossBook } from './losses.ts'
import { measuredBacktest, type MeasuredBacktest } from './measured-backtest.ts'
import { DAYS_BACK, daysUpTo } from './past-days.ts'
import type { PromiseChange, Promised } from './promise-changes.ts'

/** What a promise would have come to: two figures, side by side. */
export interface PromiseTested extends Promised {
  /** Null where its target leaves no budget. */
  incidents: Backtest | null
  /** Null where nothing was measured. */
  measured: MeasuredBacktest | null
}

/** A change of a promise, with what it would have meant over the last year. */
export interface PromiseTold extends Omit<PromiseChange, 'before' | 'after'> {
  before: PromiseTested | null
  after: PromiseTested | null
}

/** What becomes of promises, those first that were there before, and how many more nobody looked at. */
export interface ToldPromises {
  told: readonly PromiseTold[]
  more: number
}

export const NO_PROMISES: ToldPromises = { told: [], more: 0 }

/** Of more than this nobody reads what each would have meant; a long history takes a twentieth of a second for each. */
const TESTED = 24

/**
 * What changed promises would have meant, each as if it had held all along. `catalog` as the public site is projected from,
 * with the incidents, announced changes and measurements of a year and the longest window before it.
 */
export function testedPromises(catalog: Catalog, changes: readonly PromiseChange[]): ToldPromises {
  if (changes.length === 0) return NO_PROMISES
  const { now, site, measurements } = catalog
  const ledgerOf = ledgersOf(lossBook(catalog), now)
  const days = daysUpTo(now, DAYS_BACK, site.time_zone)
  const rows = new Map(measurements.map((one) => [one.slo, one.rows]))
  const tested = (id: string, promised: Promised | null): PromiseTested | null =>
    promised && {
      ...promised,
      incidents: backtest(ledgerOf({ id, service: promised.service }), promised, days),
      measured: measuredBacktest(rows.get(id) ?? [], promised, { now, days }),
    }
  const [known, brought] = [changes.filter(({ before }) => before), changes.filter(({ before }) => !before)]
  return {
    told: [...known, ...brought].slice(0, TESTED).map((change) => ({
      ...change,
      before: tested(change.slo, change.before),
      after: tested(change.slo, change.after),
    })),
    more: Math.max(0, changes.length - TESTED),
  }
}
