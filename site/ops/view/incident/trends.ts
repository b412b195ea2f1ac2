import { incidentTrends, type IncidentTally, type IncidentTrends, type Times } from '#model/incident/trends'
import type { Incident } from '#model/records/incident'
import { dateIn, type CalendarDate } from '#model/time'
import { lapse } from '../lapse.ts'
import type { Ops } from '../index.ts'
import { measureOf, type Measure } from '../metrics/measure.ts'
import { counted, type Figure } from '../metrics/words.ts'
import { refer, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'

/** How incidents went, as the page of all of them shows it. */
export interface IncidentTrendsView {
  /** The first day that counts. */
  from: CalendarDate
  count: Measure
  acknowledge: Measure
  resolve: Measure
  tell: Measure
  severities: {
    severity: Incident['severity']
    count: number
    acknowledge: Figure
    resolve: Figure
    tell: Figure
  }[]
  recurring: Some<{ service: PageReference; count: number; newest: PageReference }>
  teams: Some<{ team: PageReference; count: number }>
}

const MOST = 8

/** Counted over a year at most, up to now. */
export function incidentTrendsView(ops: Ops): IncidentTrendsView {
  const { catalog, links, now } = ops
  const { time_zone: timeZone } = catalog.site
  const trends = incidentTrends(catalog, { now, timeZone })
  return {
    from: dateIn(trends.from, timeZone),
    count: measureOf(
      trends.months.map((month) => ({
        month: month.month,
        figure: countFigure(month),
        value: month.count,
        n: month.count,
      })),
      { total: countFigure(trends.total), unit: 'incidents' },
    ),
    acknowledge: timesMeasure(trends, ({ acknowledge }) => acknowledge),
    resolve: timesMeasure(trends, ({ resolve }) => resolve),
    tell: timesMeasure(trends, ({ tell }) => tell),
    severities: trends.severities.map(({ severity, count, acknowledge, resolve, tell }) => ({
      severity,
      count,
      acknowledge: timesFigure(acknowledge),
      resolve: timesFigure(resolve),
      tell: timesFigure(tell),
    })),
    recurring: some(trends.recurring, MOST, ({ service, count, newest }) => ({
      service: refer('service', service, links.services.get(service)),
      count,
      newest: refer('incident', newest.id, newest),
    })),
    teams: some(trends.teams, MOST, ({ team, count }) => ({ team: refer('team', team, links.teams.get(team)), count })),
  }
}

const countFigure = ({ count }: IncidentTally): Figure => ({
  value: String(count),
  from: count === 1 ? 'incident' : 'incidents',
})

/** The median, for one long night would be all that a mean tells; the mean stands beside it. */
const timesFigure = ({ median, mean, of }: Times): Figure => ({
  value: median === null ? null : lapse(median),
  from: `${counted(of, 'incident')}${mean === null || of < 2 ? '' : `, mean ${lapse(mean)}`}`,
})

const timesMeasure = ({ total, months }: IncidentTrends, timesOf: (tally: IncidentTally) => Times): Measure =>
  measureOf(
    months.map((month) => ({
      month: month.month,
      figure: timesFigure(timesOf(month)),
      value: timesOf(month).median,
      n: timesOf(month).of,
      of: month.count,
    })),
    { total: timesFigure(timesOf(total)), unit: 'duration' },
  )
