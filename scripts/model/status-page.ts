import { findBlackouts } from './blackout.ts'
import { holds, lifetime, viewComponent, type ComponentView, type OwnedSpan } from './component-view.ts'
import { viewIncident, type IncidentView } from './incident-view.ts'
import { isRunning, viewMaintenance, type MaintenanceView } from './maintenance-view.ts'
import type { PublicCatalog, PublicSite } from './public.ts'
import { overallStatus, worst, type OverallStatus } from './status.ts'
import type { Instant } from './time.ts'
import type { ComponentStatus } from './update.ts'
import { lastDays, meanUptime } from './uptime.ts'

/** Everything that the pages, the API and the feeds say, worked out once. */
export interface StatusPage {
  site: PublicSite
  now: Instant
  overall: OverallStatus
  /** Components of today, in order. */
  components: ComponentView[]
  groups: ComponentGroup[]
  /** Newest first. */
  incidents: IncidentView[]
  open: IncidentView[]
  /** Newest announcement first. */
  maintenances: MaintenanceView[]
  /** In progress now. */
  running: MaintenanceView[]
  /** Still to come, soonest first. */
  upcoming: MaintenanceView[]
}

export type Event = IncidentView | MaintenanceView

export interface ComponentGroup {
  /** Null for a component that stands by itself. */
  name: string | null
  status: ComponentStatus
  uptime: number | null
  components: ComponentView[]
}

export function statusPage(catalog: PublicCatalog): StatusPage {
  const { site, now } = catalog
  const maintenances = catalog.maintenances.map((maintenance) => viewMaintenance(maintenance, now))
  const incidents = viewIncidents(catalog, maintenances)
  const live = catalog.components.filter((component) => holds(lifetime(component, site.time_zone), now))
  const bySpan = spansByComponent([...incidents, ...maintenances])
  const days = lastDays(now, site.uptime.days, site.time_zone)
  const components = live.map((component) => viewComponent(component, bySpan.get(component.id) ?? [], days, catalog))
  return {
    site,
    now,
    overall: overallStatus(components.map(({ status }) => status)),
    components,
    groups: grouped(components),
    incidents,
    open: incidents.filter(({ open }) => open),
    maintenances,
    running: maintenances.filter(({ state }) => isRunning(state)),
    upcoming: maintenances
      .filter(({ state }) => state === 'scheduled')
      .toSorted((a, b) => (a.scheduled_for ?? Infinity) - (b.scheduled_for ?? Infinity)),
  }
}

function spansByComponent(events: readonly Event[]): Map<string, OwnedSpan[]> {
  const spans = new Map<string, OwnedSpan[]>()
  for (const event of events) {
    // A duplicate says nothing of its own: the one that it repeats speaks for both.
    if (event.kind === 'incident' && event.duplicate_of !== null) continue
    for (const span of event.spans) {
      if (span.status === 'operational') continue
      const owned = { ...span, owner: event.public_id }
      const list = spans.get(span.component)
      if (list) list.push(owned)
      else spans.set(span.component, [owned])
    }
  }
  return spans
}

function viewIncidents(catalog: PublicCatalog, maintenances: readonly MaintenanceView[]): IncidentView[] {
  const views = catalog.incidents.map((incident) => viewIncident(incident, []))
  const blackouts = findBlackouts(catalog, spansByComponent([...views, ...maintenances]))
  return blackouts.length === 0 ? views : catalog.incidents.map((incident) => viewIncident(incident, blackouts))
}

function grouped(components: readonly ComponentView[]): ComponentGroup[] {
  const groups = new Map<string, ComponentView[]>()
  for (const component of components) {
    const key = component.group ?? `\0${component.id}`
    const members = groups.get(key)
    if (members) members.push(component)
    else groups.set(key, [component])
  }
  return [...groups.values()].map((members) => ({
    name: members[0]?.group ?? null,
    status: worst(members.map(({ status }) => status)),
    uptime: meanUptime(members.map(({ uptime }) => uptime)),
    components: members,
  }))
}
