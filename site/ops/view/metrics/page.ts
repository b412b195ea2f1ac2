import type { Unit } from './chart.ts'
import { measureOf, type Measure } from './measure.ts'
import type { Metrics } from '#model/metrics/tally'
import { counted, failureInShort, failureRate, frequency, leadTime, recoveryTime, type Figure } from './words.ts'
import { changesNewestFirst } from '#model/change/order'
import { changeMetrics, type ChangeMetrics } from '#model/metrics/metrics'
import type { Change } from '#model/records/change'
import { incidentTrendsView, type IncidentTrendsView } from '../incident/trends.ts'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { changeRow, some, type ChangeRow, type Some } from '../rows.ts'
import type { CalendarDate, Instant } from '#model/time'

/** What the page of change metrics shows. */
export interface MetricsPage {
  /** The first day that counts, and the moment up to which. */
  from: CalendarDate
  to: Instant
  /** Whether git dates the records: it can't where it has no history, and its dates of sample content mean nothing. */
  dates: 'known' | 'unknown' | 'sample'
  /** `Europe/Amsterdam` */
  time_zone: string
  /** Nothing was finished, nothing was caused, nothing waits for its outcome. */
  empty: boolean
  /** `14 changes` */
  finished: string
  /** The one figure that it begins with. */
  failure_in_short: Figure
  frequency: Measure
  failure: Measure
  lead: Measure
  recovery: Measure
  teams: GroupRow[]
  services: GroupRow[]
  /** `5 changes` */
  without_outcome: string
  unrecorded: Some<ChangeRow>
  /** How incidents went, changes or not. */
  incidents: Pick<IncidentTrendsView, 'from' | 'count' | 'acknowledge' | 'resolve' | 'severities'>
}

/** A team or a service, with its four measures over all months. */
export interface GroupRow {
  who: PageReference
  frequency: Figure
  failure: Figure
  lead: Figure
  recovery: Figure
  /** How many finished changes have no outcome. */
  unrecorded: number
}

/** The page over a catalogue; `created` and `unrecorded` as `changeMetrics` takes them. */
export function metricsPage(
  ops: Ops,
  created: ReadonlyMap<string, Instant> | null,
  unrecorded: readonly Change[],
): MetricsPage {
  const { links, catalog } = ops
  const metrics = changeMetrics(catalog, created, unrecorded)
  const { total, teams, services } = metrics
  const { lead, recovery } = total
  const { from, count, acknowledge, resolve, severities } = incidentTrendsView(ops)
  return {
    from: `${metrics.months[0]?.month ?? ''}-01`,
    to: metrics.to,
    dates: created !== null ? 'known' : catalog.site.sample === undefined ? 'unknown' : 'sample',
    time_zone: catalog.site.time_zone,
    empty: total.finished + recovery.of + recovery.ongoing + total.unrecorded === 0,
    finished: counted(total.finished, 'change'),
    failure_in_short: failureInShort(total),
    frequency: measure(metrics, {
      figureOf: frequency,
      unit: 'changes',
      valueOf: ({ finished }) => (total.finished === 0 ? null : finished),
      madeFrom: ({ finished }) => ({ n: finished }),
    }),
    failure: measure(metrics, {
      figureOf: failureRate,
      unit: 'share',
      valueOf: ({ failed, finished }) => (finished === 0 ? null : failed / finished),
      madeFrom: ({ failed, finished }) => ({ n: failed, of: finished }),
    }),
    lead: measure(
      metrics,
      {
        figureOf: leadTime,
        unit: 'duration',
        valueOf: (month) => month.lead.median,
        madeFrom: (month) => ({ n: month.lead.of, of: month.finished }),
      },
      [
        ...(lead.unknown === 0 || created === null ? [] : [`${counted(lead.unknown)} whose record has no date in git`]),
        ...(lead.afterwards === 0 ? [] : [`${counted(lead.afterwards)} recorded after the work was done`]),
      ],
    ),
    recovery: measure(
      metrics,
      {
        figureOf: recoveryTime,
        unit: 'duration',
        valueOf: (month) => month.recovery.median,
        madeFrom: (month) => ({ n: month.recovery.of }),
      },
      recovery.ongoing === 0 ? [] : [`${counted(recovery.ongoing, 'incident')} still felt`],
    ),
    teams: groups(teams, (id) => refer('team', id, links.teams.get(id))),
    services: groups(services, (id) => refer('service', id, links.services.get(id))),
    without_outcome: counted(unrecorded.length, 'change'),
    incidents: { from, count, acknowledge, resolve, severities },
    unrecorded: some(changesNewestFirst(unrecorded, ops.now), UNRECORDED, (change) => unrecordedRow(ops, change)),
  }
}

const UNRECORDED = 20

/** A change that was left out of this site for the error has no page to link to. */
function unrecordedRow(ops: Ops, change: Change): ChangeRow {
  const row = changeRow(ops, change)
  return ops.links.changes.has(change.id) ? row : { ...row, change: { ...row.change, page: null } }
}

/** How one of the four is read off what was counted: in words, and as the height of a month's bar. */
interface Reading {
  figureOf: (metrics: Metrics) => Figure
  unit: Unit
  valueOf: (month: Metrics) => number | null
  /** What stands on the bar. */
  madeFrom: (month: Metrics) => { n: number; of?: number }
}

const measure = (
  { total, months }: ChangeMetrics,
  { figureOf, unit, valueOf, madeFrom }: Reading,
  left_out: string[] = [],
): Measure =>
  measureOf(
    months.map((month) => ({
      month: month.month,
      figure: figureOf(month),
      value: valueOf(month),
      ...madeFrom(month),
    })),
    { total: figureOf(total), unit, left_out },
  )

const names = new Intl.Collator('en', { numeric: true })

/** By name: the page is for looking a team up, not for ranking it. */
const groups = (of: readonly (Metrics & { id: string })[], name: (id: string) => PageReference): GroupRow[] =>
  of
    .map((metrics) => ({
      who: name(metrics.id),
      frequency: frequency(metrics),
      failure: failureRate(metrics),
      lead: leadTime(metrics),
      recovery: recoveryTime(metrics),
      unrecorded: metrics.unrecorded,
    }))
    .toSorted(
      (a, b) => names.compare(a.who.title ?? a.who.id, b.who.title ?? b.who.id) || (a.who.id < b.who.id ? -1 : 1),
    )
