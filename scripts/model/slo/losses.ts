import { byId, type Catalog } from '../catalog.ts'
import { groupByEach } from '../grouping.ts'
import { indexOf } from '../interval-index.ts'
import type { Interval } from '../interval.ts'
import { publicCatalog, type PublicCatalog, type PublicMaintenance } from '../publish/public.ts'
import { publicIdsByFile } from '../publish/announced.ts'
import { ONE, parseRational } from '../rational.ts'
import { isOpen, type Incident } from '../records/incident.ts'
import { viewIncident } from '../status/incident.ts'
import { spanOf, viewMaintenance } from '../status/maintenance.ts'
import type { StatusSpan } from '../status/overall.ts'
import type { Duration, Instant } from '../time.ts'
import type { Exemption, Loss } from './course.ts'

/** A loss, and the incident or the change that it is owed to. */
export interface OwnedLoss extends Loss {
  by: string
  kind: 'incident' | 'change'
}

/** From when until when an incident lasted, by its record. */
export interface IncidentTime extends Interval {
  id: string
}

/** What cost SLOs, and what doesn't count, of a whole catalogue: looked up by service and by SLO. */
export interface LossBook {
  /** By service: when it was, to the public, in partial or major outage. */
  outages: ReadonlyMap<string, readonly OwnedLoss[]>
  /** By SLO: what incidents declare that they cost it. */
  declared: ReadonlyMap<string, readonly OwnedLoss[]>
  /** By SLO: incidents that declare what they cost it, which replaces what the public read of them. */
  declaring: ReadonlyMap<string, ReadonlySet<string>>
  /** By service: the windows of maintenance that was announced early enough. */
  exemptions: ReadonlyMap<string, readonly Exemption[]>
  /** By service: the incidents that name it inside and lasted in a window, the earliest first. */
  incidents: ReadonlyMap<string, (window: Interval) => IncidentTime[]>
  /** By service: incidents that tell the public how it is. */
  telling: ReadonlyMap<string, ReadonlySet<string>>
}

/** `catalog` as the public site is projected from. O(n log n). */
export function lossBook(catalog: Catalog): LossBook {
  const told = publicCatalog(catalog)
  const record = recordsByPublicId(catalog)
  const events = eventsOf(told, record)
  const outages = events.flatMap(({ by, kind, spans }) =>
    spans.filter(isOutage).map(({ component, from, to }) => ({ component, loss: { from, to, weight: ONE, by, kind } })),
  )
  const impacts = catalog.incidents.flatMap((incident) =>
    (incident.slo_impact ?? []).map((impact) => ({
      slo: impact.slo,
      loss: declaredLoss(incident, impact, catalog.now),
    })),
  )
  const telling = events.flatMap(({ by, kind, spans }) =>
    kind === 'incident' ? spans.filter(isTrouble).map(({ component }) => ({ component, by })) : [],
  )
  return {
    outages: collect(outages, 'component', ({ loss }) => loss),
    declared: collect(impacts, 'slo', ({ loss }) => loss),
    declaring: sets(impacts, 'slo', ({ loss }) => loss.by),
    exemptions: exemptionsOf(catalog, told, record),
    incidents: timesOf(catalog),
    telling: sets(telling, 'component', ({ by }) => by),
  }
}

/** A duplicate says elsewhere what it cost, and a false alarm has nothing to say. */
function timesOf({ incidents, now }: Catalog): LossBook['incidents'] {
  const real = incidents.filter(({ closed_as }) => closed_as === undefined)
  const groups = groupByEach(real, ({ services }) => services)
  const timeOf = ({ id, started, resolved }: Incident) => ({
    id,
    from: started,
    to: Math.min(resolved ?? Infinity, now),
  })
  return new Map(
    [...groups].map(([service, own]) => [
      service,
      indexOf(own.map(timeOf).toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))),
    ]),
  )
}

const isOutage = ({ status }: StatusSpan) => status === 'partial_outage' || status === 'major_outage'
const isTrouble = ({ status, from, to }: StatusSpan) => status !== 'operational' && from < to

