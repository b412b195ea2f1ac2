import { byId, type Catalog, type SalvagedChange } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { recordAt } from '../records/content-layout.ts'
import { percentText } from '../records/objective.ts'
import { addressIn } from '../records/field.ts'
import type { Service } from '../records/service.ts'
import { originalsIn } from './duplicates.ts'
import { goneComponents } from './gone-components.ts'
import { withoutHtmlComments } from './markdown-parts.ts'
import { idGiver } from './public-id.ts'
import type { Site } from '../records/site.ts'
import type { CalendarDate, Instant } from '../time.ts'
import {
  loosely,
  meantBy,
  publishedAs,
  publishedSettings,
  type ComponentInterval,
  type ComponentSetting,
  type IMPACTS,
  type INCIDENT_STATES,
  type MAINTENANCE_STATES,
  type Published,
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
  /** Where else readers can subscribe; left out where nowhere. */
  subscribe?: Site['subscribe']
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

/** What is promised of a component; an SLO with several objectives is here once for each, under its one name. */
export interface PublicSlo {
  name: string
  component: string
  /** In per cent with every digit that it was given, `99.95`: of good events or time, above 0, up to 100. */
  target: string
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

/**
 * Projects a catalogue to what is public: it picks, it never subtracts. `remembered` is what is known of components whose
 * service can't be read any more, by id: their last public block; null where there never was one.
 */
export function publicCatalog(catalog: Catalog, remembered: Remembered = NOTHING): PublicCatalog {
  const { site, now } = catalog
  const { incidents, changes, ids } = announced(catalog)
  const components = componentsOf(catalog, [...incidents, ...changes], remembered)
  const published = publishedAs(
    components.map(({ id }) => id),
    [...renamedComponents(catalog, remembered)],
  )
  const originals = originalsIn(incidents)
  const publicId = (record: object | undefined) => (record && ids.get(record)) ?? null

  return {
    site: publicSite(site),
    now,
    components: components.toSorted(byPlace),
    incidents: incidents
      .map((record) => ({
        public_id: publicId(record) ?? '',
        updates: record.updates.map((update) => ({ ...publicUpdate(update, published), state: update.state })),
        corrected: correctedOf(record.impact, published),
        postmortem: record.postmortem ? withoutHtmlComments(record.postmortem.markdown) : null,
        duplicate_of: publicId(originals.get(record)),
      }))
      .toSorted(byFirstUpdate),
    maintenances: changes
      .map((record) => ({
        public_id: publicId(record) ?? '',
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
      .flatMap(({ name, service, objectives }) =>
        objectives.map((one) => ({
          name,
          component: published.get(service) ?? service,
          target: percentText(one.target),
        })),
      )
      .toSorted(
        (a, b) => compare(a.component, b.component) || compare(a.name, b.name) || Number(a.target) - Number(b.target),
      ),
  }
}

export type Remembered = ReadonlyMap<string, NonNullable<Service['public']> | null>
const NOTHING: Remembered = new Map()

/** The components: of services, of broken ones, and those that an outage of today needs although their file is gone. */
function componentsOf(catalog: Catalog, records: Parameters<typeof goneComponents>[1], remembered: Remembered) {
  const read = catalog.services.flatMap(({ id, public: block }) => (block ? [component(id, block)] : []))
  const salvaged = catalog.salvaged_components.map(({ id, public: block, named }) =>
    component(id, { ...block, name: named ? block.name : (remembered.get(id)?.name ?? id) }),
  )
  const renamed = renamedComponents(catalog, remembered)
  const gone = goneComponents(catalog, records).flatMap((id) => {
    const block = remembered.get(id)
    return block === null || renamed.has(id) ? [] : [component(id, block ?? { name: id })]
  })
  // One name in two Unicode forms is one service.
  return [...byId([...read, ...salvaged, ...gone]).values()]
}

/**
 * Components that records call otherwise than their service is called by now, each with its id of today: what a service
 * that is gone was to customers, one component of the same name in the same group is, for two of them on a page nobody
 * could tell apart; and what never was a service is the one component that customers know by that name.
 */
export function renamedComponents(
  { services, salvaged_components }: Pick<Catalog, 'services' | 'salvaged_components'>,
  remembered: Remembered,
): Map<string, string> {
  const known = new Set([...services, ...salvaged_components].map(({ id }) => id))
  const blocks = services.flatMap(({ id, public: block }) => (block ? { id, block } : []))
  const alike = Map.groupBy(blocks, ({ block }) => JSON.stringify([block.name, block.group]))
  const called = Map.groupBy(blocks, ({ block }) => loosely(block.name))
  return new Map(
    [...remembered].flatMap(([id, block]) => {
      if (known.has(id)) return []
      const [today, another] =
        (block ? alike.get(JSON.stringify([block.name, block.group])) : called.get(loosely(id))) ?? []
      return today === undefined || another !== undefined ? [] : [[id, today.id] as const]
    }),
  )
}

/** The ids of components of which git may know more than the files do: what they are called, or whether they are any. */
export function componentsInDoubt(catalog: Catalog): string[] {
  const { incidents, changes } = announced(catalog)
  const unnamed = catalog.salvaged_components.flatMap(({ id, named }) => (named ? [] : id))
  return [...unnamed, ...goneComponents(catalog, [...incidents, ...changes])]
}

type Announced = ReturnType<typeof findAnnounced>
const found = new WeakMap<Catalog, Announced>()

/** The incidents and changes that customers read of by now, and the public id of each; asked several times a build. */
function announced(catalog: Catalog): Announced {
  const known = found.get(catalog) ?? findAnnounced(catalog)
  found.set(catalog, known)
  return known
}

function findAnnounced(catalog: Catalog) {
  const { site, now } = catalog
  const incidents = [...catalog.incidents, ...catalog.salvaged].flatMap((record) => asOf(record, now)).toSorted(byAge)
  const changes = [...catalog.changes, ...catalog.salvaged_changes]
    .filter((change) => isAnnounced(change, catalog))
    .flatMap((record) => asOf(record, now))
  const idOf = idGiver(site.url)
  // Where two ask for one address, the older has it: links to it live on.
  const ids = new Map<object, string>(
    [...incidents, ...changes].toSorted(byAge).map((record) => [record, idOf({ ...record, name: nameOf(record) })]),
  )
  return { incidents, changes, ids }
}

/** By when customers first read of it. */
const byAge = (a: { file: string; updates: readonly Update[] }, b: typeof a): number =>
  (a.updates[0]?.time ?? 0) - (b.updates[0]?.time ?? 0) || compare(a.file, b.file)

const nameOf = ({ file }: { file: string }): string =>
  (recordAt(file) ?? file).replace(/\.md$/, '').replace(/^.*\//, '')

/** By internal id, where customers read of an incident or a change. What isn't in it has no page. */
export function publicAddresses(catalog: Catalog): Map<string, string> {
  const { incidents, changes, ids } = announced(catalog)
  const site = publicSite(catalog.site)
  return new Map(
    [...incidents, ...changes]
      .toSorted(byAge)
      .toReversed()
      .map((record) => [record.id, publicAddress(site, ids.get(record) ?? '')]),
  )
}

/** The public id of each record that customers read of by now, by the file that it is written in. */
export function publicIdsByFile(catalog: Catalog): Map<string, string> {
  const { incidents, changes, ids } = announced(catalog)
  return new Map([...incidents, ...changes].map((record) => [record.file, ids.get(record) ?? '']))
}

/** The address of each record that customers read of by now, by the file that it is written in. */
export function publicAddressesByFile(catalog: Catalog): Map<string, string> {
  const site = publicSite(catalog.site)
  return new Map([...publicIdsByFile(catalog)].map(([file, id]) => [file, publicAddress(site, id)]))
}

/** The page of an incident or a maintenance. */
export const publicAddress = ({ url }: Pick<PublicSite, 'url'>, publicId: string): string =>
  `${url}/incidents/${publicId}/`

const publicSite = (site: Site): PublicSite => ({
  name: site.name,
  url: addressIn(site.url) ?? site.url,
  time_zone: site.time_zone,
  locale: site.locale,
  locales: site.locales,
  support_url: site.support_url,
  uptime: { days: site.uptime.days, partial_weight: site.uptime.partial_weight },
  brand: { color: site.brand.color, logo: site.brand.logo },
  ...(site.subscribe.email || site.subscribe.ntfy
    ? { subscribe: { email: site.subscribe.email, ntfy: site.subscribe.ntfy } }
    : {}),
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
const ANNOUNCED: readonly Change['status'][] = ['approved', 'in_progress', 'completed', 'rolled_back', 'aborted']
/** A draft, too, can be given up: that its text had been approved takes a sign. */
const GIVEN_UP: readonly Change['status'][] = ['cancelled', 'rejected']

/**
 * Cancelled or rejected it shows only with a sign that it was approved before: had it been announced, customers read that
 * it doesn't take place. The same goes for one whose status can't be read: what was announced stays so, and a draft
 * doesn't get out.
 */
export function isAnnounced(
  { id, status, outcome, source, updates }: Change | SalvagedChange,
  { approvals }: Pick<Catalog, 'approvals'>,
): boolean {
  if (status !== null && !GIVEN_UP.includes(status)) return ANNOUNCED.includes(status)
  const begun = status === null ? BEGUN : []
  return (
    outcome !== undefined ||
    (source !== undefined && status !== null) ||
    updates?.some(({ state }) => state === 'cancelled' || begun.includes(state)) === true ||
    approvals.some(({ change }) => change === id)
  )
}

/** Work that customers read of was approved. */
const BEGUN: readonly string[] = [
  'in_progress',
  'verifying',
  'completed',
] satisfies (typeof MAINTENANCE_STATES)[number][]

const publicUpdate = (update: Update, published: Published): PublicUpdate => ({
  time: update.time,
  title: update.title,
  settings: publishedSettings(update, published),
  impact: update.impact,
  next_update: update.next_update,
  pinned: update.pinned,
  notify: update.notify,
  lang: update.lang,
  markdown: withoutHtmlComments(update.body.markdown),
})

const correctedOf = (intervals: ComponentInterval[] | null, published: Published): ComponentInterval[] | null =>
  intervals?.flatMap((interval) => {
    const id = meantBy(interval.component, published)
    return id === undefined ? [] : [{ ...interval, component: id }]
  }) ?? null

/** Newest first; where two began at once, by their public ids, which say nothing. */
const byFirstUpdate = (a: { public_id: string; updates: PublicUpdate[] }, b: typeof a) =>
  (b.updates[0]?.time ?? 0) - (a.updates[0]?.time ?? 0) || compare(a.public_id, b.public_id)
