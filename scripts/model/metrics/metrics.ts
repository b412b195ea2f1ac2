import type { Catalog } from '../catalog.ts'
import { openBook } from './book.ts'
import { blamedChanges, causedIncidents } from './causes.ts'
import { isFinished } from './finished.ts'
import { metricMonths } from './months.ts'
import { metricsOf, type Metrics, type Tally } from './tally.ts'
import type { Change } from '../records/change.ts'
import { isInProduction } from '../records/environment.ts'
import type { Instant } from '../time.ts'

/** How changes in production went: DORA's four measures, over changes. */
export interface ChangeMetrics {
  /** The whole of the months, up to and with now. */
  from: Instant
  to: Instant
  total: Metrics
  /** Oldest first, the current one as far as it has come; `month` is `2026-03`, of the site's zone. */
  months: (Metrics & { month: string })[]
  /** Services of which there is anything to count. A change of two services counts in both. */
  services: (Metrics & { id: string })[]
  /** The same by the teams that own the services. */
  teams: (Metrics & { id: string })[]
}

/**
 * Counts a catalogue's changes in production, in one pass over changes and one over incidents.
 *
 * `created`: when the record of each change was made, by its id; null where no such dates are to be had.
 * `unrecorded`: what `unrecordedChanges` finds.
 */
export function changeMetrics(
  catalog: Pick<Catalog, 'changes' | 'incidents' | 'services' | 'site' | 'now'>,
  created: ReadonlyMap<string, Instant> | null,
  unrecorded: readonly Change[],
): ChangeMetrics {
  const { now, site } = catalog
  const changes = catalog.changes.filter(isInProduction)
  const finished = changes.filter(isFinished).flatMap((change) => datedOf(change, now))
  const caused = causedIncidents(catalog, changes)
  const ends = [...finished.map(({ at }) => at), ...caused.flatMap(({ impact }) => impact.end ?? [])]
  const months = metricMonths(
    ends.reduce((earliest, at) => Math.min(earliest, at), now),
    now,
    site.time_zone,
  )
  const from = months[0]?.from ?? now
  const book = openBook(months, catalog.services)

  const blamed = blamedChanges(catalog.incidents)
  for (const { change, at } of finished) {
    const failed = change.status === 'rolled_back' || blamed.has(change.id)
    if (at >= from)
      book.count([change], at, (tally) => countFinished(tally, { at, failed, created: created?.get(change.id) }))
  }
  for (const { causes, impact } of caused) {
    const { start, end } = impact
    if (end === null) book.count(causes, null, (tally) => (tally.ongoing += 1))
    else if (end >= from) book.count(causes, end, (tally) => tally.recoveries.push(end - start))
  }
  for (const change of unrecorded) book.count([change], null, (tally) => (tally.unrecorded += 1))

  const rows = (tallies: Map<string, Tally>) =>
    [...tallies].map(([id, tally]) => ({ id, ...metricsOf(tally, now - from) }))
  return {
    from,
    to: now,
    total: metricsOf(book.total, now - from),
    months: months.flatMap(({ month, ...span }) => {
      const tally = book.months.get(month)
      return tally ? [{ month, ...metricsOf(tally, span.to - span.from) }] : []
    }),
    services: rows(book.services),
    teams: rows(book.teams),
  }
}

/** What is said to end later than now has not ended yet. */
function datedOf(change: Change, now: Instant): { change: Change; at: Instant }[] {
  const at = change.outcome?.finished
  return at === undefined || at > now ? [] : [{ change, at }]
}

function countFinished(
  tally: Tally,
  { at, failed, created }: { at: Instant; failed: boolean; created: Instant | undefined },
) {
  tally.finished += 1
  if (failed) tally.failed += 1
  if (created === undefined) tally.unknown += 1
  else if (created > at) tally.afterwards += 1
  else tally.leads.push(at - created)
}
