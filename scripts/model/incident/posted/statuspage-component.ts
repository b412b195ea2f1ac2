import type { ComponentStatus } from '../../records/update.ts'
import type { Instant } from '../../time.ts'
import type { Actor, ComponentPosting, IncidentPosting, Posting } from './posting.ts'
import { componentBody, readBody } from './statuspage-body.ts'
import { given } from './statuspage-incident.ts'

/** A component as it is before a request about it. */
export interface Standing {
  /** Its service's. */
  id: string
  name: string
  status: ComponentStatus
  /** The newest open incident that names it; `own`: one that is of nothing but this component's state. */
  incident?: { id: string; own: boolean } | undefined
  /** Under maintenance, and nothing else is wrong with it. */
  maintained: boolean
}

export interface ComponentAsked {
  key: string
  by: Actor
  at?: Instant | undefined
  /** Left out: a new one. */
  there?: Standing | undefined
  /** The name of a group by its id. */
  group: (id: string) => string | undefined
  /** Of a service that is new. */
  team?: string | undefined
  tier?: 1 | 2 | 3 | 4 | undefined
}

/** The key of an incident that is of nothing but a component's state begins so. */
export const ownKey = (service: string): string => `component:${service}:`

/**
 * What `{"component": {…}}` asks for, in order. Nothing in a record says a component's state but an incident or a
 * maintenance: a state is an update of the open incident that names the component; without one it opens one of its own,
 * which `operational` resolves. The state of a new one is asked for once it is there.
 */
export function componentPostings(data: unknown, asked: ComponentAsked): Posting[] | { errors: string[] } {
  const read = readBody(data, 'component', componentBody)
  if ('errors' in read) return read
  const { body } = read
  const { there, key, by, at } = asked
  if (!there && body.name === undefined) return { errors: ["component[name] can't be blank"] }
  const group = body.group_id === undefined ? undefined : asked.group(body.group_id)
  if (body.group_id !== undefined && group === undefined) return { errors: ['component[group_id] could not be found'] }
  const changed = given({ name: body.name, description: body.description, group, since: body.start_date })
  const component: ComponentPosting = {
    kind: 'component',
    by,
    ...changed,
    ...given(there ? { id: there.id } : { team: asked.team, tier: asked.tier }),
  }
  const said = there && Object.keys(changed).length === 0 ? [] : [component]
  const { status } = body
  if (!there || status === undefined || status === there.status) return said
  if (status === 'operational' && there.maintained)
    return { errors: [`component[status] is under_maintenance until the maintenance that says so is completed`] }
  return [...said, stateOf(there, { name: body.name ?? there.name, status, key, by, at })]
}

function stateOf(
  there: Standing,
  {
    name,
    status,
    key,
    by,
    at,
  }: { name: string; status: ComponentStatus; key: string; by: Actor; at: Instant | undefined },
): IncidentPosting {
  const words = WORDS[status]
  const incident = there.incident
  const own = incident?.own ?? true
  return given<IncidentPosting>({
    kind: 'incident',
    key: incident ? key : `${ownKey(there.id)}${key}`,
    by,
    at,
    update: incident?.id,
    state: !own ? undefined : status === 'operational' ? 'resolved' : 'identified',
    title: own && status !== 'operational' ? `${name}: ${words}` : undefined,
    text: status === 'operational' ? `${name} is operational again.` : `${name}: ${words}.`,
    components: { [there.id]: status },
  })
}

const WORDS: Readonly<Record<ComponentStatus, string>> = {
  operational: 'operational',
  under_maintenance: 'under maintenance',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
}
