import type { Catalog } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { originalsIn } from './duplicates.ts'
import { idGiver } from './public-id.ts'
import type { Site } from '../records/site.ts'
import type { CalendarDate, Instant } from '../time.ts'
import {
  publishedSettings,
  type ComponentInterval,
  type ComponentSetting,
  type IMPACTS,
  type INCIDENT_STATES,
  type MAINTENANCE_STATES,
  type Update,
} from '../records/update.ts'

/*
 * The one allow-list. Everything on the public site is derived from a PublicCatalog and from nothing else; what isn't
 * picked here can't be published. The order of its lists says nothing about internal ids or files.
 */

export interface PublicCatalog {
  site: PublicSite
  /** The moment that the data is as of. */
  now: Instant
  components: PublicComponent[]
  incidents: PublicIncident[]
  maintenances: PublicMaintenance[]
  slos: PublicSlo[]
}

export interface PublicSite extends Pick<
  Site,
  'name' | 'url' | 'time_zone' | 'locale' | 'locales' | 'support_url' | 'uptime' | 'brand'
> {
  /** Whether all of this is sample content, which both sites then say. */
  sample: boolean
}

export interface PublicComponent {
  id: string
  name: string
  group: string | undefined
  description: string | undefined
  position: number | undefined
  since: CalendarDate | undefined
  until: CalendarDate | undefined
}

/** What is promised of a component. */
export interface PublicSlo {
  name: string
  component: string
  /** Share of good events or time, 0 to 1. */
  target: number
}

interface PublicUpdate {
  time: Instant
  title: string | undefined
  settings: ComponentSetting[]
  impact: (typeof IMPACTS)[number] | undefined
  next_update: Instant | undefined
  pinned: boolean
  notify: boolean
  lang: string | undefined
  markdown: string
}
export interface PublicIncidentUpdate extends PublicUpdate {
  state: (typeof INCIDENT_STATES)[number]
}
export interface PublicMaintenanceUpdate extends PublicUpdate {
  state: (typeof MAINTENANCE_STATES)[number]
  auto: boolean
}

export interface PublicIncident {
  public_id: string
  /** Oldest first, at least one. */
  updates: PublicIncidentUpdate[]
  /** Corrected intervals that replace those of the updates. */
  corrected: ComponentInterval[] | null
  postmortem: string | null
  /** The public id of the incident that this one repeats. */
  duplicate_of: string | null
}

export interface PublicMaintenance {
  public_id: string
  updates: PublicMaintenanceUpdate[]
  corrected: ComponentInterval[] | null
  cancelled: boolean
  /** Begun, and given up: what was announced wasn't done. */
  aborted: boolean
  window: { start: Instant; end: Instant } | null
  outcome: { started: Instant; finished: Instant | null } | null
}

/** Projects a catalogue to what is public: it picks, it never subtracts. */
export function publicCatalog(catalog: Catalog): PublicCatalog {
  const { site, now } = catalog
  const components = [...catalog.services, ...catalog.salvaged_components].flatMap(({ id, public: block }) =>
    block ? [component(id, block)] : [],
  )
  const published = new Set(components.map(({ id }) => id))
  const { incidents, changes, ids } = announced(catalog)
  const originals = originalsIn(incidents)

  return {
    site: publicSite(site),
    now,
    components: components.toSorted(byPlace),
    incidents: incidents
      .map((record) => ({
        public_id: ids.get(record.id) ?? '',
        updates: record.updates.map((update) => ({ ...publicUpdate(update, published), state: update.state })),
        corrected: correctedOf(record.impact, published),
        postmortem: record.postmortem?.markdown ?? null,
        duplicate_of: ids.get(originals.get(record.id) ?? '') ?? null,
      }))
      .toSorted(byFirstUpdate),
    maintenances: changes
      .map((record) => ({
        public_id: ids.get(record.id) ?? '',
        updates: record.updates.map((update) => ({
          ...publicUpdate(update, published),
          state: update.state,
          auto: update.auto,
        })),
        corrected: correctedOf(record.impact, published),
        cancelled: record.status === 'cancelled' || record.status === 'rejected',
        aborted: record.status === 'aborted',
        window: record.window ? { start: record.window.start, end: record.window.end } : null,
        outcome: record.outcome ? { started: record.outcome.started, finished: record.outcome.finished ?? null } : null,
      }))
      .toSorted(byFirstUpdate),
    slos: catalog.slos
      .filter((slo) => slo.public && published.has(slo.service))
      .map(({ name, service, target }) => ({ name, component: service, target }))
      .toSorted((a, b) => compare(a.component, b.component) || compare(a.name, b.name) || a.target - b.target),
  }
}

