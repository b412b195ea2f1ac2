import { shortId, type NewsEvent } from '#model/notify/event'
import type { StatusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import { time } from '../statuspage-v2/time.ts'
import { writerOf } from '../statuspage-v2/writer.ts'

/*
 * The body that Statuspage posts to subscribers: of an incident or a maintenance whole, as it stood then, and of a component
 * what has changed. https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/
 */

/** `now`: when it is made, which stays the same over all tries of a run. Null where there is nothing to say any more. */
export function webhookBody(event: NewsEvent, status: StatusPage, now: Instant): object | null {
  const { page } = writerOf(status)
  const shared = {
    meta: {
      unsubscribe: `${status.site.url}/`,
      documentation: 'https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/',
      generated_at: time(now),
    },
    page: {
      id: page.id,
      status_indicator: status.overall.indicator,
      status_description: status.overall.description,
    },
  }
  if (event.about === 'component') return componentBody(event, status, shared)
  const incident = incidentOf(event, status)
  return incident && { ...shared, incident }
}

function incidentOf(event: NewsEvent, status: StatusPage): object | null {
  const { of } = event
  const { incident, maintenance, page } = writerOf(status)
  const incidents = status.incidents
    .filter(({ public_id }) => public_id === of)
    .map((one) => ({ one, row: incident(one) }))
  const maintenances = status.maintenances
    .filter(({ public_id }) => public_id === of)
    .map((one) => ({ one, row: maintenance(one) }))
  const [found] = [...incidents, ...maintenances]
  if (!found) return null
  const { one } = found
  const row = asTold(found.row, event)
  const planned = 'scheduled_for' in row ? row : null
  const review = one.kind === 'incident' ? one.postmortem : null
  return {
    backfilled: false,
    created_at: row.created_at,
    impact: row.impact,
    impact_override: one.updates.findLast(({ impact }) => impact !== undefined)?.impact ?? null,
    monitoring_at: row.monitoring_at,
    postmortem_body: review,
    postmortem_body_last_updated_at: null,
    postmortem_ignored: false,
    postmortem_notified_subscribers: review !== null,
    postmortem_notified_twitter: false,
    postmortem_published_at: null,
    resolved_at: row.resolved_at,
    scheduled_auto_completed: false,
    scheduled_auto_in_progress: false,
    scheduled_for: planned?.scheduled_for ?? null,
    scheduled_remind_prior: false,
    scheduled_reminded_at: null,
    scheduled_until: planned?.scheduled_until ?? null,
    shortlink: row.shortlink,
    status: row.status,
    updated_at: row.updated_at,
    id: row.id,
    page_id: page.id,
    organization_id: page.id,
    incident_updates: row.incident_updates.map((update) => ({
      ...update,
      twitter_updated_at: null,
      wants_twitter_update: false,
    })),
    components: row.components,
    name: row.name,
  }
}

/**
 * As it stood once the update was out that is told of: where several are told of in one run, each message is read for its
 * first update and its status. How components are is said as of now.
 */
function asTold<
  T extends {
    status: string
    updated_at: string
    monitoring_at: string | null
    resolved_at: string | null
    incident_updates: readonly { status: string; display_at: string }[]
  },
>(row: T, { kind, update }: NewsEvent): T {
  if (update === null || kind === 'postmortem' || kind === 'corrected' || update >= row.incident_updates.length - 1)
    return row
  const said = row.incident_updates.slice(row.incident_updates.length - 1 - update)
  const [newest] = said
  if (!newest) return row
  // Times of one format and in UTC are in order as texts.
  const passed = (at: string | null) => (at !== null && at <= newest.display_at ? at : null)
  return {
    ...row,
    status: newest.status,
    updated_at: newest.display_at,
    monitoring_at: passed(row.monitoring_at),
    resolved_at: passed(row.resolved_at),
    incident_updates: said,
  }
}

function componentBody(
  { id, components: [component = ''], status: change, at }: NewsEvent,
  status: StatusPage,
  shared: object,
) {
  const name = status.names.get(component)
  const row = writerOf(status).componentRow(component)
  if (!change || name === undefined || !row) return null
  return {
    ...shared,
    component_update: {
      created_at: time(at),
      new_status: change.after,
      old_status: change.before,
      component_type: 'Component',
      id: shortId(id),
      component_id: row.id,
    },
    component: { created_at: row.created_at, id: row.id, name: row.name, status: change.after },
  }
}
