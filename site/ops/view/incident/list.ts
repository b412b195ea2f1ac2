import { isOpen, type Incident } from '#model/records/incident'
import type { Month } from '#model/month'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { newestList, yearList, type YearList, type YearPage } from '../list.ts'
import { refer, type PageReference } from '../reference.ts'
import { incidentRow, some, type IncidentRow, type Some } from '../rows.ts'
import { incidentTrendsView, type IncidentTrendsView } from './trends.ts'

/** An incident in the list of all. */
export type ListedIncident = IncidentRow & {
  /** In which it started, in the zone of the site. */
  month: Month
  /** Those that own its services. */
  teams: PageReference[]
}

export const listedIncident = (ops: Ops, incident: Incident): ListedIncident => ({
  ...incidentRow(ops, incident),
  month: ops.monthOf(incident.started),
  teams: [...new Set(incident.services.flatMap((id) => ops.links.services.get(id)?.team ?? []))].map((id) =>
    refer('team', id, ops.links.teams.get(id)),
  ),
})

/** What the page of all incidents shows: what goes on, the newest, and how they went. */
export interface IncidentList extends YearList<ListedIncident> {
  trends: IncidentTrendsView
  open: Some<ListedIncident>
  as_of: Instant
}

const MOST_OPEN = 50

/** As of now. */
export function incidentList(ops: Ops): IncidentList {
  const { catalog, now } = ops
  const row = (incident: Incident) => listedIncident(ops, incident)
  return {
    ...newestList(catalog.incidents, row, now),
    as_of: now,
    open: some(
      catalog.incidents.filter((incident) => isOpen(incident, now)),
      MOST_OPEN,
      row,
    ),
    trends: incidentTrendsView(ops),
  }
}

/** A page of a year's incidents; as of now while one of them goes on. */
export const incidentYear = (
  ops: Ops,
  page: YearPage<Incident>,
  years: YearList<unknown>['years'],
): YearList<ListedIncident> => ({
  ...yearList(page, years, (one) => listedIncident(ops, one)),
  as_of: page.records.some((one) => isOpen(one, ops.now)) ? ops.now : null,
})
