import type { StatusPage } from '#model/status/page'
import { time } from '../statuspage-v2/time.ts'
import { writerOf } from '../statuspage-v2/writer.ts'

/*
 * The objects of Statuspage's API v1 (https://developer.statuspage.io): those of v2, with what only its owner sees. What a
 * page in git has no notion of is null, or as it is where nobody set it.
 */

/** `pageId`: the id that the page has to its scripts; they ask by it further on. */
export function objectsOf(status: StatusPage, pageId: string) {
  const { page, components, incident, maintenance } = writerOf(status)
  const component = (row: (typeof components)[number]) => ({ ...row, page_id: pageId, automation_email: null })
  const shared = { metadata: {}, postmortem_notified_subscribers: false, postmortem_notified_twitter: false }
  const postmortem = (body: string | null) => ({
    postmortem_body: body,
    postmortem_body_last_updated_at: null,
    postmortem_ignored: false,
    postmortem_published_at: null,
  })
  const incidentObject = (one: StatusPage['incidents'][number]) => {
    const written = incident(one)
    return {
      ...written,
      page_id: pageId,
      components: written.components.map(component),
      impact_override: one.updates.findLast((update) => update.impact !== undefined)?.impact ?? null,
      ...shared,
      ...postmortem(one.postmortem),
      ...UNSCHEDULED,
    }
  }
  const maintenanceObject = (one: StatusPage['maintenances'][number]) => {
    const written = maintenance(one)
    const auto = one.updates.at(-1)?.auto ?? true
    return {
      ...written,
      page_id: pageId,
      components: written.components.map(component),
      reminder_intervals: null,
      impact_override: null,
      ...shared,
      ...postmortem(null),
      ...UNSCHEDULED,
      scheduled_for: written.scheduled_for,
      scheduled_until: written.scheduled_until,
      scheduled_auto_in_progress: auto,
      scheduled_auto_completed: auto,
      auto_transition_to_maintenance_state: auto,
      auto_transition_to_operational_state: auto,
    }
  }
  const byNewest = <T extends { created_at: string }>(a: T, b: T) =>
    a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0

  return {
    page: {
      id: pageId,
      created_at: time(0),
      updated_at: page.updated_at,
      name: page.name,
      page_description: null,
      headline: null,
      branding: 'basic',
      subdomain: null,
      domain: URL.canParse(page.url) ? new URL(page.url).hostname : null,
      url: page.url,
      support_url: status.site.support_url ?? null,
      hidden_from_search: false,
      allow_page_subscribers: false,
      allow_incident_subscribers: false,
      allow_email_subscribers: false,
      allow_sms_subscribers: false,
      allow_rss_atom_feeds: true,
      allow_webhook_subscribers: false,
      time_zone: page.time_zone,
    },
    components: () => components.filter((row) => !row.group).map(component),
    groups: () =>
      components.flatMap((row) =>
        'components' in row
          ? [
              {
                id: row.id,
                page_id: pageId,
                name: row.name,
                description: row.description,
                components: row.components,
                position: row.position,
                created_at: row.created_at,
                updated_at: row.updated_at,
              },
            ]
          : [],
      ),
    /** Both kinds, newest first. */
    incidents: () =>
      [...status.incidents.map(incidentObject), ...status.maintenances.map(maintenanceObject)].toSorted(byNewest),
    unresolved: () => status.open.map(incidentObject),
    running: () => status.running.map(maintenanceObject),
    upcoming: () => status.upcoming.map(maintenanceObject),
    /** One of either kind. */
    incident: (id: string) => {
      const found = status.incidents.find((one) => one.public_id === id)
      if (found) return incidentObject(found)
      const planned = status.maintenances.find((one) => one.public_id === id)
      return planned ? maintenanceObject(planned) : null
    },
  }
}

export type Objects = ReturnType<typeof objectsOf>

const UNSCHEDULED = {
  scheduled_for: null,
  scheduled_until: null,
  scheduled_remind_prior: false,
  scheduled_reminded_at: null,
  scheduled_auto_in_progress: false,
  scheduled_auto_completed: false,
  auto_transition_to_maintenance_state: false,
  auto_transition_to_operational_state: false,
  auto_transition_deliver_notifications_at_start: false,
  auto_transition_deliver_notifications_at_end: false,
}
