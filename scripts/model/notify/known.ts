import { createHash } from 'node:crypto'
import type { PublicCatalog, PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { componentsNow } from '../status/components-now.ts'
import { viewMaintenance } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'

/*
 * What subscribers can know of a page, in small: of every incident, maintenance and component, by its public id, what
 * stands at which place of it. What differs between two of these is news.
 */

/** By public id: what stands at a place, `update:<time>#<n>`, `window`, `impact`, `postmortem`, `duplicate`, `clock`, `status`. */
export type Known = Map<string, Map<string, string>>

/** Components of both sides: what an update says of another one is no news, as it was or will be no component. */
export const sharedComponents = (one: PublicCatalog, other: PublicCatalog): Set<string> =>
  new Set(one.components.map(({ id }) => id)).intersection(new Set(other.components.map(({ id }) => id)))

export function knownOf(catalog: PublicCatalog, components: ReadonlySet<string>): Known {
  return new Map([
    ...catalog.incidents.map((one) => [one.public_id, knownOfIncident(one, components)] as const),
    ...catalog.maintenances.map((one) => [one.public_id, knownOfMaintenance(one, components, catalog.now)] as const),
    ...[...componentsNow(catalog)].map(
      ([id, { status }]) => [componentKey(id), new Map([['status', status]])] as const,
    ),
  ])
}

/** Names a component among public ids, which have no colon. */
export const componentKey = (id: string): string => `component:${id}`

/** Where each update of an event stands: by its time, and its place among those of one instant, as in the status API. */
export function updatePlaces(updates: readonly { time: Instant }[]): string[] {
  const counts = new Map<Instant, number>()
  return updates.map(({ time }) => {
    const place = counts.get(time) ?? 0
    counts.set(time, place + 1)
    return `update:${time}#${place}`
  })
}

export function knownOfIncident(incident: PublicIncident, components: ReadonlySet<string>): Map<string, string> {
  return new Map([
    ...knownOfUpdates(incident.updates, components),
    ['impact', correctedStates(incident, components)],
    ...(incident.postmortem === null ? [] : [['postmortem', 'there'] as const]),
    ...(incident.duplicate_of === null ? [] : [['duplicate', incident.duplicate_of] as const]),
  ])
}

export function knownOfMaintenance(
  maintenance: PublicMaintenance,
  components: ReadonlySet<string>,
  now: Instant,
): Map<string, string> {
  const { window } = maintenance
  return new Map([
    ...knownOfUpdates(maintenance.updates, components),
    ['impact', correctedStates(maintenance, components)],
    ...(window ? [['window', `${window.start}/${window.end}`] as const] : []),
    ['clock', clockOf(maintenance, now)],
  ])
}

/** How far a maintenance has come by now, whoever says so: an update, its outcome, or the clock. */
export type Clock = 'scheduled' | 'in_progress' | 'overrun' | 'completed' | 'cancelled'

export function clockOf(maintenance: PublicMaintenance, now: Instant): Clock {
  const { state, overrun } = viewMaintenance(maintenance, now)
  if (overrun) return 'overrun'
  return state === 'verifying' ? 'in_progress' : state
}

type Said = (PublicIncident | PublicMaintenance)['updates']

const knownOfUpdates = (updates: Said, components: ReadonlySet<string>): [string, string][] => {
  const places = updatePlaces(updates)
  return updates.map((update, i) => [places[i] ?? '', `${wordingOf(update)}.${impactOf(update, components)}`])
}

/** The text of an update, apart from when it was posted: the same text at another time is no news. */
const wordingOf = ({ state, title, markdown }: Said[number]): string => short([state, title ?? '', markdown.trim()])

const impactOf = ({ impact, settings }: Said[number], components: ReadonlySet<string>): string =>
  short([
    impact ?? '',
    ...settings.flatMap(({ component, status }) => (components.has(component) ? [component, status] : [])),
  ])

/** The wording of what `knownOf` says of an update. */
export const wordingIn = (known: string): string => known.replace(/\..*/, '')

const correctedStates = ({ corrected }: Pick<PublicIncident, 'corrected'>, components: ReadonlySet<string>): string =>
  corrected === null ? '' : short(corrected.filter(({ component }) => components.has(component)))

const short = (data: unknown): string => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 10)
