import type { IncidentView } from '#model/incident-view'
import type { MaintenanceView } from '#model/maintenance-view'
import { publicIdOf } from '#model/public-id'
import type { PublicIncidentUpdate, PublicMaintenanceUpdate, PublicSite } from '#model/public'
import { worst } from '#model/status'
import type { ComponentView } from '#model/component-view'
import type { Event, StatusPage } from '#model/status-page'
import { startOfDay, type Instant } from '#model/time'
import type { ComponentStatus } from '#model/update'

/*
 * Statuspage's API v2: the same keys, types and order, so that its clients work when pointed here. Everything is as of
 * the build; `page.updated_at` says when that was. https://www.atlassian.com/software/statuspage (API v2)
 */

const time = (instant: Instant): string => new Date(instant).toISOString()
const timeOrNull = (instant: Instant | null): string | null => (instant === null ? null : time(instant))

const pageIdOf = ({ url }: PublicSite) => publicIdOf('page', '', url)

const page = ({ site, now }: StatusPage) => ({
  id: pageIdOf(site),
  name: site.name,
  url: site.url,
  time_zone: site.time_zone,
  updated_at: time(now),
})

/** `/api/v2/status.json` */
export const statusDocument = (status: StatusPage) => ({ page: page(status), status: status.overall })

/** `/api/v2/summary.json` */
export function summaryDocument(status: StatusPage) {
  const write = writer(status)
  return {
    page: page(status),
    components: write.components(),
    incidents: status.open.map((incident) => write.incident(incident)),
    scheduled_maintenances: [...status.running, ...status.upcoming].map((one) => write.maintenance(one)),
    status: status.overall,
  }
}

/** Writes the parts of one page; ids and the last change of each component are worked out once. */
function writer(status: StatusPage) {
  const { site } = status
  const pageId = pageIdOf(site)
  const componentId = (id: string) => publicIdOf('component', id, site.url)
  const groupId = (name: string) => publicIdOf('group', name, site.url)
  const changed = lastChanges(status)
  const begun = (component: ComponentView): Instant =>
    component.since === undefined ? Date.UTC(2000, 0, 1) : startOfDay(component.since, site.time_zone)

  const component = (one: ComponentView, position: number) => ({
    id: componentId(one.id),
    name: one.name,
    status: one.status,
    created_at: time(begun(one)),
    updated_at: time(changed.get(one.id) ?? begun(one)),
    position,
    description: one.description ?? null,
    showcase: true,
    start_date: one.since ?? null,
    group_id: one.group === undefined ? null : groupId(one.group),
    page_id: pageId,
    group: false,
    only_show_if_degraded: false,
  })
  const group = (name: string, members: ComponentView[], position: number) => ({
    id: groupId(name),
    name,
    status: worst(members.map((one) => one.status)),
    created_at: time(Math.min(...members.map(begun))),
    updated_at: time(Math.max(...members.map((one) => changed.get(one.id) ?? begun(one)))),
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: true,
    only_show_if_degraded: false,
    components: members.map((one) => componentId(one.id)),
  })

  const listed = status.groups.flatMap(({ components: members }) => members)
  const written = new Map(listed.map((one, i) => [one.id, component(one, i + 1)]))
  const names = new Map(
    listed.map((one) => [one.id, one.group === undefined ? one.name : `${one.group} - ${one.name}`]),
  )
  const named = (ids: readonly string[]) => ids.flatMap((id) => written.get(id) ?? [])
  const update = updateWriter(componentId, names)

  const shared = (event: Event, started: Instant) => {
    const [first, last] = [event.updates[0], event.updates.at(-1)]
    return {
      id: event.public_id,
      name: event.title ?? '',
      created_at: time(first?.time ?? started),
      updated_at: time(last?.time ?? started),
      shortlink: `${site.url}/incidents/${event.public_id}/`,
      started_at: time(started),
      page_id: pageId,
    }
  }

  return {
    components: () =>
      status.groups.flatMap(({ name, components: members }, i) => [
        ...(name === null ? [] : [group(name, members, i + 1)]),
        ...named(members.map(({ id }) => id)),
      ]),
    incident: (incident: IncidentView) => {
      const { id, name, created_at, updated_at, shortlink, started_at, page_id } = shared(incident, incident.started)
      return {
        id,
        name,
        status: incident.state,
        created_at,
        updated_at,
        monitoring_at: timeOrNull(incident.monitoring),
        resolved_at: timeOrNull(incident.resolved),
        impact: incident.impact,
        shortlink,
        started_at,
        page_id,
        incident_updates: update.all(incident),
        components: named(incident.components),
        reminder_intervals: null,
      }
    },
    maintenance: (maintenance: MaintenanceView) => {
      const { id, name, created_at, updated_at, shortlink, started_at, page_id } = shared(
        maintenance,
        maintenance.announced,
      )
      return {
        id,
        name,
        status: maintenance.state,
        created_at,
        updated_at,
        monitoring_at: null,
        resolved_at: maintenance.state === 'completed' ? timeOrNull(maintenance.ends) : null,
        impact: 'maintenance',
        shortlink,
        started_at,
        page_id,
        incident_updates: update.all(maintenance),
        components: named(maintenance.components),
        scheduled_for: timeOrNull(maintenance.scheduled_for),
        scheduled_until: timeOrNull(maintenance.scheduled_until),
      }
    },
  }
}

/** Writes the updates of an incident or a maintenance, newest first, with what each one changed. */
function updateWriter(componentId: (id: string) => string, names: ReadonlyMap<string, string>) {
  const one = (
    event: Event,
    { state, time: at, markdown, settings, notify }: PublicIncidentUpdate | PublicMaintenanceUpdate,
    id: string,
    before: Map<string, ComponentStatus>,
  ) => {
    const affected = settings.map(({ component, status }) => {
      const old_status = before.get(component) ?? 'operational'
      before.set(component, status)
      return { code: componentId(component), name: names.get(component) ?? component, old_status, new_status: status }
    })
    return {
      id,
      status: state,
      body: markdown.trim(),
      incident_id: event.public_id,
      created_at: time(at),
      updated_at: time(at),
      display_at: time(at),
      affected_components: affected.length > 0 ? affected : null,
      deliver_notifications: notify,
      custom_tweet: null,
      tweet_id: null,
    }
  }
  return {
    all: (event: Event) => {
      const before = new Map<string, ComponentStatus>()
      return event.updates
        .map((update, i) => one(event, update, publicIdOf('update', `${update.time}#${i}`, event.public_id), before))
        .toReversed()
    },
  }
}

/** When each component last changed its state, up to now. */
function lastChanges({ incidents, maintenances, now }: StatusPage): Map<string, Instant> {
  const changes = new Map<string, Instant>()
  // A duplicate sets nothing: the one that it repeats does.
  const originals = incidents.filter(({ duplicate_of }) => duplicate_of === null)
  for (const { spans } of [...originals, ...maintenances])
    for (const { component, from, to } of spans)
      for (const at of [from, to]) if (at <= now) changes.set(component, Math.max(changes.get(component) ?? at, at))
  return changes
}