const collect = <T, K extends keyof T & string, R>(rows: readonly T[], key: K, pick: (row: T) => R) =>
  new Map([...Map.groupBy(rows, (row) => String(row[key]))].map(([name, members]) => [name, members.map(pick)]))
const sets = <T, K extends keyof T & string, R>(rows: readonly T[], key: K, pick: (row: T) => R) =>
  new Map([...collect(rows, key, pick)].map(([name, members]) => [name, new Set(members)]))

/** What the public read of each incident and maintenance; a duplicate says nothing of its own. */
function eventsOf({ incidents, maintenances, now }: PublicCatalog, record: IdOf) {
  return [
    ...incidents
      .filter(({ duplicate_of }) => duplicate_of === null)
      .map((one) => ({ kind: 'incident' as const, by: record(one.public_id), spans: viewIncident(one, []).spans })),
    ...maintenances.map((one) => ({
      kind: 'change' as const,
      by: record(one.public_id),
      spans: viewMaintenance(one, now).spans,
    })),
  ]
}

/** The internal id behind a public one. */
type IdOf = (publicId: string) => string

function recordsByPublicId(catalog: Catalog): IdOf {
  const { incidents, salvaged, changes, salvaged_changes } = catalog
  const publicIds = publicIdsByFile(catalog)
  const ids = new Map(
    [...incidents, ...salvaged, ...changes, ...salvaged_changes].flatMap(({ id, file }) => {
      const publicId = publicIds.get(file)
      return publicId === undefined ? [] : [[publicId, id] as const]
    }),
  )
  return (publicId) => ids.get(publicId) ?? publicId
}

type Impact = NonNullable<Incident['slo_impact']>[number]

/** One that is closed without saying when it was over costs nothing, for nobody knows how long it lasted. */
function declaredLoss(incident: Incident, { fraction, from, to }: Impact, now: Instant): OwnedLoss {
  const begins = from ?? incident.started
  const ends = to ?? incident.resolved ?? (isOpen(incident, now) ? Infinity : begins)
  return { from: begins, to: ends, weight: parseRational(fraction) ?? ONE, by: incident.id, kind: 'incident' }
}

/**
 * By service, the windows of maintenance on it that was announced `policy.maintenance.min_notice` or more before they
 * start. On a service is what names it, inside or to the public. An emergency wasn't announced before it was authorised.
 */
function exemptionsOf(catalog: Catalog, { maintenances }: PublicCatalog, record: IdOf): Map<string, Exemption[]> {
  const changes = byId(catalog.changes)
  const found = maintenances.flatMap((one) => {
    const change = record(one.public_id)
    const { services = [], type, emergency } = changes.get(change) ?? {}
    const known = type === 'emergency' ? (emergency?.authorised_at ?? Infinity) : -Infinity
    const window = exemptWindow(one, catalog.policy.maintenance.min_notice, known)
    const named = one.updates.flatMap(({ settings }) => settings.map(({ component }) => component))
    const touched = new Set([...services, ...named])
    return window === null ? [] : [...touched].map((service) => ({ service, exemption: { ...window, change } }))
  })
  return collect(found, 'service', ({ exemption }) => exemption)
}

/**
 * What of a maintenance's window is exempt: all of it, up to where it was called off; nothing where it came too late.
 * `known`: since when anybody could tell of it.
 */
function exemptWindow(
  maintenance: PublicMaintenance,
  notice: Duration,
  known: Instant,
): { from: Instant; to: Instant } | null {
  const { window, updates, cancelled } = maintenance
  const announced = updates[0]?.time
  const { begins, ends } = spanOf(maintenance)
  if (window === null || announced === undefined || begins === null) return null
  if (window.start - Math.max(announced, known) < notice) return null
  const calledOff = cancelled || updates.some(({ state }) => state === 'cancelled')
  const to = calledOff && ends !== null ? Math.min(ends, window.end) : window.end
  return window.start < to ? { from: window.start, to } : null
}
