import { INCIDENT_STATES, MAINTENANCE_STATES, type ComponentStatus, type IMPACTS } from '../../records/update.ts'
import type { Instant } from '../../time.ts'
import type { Actor, IncidentPosting, MaintenancePosting } from './posting.ts'
import { incidentBody, MOST_ERRORS, readBody, type IncidentBody } from './statuspage-body.ts'

/** What a request says besides its body. */
export interface Asked {
  key: string
  by: Actor
  at?: Instant | undefined
  /** The record that it is about, by its public id, and what that is; left out: a new one. */
  update?: { id: string; kind: 'incident' | 'maintenance'; components: ReadonlySet<string> } | undefined
  /** What a component is called here: the id of its service; undefined: there is none that customers see. */
  component: (id: string) => string | undefined
  /** Which one somebody probably meant who wrote a name that none has. */
  near?: (id: string) => string | null
}

/**
 * What `{"incident": {…}}` asks to be said: of a new incident or maintenance, or more of one. Errors as Statuspage words
 * them.
 */
export function incidentPosting(
  data: unknown,
  asked: Asked,
): IncidentPosting | MaintenancePosting | { errors: string[] } {
  const read = readBody(data, 'incident', incidentBody)
  if ('errors' in read) return read
  const { body } = read
  const isMaintenance = asked.update ? asked.update.kind === 'maintenance' : isScheduled(body)
  const components = componentsOf(body, asked, isMaintenance)
  const errors = [
    ...lacking(body, asked, isMaintenance),
    ...components.unknown
      .slice(0, MOST_ERRORS)
      .map((id) => `incident[components][${id.slice(0, 100)}] could not be found${meantBy(asked.near?.(id))}`),
  ]
  if (errors.length > 0) return { errors }
  const said = {
    key: asked.key,
    by: asked.by,
    at: body.backfill_date ?? asked.at,
    update: asked.update?.id,
    title: body.name,
    text: body.body ?? body.message,
    components: components.states,
    notify: body.backfilled === true || body.backfill_date !== undefined ? false : body.deliver_notifications,
  }
  if (isMaintenance) {
    const byHand = [
      body.scheduled_auto_in_progress ?? body.scheduled_auto_transition,
      body.scheduled_auto_completed,
    ].includes(false)
    return {
      kind: 'maintenance',
      ...given(said),
      ...given({
        state: MAINTENANCE_STATES.find((one) => one === body.status),
        scheduled_for: body.scheduled_for,
        scheduled_until: body.scheduled_until,
        auto: byHand ? false : undefined,
      }),
    } as MaintenancePosting
  }
  return {
    kind: 'incident',
    ...given(said),
    ...given({
      state:
        INCIDENT_STATES.find((one) => one === body.status) ??
        (body.backfill_date === undefined ? undefined : 'resolved'),
      impact: body.impact_override === 'maintenance' ? undefined : body.impact_override,
      started: body.backfill_date,
    }),
  } as IncidentPosting
}

const meantBy = (near: string | null | undefined): string => (near ? `; is it ${near}?` : '')

const isScheduled = ({ status, scheduled_for, scheduled_until }: IncidentBody): boolean =>
  scheduled_for !== undefined || scheduled_until !== undefined || MAINTENANCE_STATES.some((one) => one === status)

function lacking(body: IncidentBody, { update }: Asked, isMaintenance: boolean): string[] {
  const { name, status, scheduled_for: begins, scheduled_until: ends, backfilled, backfill_date } = body
  const states: readonly string[] = isMaintenance ? MAINTENANCE_STATES : INCIDENT_STATES
  const wrong: (readonly [boolean, string])[] = [
    [!update && name === undefined, "incident[name] can't be blank"],
    [
      status !== undefined && !states.includes(status),
      `incident[status] does not have a valid value for ${isMaintenance ? 'a scheduled maintenance' : 'an incident'}, expected one of ${states.join(', ')}`,
    ],
    [isMaintenance && !update && begins === undefined, "incident[scheduled_for] can't be blank"],
    [isMaintenance && !update && ends === undefined, "incident[scheduled_until] can't be blank"],
    [
      !isMaintenance && (begins ?? ends) !== undefined,
      'incident[scheduled_for] is of a scheduled maintenance, and this is an incident',
    ],
    [
      begins !== undefined && ends !== undefined && ends <= begins,
      'incident[scheduled_until] must be after scheduled_for',
    ],
    [
      (backfilled === true || backfill_date !== undefined) && (body.components ?? body.component_ids ?? []).length > 0,
      'incident[components] cannot be specified for a backfilled incident',
    ],
  ]
  return wrong.flatMap(([is, message]) => (is ? [message] : []))
}

/**
 * What an incident that names components without saying how they are means by its `impact_override`: the state that makes
 * Statuspage work out that impact. Without one they are only named, as there.
 */
const MEANT: Readonly<Record<(typeof IMPACTS)[number], ComponentStatus>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
}

function componentsOf(
  { components = [], component_ids = [], impact_override: impact, status }: IncidentBody,
  asked: Asked,
  isMaintenance: boolean,
) {
  const states = new Map<string, ComponentStatus>()
  const unknown: string[] = []
  const meant: ComponentStatus = isMaintenance
    ? 'under_maintenance'
    : status === 'resolved' || impact === undefined || impact === 'maintenance'
      ? 'operational'
      : MEANT[impact]
  for (const [id, state] of [...components, ...component_ids.map((one) => [one, null] as const)]) {
    const service = asked.component(id)
    if (service === undefined) unknown.push(id)
    else if (state !== null) states.set(service, state)
    // One that it has named before, or just now, stays as it is.
    else if (!states.has(service) && !asked.update?.components.has(service)) states.set(service, meant)
  }
  return { states: states.size === 0 ? undefined : Object.fromEntries(states), unknown: [...new Set(unknown)] }
}

/** Without what isn't said. */
export const given = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T
