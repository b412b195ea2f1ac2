import { findBlackouts } from './blackouts.ts'
import type { OwnedSpan } from './component-intervals.ts'
import { holds, lifetime, viewComponent, type ComponentView, type DayView } from './component.ts'
import { viewIncident, type IncidentView } from './incident.ts'
import { isRunning, viewMaintenance, type MaintenanceView } from './maintenance.ts'
import { lookAhead, type Outlook } from './outlook.ts'
import type { PublicCatalog, PublicSite, PublicSlo } from '../publish/public.ts'
import { groupComponents } from './groups.ts'
import { distinctNames } from './names.ts'
import { overallStatus, type OverallStatus } from './overall.ts'
import type { Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'
import { lastDays } from './uptime.ts'

/** Everything that the pages, the API and the feeds say, worked out once. */
export interface StatusPage {
  site: PublicSite
  now: Instant
  overall: OverallStatus
  /** Components of today, in order. */
  components: ComponentView[]
  groups: ComponentGroup[]
  /** Components of old, in order: their `until` has passed. */
  retired: ComponentView[]
  /** What each public component is called in a sentence or a list, by its id: those of today, of old and still to come. */
  names: ReadonlyMap<string, string>
  /** What is promised of each component, by its id and in order of name. */
  slos: ReadonlyMap<string, PublicSlo[]>
  /** Newest first. */
  incidents: IncidentView[]
  open: IncidentView[]
  /** Newest announcement first. */
  maintenances: MaintenanceView[]
  /** In progress now. */
  running: MaintenanceView[]
  /** Still to come, soonest first. */
  upcoming: MaintenanceView[]
  /** What is over and is to be read all the same: its last update is pinned. Newest last update first. */
  pinned: Event[]
  /** What the page says now, and will say by the clock alone. */
  outlook: Outlook[]
}

export type Event = IncidentView | MaintenanceView

export interface ComponentGroup {
  /** Null for a component that stands by itself. */
  name: string | null
  status: ComponentStatus
  /** The mean of the members', in hundredths of a per cent, rounded down; null where none has one. */
  uptime: number | null
  components: ComponentView[]
  /**
   * As if the group were one component that is at each instant in the worst state of its members: `worst` and `time`
   * say how long anything of it was in trouble, however many. The percentage is a mean, these
   * aren't. A day's events are those of all members.
   */
  days: DayView[]
}

export function statusPage(catalog: PublicCatalog): StatusPage {
  const { site, now } = catalog
  const maintenances = catalog.maintenances.map((maintenance) => viewMaintenance(maintenance, now))
  const incidents = viewIncidents(catalog, maintenances)
  const events = [...incidents, ...maintenances]
  const spans = spansByComponent(events)
  const days = lastDays(now, site.uptime.days, site.time_zone)
  const alive = catalog.components.map((component) => ({ component, life: lifetime(component, site.time_zone) }))
  const view = ({ component }: (typeof alive)[number]) =>
    viewComponent(component, spans.get(component.id) ?? [], days, catalog)
  const components = alive.filter(({ life }) => holds(life, now)).map(view)
  const places = new Map(events.map(({ public_id }, i) => [public_id, i]))
  return {
    site,
    now,
    overall: overallStatus(components.map(({ status }) => status)),
    components,
    groups: groupComponents(components, days, places),
    retired: alive.filter(({ life }) => life.from < life.to && life.to <= now).map(view),
    names: distinctNames(catalog.components),
    slos: Map.groupBy(catalog.slos, ({ component }) => component),
    incidents,
    open: incidents.filter(({ open }) => open),
    maintenances,
    running: maintenances.filter(({ state }) => isRunning(state)),
    upcoming: maintenances
      .filter(({ state }) => state === 'scheduled')
      .toSorted((a, b) => (a.scheduled_for ?? Infinity) - (b.scheduled_for ?? Infinity)),
    pinned: pinnedOf(events),
    outlook: lookAhead(components, spans, maintenances, now),
  }
}

/** A duplicate isn't among them: the one that it repeats speaks for both. */
const pinnedOf = (events: readonly Event[]): Event[] =>
  events
    .filter((event) => event.pinned && (event.kind === 'incident' ? isClosed(event) : isOver(event)))
    .toSorted((a, b) => lastSaid(b) - lastSaid(a))
const isClosed = ({ open, duplicate_of }: IncidentView) => !open && duplicate_of === null
const isOver = ({ state }: MaintenanceView) => state === 'completed' || state === 'cancelled'
const lastSaid = ({ updates }: Event): Instant => updates.at(-1)?.time ?? -Infinity

function spansByComponent(events: readonly Event[]): Map<string, OwnedSpan[]> {
  // A duplicate says nothing of its own: the one that it repeats speaks for both.
  const speaking = events.filter((event) => event.kind !== 'incident' || event.duplicate_of === null)
  const owned = speaking.flatMap(({ public_id, spans }) =>
    spans.filter(({ status }) => status !== 'operational').map((span) => ({ ...span, owner: public_id })),
  )
  return Map.groupBy(owned, ({ component }) => component)
}

function viewIncidents(catalog: PublicCatalog, maintenances: readonly MaintenanceView[]): IncidentView[] {
  const views = catalog.incidents.map((incident) => viewIncident(incident, []))
  const blackouts = findBlackouts(catalog, spansByComponent([...views, ...maintenances]))
  return blackouts.length === 0 ? views : catalog.incidents.map((incident) => viewIncident(incident, blackouts))
}
