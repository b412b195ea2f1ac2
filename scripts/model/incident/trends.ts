import { groupByEach } from '../grouping.ts'
import { metricMonths } from '../metrics/months.ts'
import { median } from '../metrics/tally.ts'
import type { Month } from '../month.ts'
import { SEVERITIES, type Incident } from '../records/incident.ts'
import type { Service } from '../records/service.ts'
import type { Duration, Instant } from '../time.ts'
import { momentsOf } from './phases.ts'
import { toldOf } from './told.ts'

/** How long something took, over those of which that is known. */
export interface Times {
  /** Null of none. */
  median: Duration | null
  mean: Duration | null
  of: number
}

/** What is counted of some incidents. */
export interface IncidentTally {
  count: number
  /** From the detection, else from the start. */
  acknowledge: Times
  /** From the start; only of those that are over. */
  resolve: Times
  /** From the start to the first public update; of what was recorded afterwards nobody knows it. */
  tell: Times
}

/** How incidents went over the last months. */
export interface IncidentTrends {
  from: Instant
  to: Instant
  total: IncidentTally
  /** Oldest first, by when an incident started. */
  months: (IncidentTally & { month: Month })[]
  /** The worst first; each of them, be it without any. */
  severities: (IncidentTally & { severity: Incident['severity'] })[]
  /** That had more than one, the most first; an incident of two services counts in both. */
  recurring: { service: string; count: number; newest: Incident }[]
  /** By the teams that own the services, the most first. */
  teams: { team: string; count: number }[]
}

/**
 * Counts the incidents that started in the last months of a zone, a year of them at most. A duplicate or a false alarm is
 * no incident. One pass over all, and one over those that count.
 */
export function incidentTrends(
  { incidents, services }: { incidents: readonly Incident[]; services: readonly Pick<Service, 'id' | 'team'>[] },
  { now, timeZone }: { now: Instant; timeZone: string },
): IncidentTrends {
  const real = incidents.filter(({ closed_as, started }) => closed_as === undefined && started <= now)
  const months = metricMonths(
    real.reduce((least, { started }) => Math.min(least, started), now),
    now,
    timeZone,
  )
  const from = months[0]?.from ?? now
  const counted = real.filter(({ started }) => started >= from)
  const tally = (some: readonly Incident[]) => tallyOf(some, now)
  const byMonth = Map.groupBy(counted, ({ started }) => months.findLast((one) => one.from <= started)?.month)
  const bySeverity = Map.groupBy(counted, ({ severity }) => severity)
  const teamOf = new Map(services.map(({ id, team }) => [id, team]))
  const most = <T extends { count: number }>(rows: T[]) => rows.toSorted((a, b) => b.count - a.count)
  return {
    from,
    to: now,
    total: tally(counted),
    months: months.map(({ month }) => ({ month, ...tally(byMonth.get(month) ?? []) })),
    severities: SEVERITIES.map((severity) => ({ severity, ...tally(bySeverity.get(severity) ?? []) })),
    recurring: most(
      [...groupByEach(counted, (incident) => incident.services)].flatMap(([service, all]) => {
        const newest = all.reduce((last, one) => (one.started > last.started ? one : last))
        return all.length > 1 ? [{ service, count: all.length, newest }] : []
      }),
    ),
    teams: most(
      [...groupByEach(counted, (incident) => incident.services.flatMap((id) => teamOf.get(id) ?? []))].map(
        ([team, all]) => ({ team, count: all.length }),
      ),
    ),
  }
}

function tallyOf(incidents: readonly Incident[], now: Instant): IncidentTally {
  const took = (name: 'acknowledged' | 'resolved') =>
    timesOf(
      incidents.flatMap((incident) => {
        const moment = momentsOf(incident).find((one) => one.name === name)
        return moment?.measure && moment.at <= now && moment.measure.duration >= 0 ? moment.measure.duration : []
      }),
    )
  return {
    count: incidents.length,
    acknowledge: took('acknowledged'),
    resolve: took('resolved'),
    tell: timesOf(
      incidents.flatMap((incident) => (incident.backfilled ? [] : (toldOf(incident, now).first?.after ?? []))),
    ),
  }
}

const timesOf = (times: readonly Duration[]): Times => ({
  median: median(times),
  mean: times.length === 0 ? null : Math.round(times.reduce((sum, time) => sum + time, 0) / times.length),
  of: times.length,
})
