import type { StatusPage } from '#model/status/page'
import { writerOf } from './writer.ts'

/*
 * Statuspage's API v2: the same keys, types and order, so that its clients work when pointed here. Everything is as of
 * the build; `page.updated_at` says when that was. https://www.atlassian.com/software/statuspage (API v2)
 *
 * Its clients know no maintenance that was called off: that is `completed`, with the time of it as `resolved_at`. A
 * duplicate is `resolved`. A postmortem has no time of its own, so it is no update, and its incident stays `resolved`.
 */

/** How many incidents, and how many maintenances, the lists of all of them have. */
const NEWEST = 50

/** `/api/v2/status.json` */
export const statusDocument = (status: StatusPage) => ({ page: writerOf(status).page, status: status.overall })

/** `/api/v2/summary.json`: components, open incidents, running maintenances and those to come, soonest first. */
export function summaryDocument(status: StatusPage) {
  const { page, components, incident, maintenance } = writerOf(status)
  return {
    page,
    components,
    incidents: status.open.map(incident),
    scheduled_maintenances: [...status.running, ...status.upcoming].map(maintenance),
    status: status.overall,
  }
}

/** `/api/v2/components.json`: each group before its members. */
export function componentsDocument(status: StatusPage) {
  const { page, components } = writerOf(status)
  return { page, components }
}

/** `/api/v2/incidents.json`: the newest by their first update, in any state. */
export function incidentsDocument(status: StatusPage) {
  const { page, incident } = writerOf(status)
  return { page, incidents: status.incidents.slice(0, NEWEST).map(incident) }
}

/** `/api/v2/incidents/unresolved.json` */
export function unresolvedDocument(status: StatusPage) {
  const { page, incident } = writerOf(status)
  return { page, incidents: status.open.map(incident) }
}

/** `/api/v2/scheduled-maintenances.json`: the newest by their announcement, in any state. */
export function maintenancesDocument(status: StatusPage) {
  const { page, maintenance } = writerOf(status)
  return { page, scheduled_maintenances: status.maintenances.slice(0, NEWEST).map(maintenance) }
}

/** `/api/v2/scheduled-maintenances/upcoming.json`: soonest first. */
export function upcomingDocument(status: StatusPage) {
  const { page, maintenance } = writerOf(status)
  return { page, scheduled_maintenances: status.upcoming.map(maintenance) }
}

/** `/api/v2/scheduled-maintenances/active.json`: in progress, or being verified. */
export function activeDocument(status: StatusPage) {
  const { page, maintenance } = writerOf(status)
  return { page, scheduled_maintenances: status.running.map(maintenance) }
}