/** The incidents and changes that customers read of by now, and the public id of each by its internal one. */
function announced(catalog: Catalog) {
  const { site, now } = catalog
  const incidents = [
    ...catalog.incidents,
    ...catalog.salvaged.map((record) => ({ ...record, closed_as: undefined, duplicate_of: undefined })),
  ].flatMap((record) => asOf(record, now))
  const changes = catalog.changes
    .filter((change) => isAnnounced(change, catalog))
    .flatMap((record) => asOf(record, now))
  const idOf = idGiver(site.url)
  const ids = new Map([...incidents, ...changes].map((record) => [record.id, idOf(record)]))
  return { incidents, changes, ids }
}

/** By internal id, where customers read of an incident or a change. What isn't in it has no page. */
export const publicAddresses = (catalog: Catalog): Map<string, string> =>
  new Map([...announced(catalog).ids].map(([id, publicId]) => [id, publicAddress(publicSite(catalog.site), publicId)]))

/** The page of an incident or a maintenance. */
export const publicAddress = ({ url }: Pick<PublicSite, 'url'>, publicId: string): string =>
  `${url}/incidents/${publicId}/`

const publicSite = (site: Site): PublicSite => ({
  name: site.name,
  url: site.url.replace(/\/+$/, ''),
  time_zone: site.time_zone,
  locale: site.locale,
  locales: site.locales,
  support_url: site.support_url,
  uptime: { days: site.uptime.days, partial_weight: site.uptime.partial_weight },
  brand: { color: site.brand.color, logo: site.brand.logo },
  sample: site.sample !== undefined,
})

const component = (id: string, block: NonNullable<Catalog['services'][number]['public']>): PublicComponent => ({
  id,
  name: block.name,
  group: block.group,
  description: block.description,
  position: block.position,
  since: block.since,
  until: block.until,
})

/** By position, those without one last, then by name. */
const byPlace = (a: PublicComponent, b: PublicComponent) =>
  (a.position ?? Infinity) - (b.position ?? Infinity) || compare(a.name, b.name) || compare(a.id, b.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A record with the updates that are out by now; none of it where there aren't any yet. */
function asOf<T extends { updates: Update[] | null }>(
  record: T,
  now: Instant,
): (T & { updates: NonNullable<T['updates']> })[] {
  const updates = record.updates?.filter(({ time }) => time <= now) ?? []
  return updates.length === 0 ? [] : [{ ...record, updates: updates as NonNullable<T['updates']> }]
}

/** From its approval on; before that nothing of a change is public. */
const ANNOUNCED: readonly Change['status'][] = [
  'approved',
  'in_progress',
  'completed',
  'rolled_back',
  'aborted',
  'cancelled',
]

/** A change is rejected while it is proposed: only with a sign of an approval before that had it been announced. */
function isAnnounced({ id, status, outcome, source, updates }: Change, { approvals }: Catalog): boolean {
  if (status !== 'rejected') return ANNOUNCED.includes(status)
  return (
    outcome !== undefined ||
    source !== undefined ||
    updates?.some(({ state }) => state === 'cancelled') === true ||
    approvals.some(({ change }) => change === id)
  )
}

const publicUpdate = (update: Update, published: ReadonlySet<string>): PublicUpdate => ({
  time: update.time,
  title: update.title,
  settings: publishedSettings(update, published),
  impact: update.impact,
  next_update: update.next_update,
  pinned: update.pinned,
  notify: update.notify,
  lang: update.lang,
  markdown: update.body.markdown,
})

const correctedOf = (
  intervals: ComponentInterval[] | null,
  published: ReadonlySet<string>,
): ComponentInterval[] | null => intervals?.filter(({ component: id }) => published.has(id)) ?? null

/** Newest first; where two began at once, by their public ids, which say nothing. */
const byFirstUpdate = (a: { public_id: string; updates: PublicUpdate[] }, b: typeof a) =>
  (b.updates[0]?.time ?? 0) - (a.updates[0]?.time ?? 0) || compare(a.public_id, b.public_id)
