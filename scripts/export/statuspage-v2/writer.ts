import type { IncidentView } from '#model/status/incident'
import type { MaintenanceView } from '#model/status/maintenance'
import { publicIdOf } from '#model/publish/public-id'
import type { Event, StatusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import { affectedByIncident, affectedByMaintenance, type Affected } from './affected.ts'
import { componentRows } from './components.ts'
import { time, timeOrNull } from './time.ts'

const writers = new WeakMap<StatusPage, ReturnType<typeof writer>>()

/** Writes the parts of one page. The documents of a page share it, so its components are worked out once. */
export function writerOf(page: StatusPage): ReturnType<typeof writer> {
  const known = writers.get(page) ?? writer(page)
  writers.set(page, known)
  return known
}

function writer(status: StatusPage) {
  const { site, now } = status
  const page = {
    id: publicIdOf('page', '', site.url),
    name: site.name,
    url: site.url,
    time_zone: site.time_zone,
    updated_at: time(now),
  }
  const components = componentRows(status, page.id)
  const affectedRow = ({ component, before, after }: Affected) => ({
    code: components.idOf(component),
    name: components.nameOf(component),
    old_status: before,
    new_status: after,
  })
  /** Newest first. */
  const updates = ({ public_id, updates: said }: Event, changes: Affected[][]) => {
    const places = placesInInstant(said)
    return said
      .map(({ state, time: at, markdown, notify }, i) => ({
        id: publicIdOf('update', `${at}#${places[i]}`, public_id),
        status: state === 'cancelled' ? 'completed' : state,
        body: markdown.trim(),
        incident_id: public_id,
        created_at: time(at),
        updated_at: time(at),
        display_at: time(at),
        affected_components: changes[i]?.length ? changes[i].map(affectedRow) : null,
        deliver_notifications: notify,
        custom_tweet: null,
        tweet_id: null,
      }))
      .toReversed()
  }
  const created = ({ updates: [first] }: Event, otherwise: Instant) => first?.time ?? otherwise
  const lastSaid = ({ updates: said }: Event, otherwise: Instant) => said.at(-1)?.time ?? otherwise
  const shortlink = ({ public_id }: Event) => `${site.url}/incidents/${public_id}/`

  return {
    page,
    components: components.all,
    componentRow: (id: string) => components.of([id])[0],
    incident: (incident: IncidentView) => ({
      id: incident.public_id,
      name: incident.title ?? 'Incident',
      // A duplicate is closed whatever it said last.
      status: incident.open ? incident.state : 'resolved',
      created_at: time(created(incident, incident.started)),
      updated_at: time(lastSaid(incident, incident.started)),
      monitoring_at: timeOrNull(incident.monitoring),
      resolved_at: timeOrNull(incident.resolved),
      impact: incident.impact,
      shortlink: shortlink(incident),
      started_at: time(incident.started),
      page_id: page.id,
      incident_updates: updates(incident, affectedByIncident(incident)),
      components: components.of(incident.components),
      reminder_intervals: null,
    }),
    maintenance: (maintenance: MaintenanceView) => {
      const { begins, ends, announced } = maintenance
      // Clients take both times for granted, also of what was called off before it had a window.
      const scheduledFor = maintenance.scheduled_for ?? announced
      const passed = [begins, ends].flatMap((one) => (one !== null && one <= now ? one : []))
      return {
        id: maintenance.public_id,
        name: maintenance.title ?? 'Scheduled maintenance',
        status: maintenance.state === 'cancelled' ? 'completed' : maintenance.state,
        created_at: time(announced),
        // It begins and ends by the clock, too, which clients that look for changes must see.
        updated_at: time(Math.max(lastSaid(maintenance, announced), ...passed)),
        monitoring_at: null,
        resolved_at: timeOrNull(overSince(maintenance)),
        impact: 'maintenance',
        shortlink: shortlink(maintenance),
        started_at: time(announced),
        page_id: page.id,
        incident_updates: updates(maintenance, affectedByMaintenance(maintenance)),
        components: components.of(maintenance.components),
        scheduled_for: time(scheduledFor),
        scheduled_until: time(maintenance.scheduled_until ?? scheduledFor),
      }
    },
  }
}

/** For each update how many of the same instant come before it: an id must not change when one of another is added. */
function placesInInstant(said: readonly { time: Instant }[]): number[] {
  const counts = new Map<Instant, number>()
  return said.map(({ time: at }) => {
    const place = counts.get(at) ?? 0
    counts.set(at, place + 1)
    return place
  })
}

/** When it was completed or called off; null while it is neither. */
function overSince({ state, ends, updates }: MaintenanceView): Instant | null {
  if (state === 'completed') return ends
  if (state !== 'cancelled') return null
  return ends ?? updates.find((update) => update.state === 'cancelled')?.time ?? updates.at(-1)?.time ?? null
}
