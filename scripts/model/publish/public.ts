import { compare } from '../order.ts'
import type { Catalog } from '../catalog.ts'
import { percentText } from '../records/objective.ts'
import { originalsIn } from './duplicates.ts'
import { announced, publicUrl } from './announced.ts'
import { componentsOf, NONE_REMEMBERED, renamedComponents, type Remembered } from './public-components.ts'
import { withoutHtmlComments } from './markdown-parts.ts'
import type { Site } from '../records/site.ts'
import type { CalendarDate, Instant } from '../time.ts'
import {
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
export function publicCatalog(catalog: Catalog, remembered: Remembered = NONE_REMEMBERED): PublicCatalog {
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
    components,
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

const publicSite = (site: Site): PublicSite => ({
  name: site.name,
  url: publicUrl(site),
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
