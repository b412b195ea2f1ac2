import { viewIncident, type IncidentView } from './incident-view.ts'
import { clip, type Interval } from './interval.ts'
import { isRunning, viewMaintenance, type MaintenanceView } from './maintenance-view.ts'
import type { PublicCatalog, PublicComponent, PublicSite } from './public.ts'
import { overallStatus, worst, type OverallStatus, type StatusSpan } from './status.ts'
import { startOfDay, type Instant } from './time.ts'
import type { ComponentStatus } from './update.ts'
import { lastDays, meanUptime, timeIn, uptimeOf, worstOf, type Day, type TimeIn } from './uptime.ts'

/** Everything that the pages, the API and the feeds say, worked out once. */
export interface StatusPage {
  site: PublicSite
  now: Instant
  overall: OverallStatus
  /** Components of today, in order. */
  components: ComponentView[]
  groups: ComponentGroup[]
  /** Newest first. */
  incidents: IncidentView[]
  open: IncidentView[]
  /** Newest announcement first. */
  maintenances: MaintenanceView[]
  /** In progress now. */
  running: MaintenanceView[]
  /** Still to come, soonest first. */
  upcoming: MaintenanceView[]
}

export type Event = IncidentView | MaintenanceView

export interface ComponentView extends PublicComponent {
  status: ComponentStatus
  /** Since when it has not been operational; null while it is. */
  troubled_since: Instant | null
  /** Hundredths of a per cent, rounded down; null where there is no time to speak of. */
  uptime: number | null
  time: TimeIn
  /** Milliseconds that the percentage is of. */
  total: number
  days: DayView[]
}

export interface DayView extends Day {
  /** Null before the component began. */
  worst: ComponentStatus | null
  time: TimeIn
  /** What was going on: public ids, newest first. */
  events: string[]
}

export interface ComponentGroup {
  /** Null for a component that stands by itself. */
  name: string | null
  status: ComponentStatus
  uptime: number | null
  components: ComponentView[]
}

export function statusPage(catalog: PublicCatalog): StatusPage {
  const { site, now } = catalog
  const maintenances = catalog.maintenances.map((maintenance) => viewMaintenance(maintenance, now))
  const incidents = viewIncidents(catalog, maintenances)
  const live = catalog.components.filter((component) => holds(lifetime(component, site.time_zone), now))
  const bySpan = spansByComponent([...incidents, ...maintenances])
  const days = lastDays(now, site.uptime.days, site.time_zone)
  const components = live.map((component) => viewComponent(component, bySpan.get(component.id) ?? [], days, catalog))
  return {
    site,
    now,
    overall: overallStatus(components.map(({ status }) => status)),
    components,
    groups: grouped(components),
    incidents,
    open: incidents.filter(({ open }) => open),
    maintenances,
    running: maintenances.filter(({ state }) => isRunning(state)),
    upcoming: maintenances
      .filter(({ state }) => state === 'scheduled')
      .toSorted((a, b) => (a.scheduled_for ?? Infinity) - (b.scheduled_for ?? Infinity)),
  }
}

/** When a component is one. */
const lifetime = ({ since, until }: PublicComponent, timeZone: string): Interval => ({
  from: since === undefined ? -Infinity : startOfDay(since, timeZone),
  to: until === undefined ? Infinity : startOfDay(until, timeZone),
})
const holds = ({ from, to }: Interval, at: Instant) => from <= at && at < to

type OwnedSpan = StatusSpan & { owner: string }

function spansByComponent(events: readonly Event[]): Map<string, OwnedSpan[]> {
  const spans = new Map<string, OwnedSpan[]>()
  for (const event of events) {
    // A duplicate says nothing of its own: the one that it repeats speaks for both.
    if (event.kind === 'incident' && event.duplicate_of !== null) continue
    for (const span of event.spans) {
      if (span.status === 'operational') continue
      const owned = { ...span, owner: event.public_id }
      const list = spans.get(span.component)
      if (list) list.push(owned)
      else spans.set(span.component, [owned])
    }
  }
  return spans
}

function viewIncidents(catalog: PublicCatalog, maintenances: readonly MaintenanceView[]): IncidentView[] {
  const views = catalog.incidents.map((incident) => viewIncident(incident, []))
  const blackouts = findBlackouts(catalog, spansByComponent([...views, ...maintenances]))
  return blackouts.length === 0 ? views : catalog.incidents.map((incident) => viewIncident(incident, blackouts))
}

/** When every component that the page had was in major outage. */
function findBlackouts(
  { components, site }: PublicCatalog,
  spans: ReadonlyMap<string, readonly StatusSpan[]>,
): Interval[] {
  const events: { at: Instant; alive: number; down: number }[] = []
  for (const component of components) {
    const life = lifetime(component, site.time_zone)
    events.push({ at: life.from, alive: 1, down: 0 }, { at: life.to, alive: -1, down: 0 })
    for (const span of worstOf(spans.get(component.id) ?? [])) {
      const outage = span.status === 'major_outage' ? clip(span, life) : null
      if (outage) events.push({ at: outage.from, alive: 0, down: 1 }, { at: outage.to, alive: 0, down: -1 })
    }
  }
  const sorted = events.toSorted((a, b) => a.at - b.at)
  const blackouts: Interval[] = []
  let [alive, down] = [0, 0]
  for (const [i, event] of sorted.entries()) {
    alive += event.alive
    down += event.down
    const to = sorted[i + 1]?.at ?? event.at
    if (to > event.at && alive > 0 && alive === down) blackouts.push({ from: event.at, to })
  }
  return blackouts
}

function viewComponent(
  component: PublicComponent,
  spans: readonly OwnedSpan[],
  days: readonly Day[],
  { site, now }: PublicCatalog,
): ComponentView {
  const window = { from: days[0]?.from ?? now, to: now }
  const life = clip(window, lifetime(component, site.time_zone)) ?? { from: now, to: now }
  const merged = worstOf(spans.flatMap((span) => clip(span, life) ?? []))
  const time = timeIn(merged, life)
  const total = life.to - life.from
  return {
    ...component,
    status: worst(spans.filter((span) => holds(span, now)).map(({ status }) => status)),
    troubled_since: troubledSince(merged, spans, now),
    uptime: uptimeOf(time, total, site.uptime.partial_weight),
    time,
    total,
    days: viewDays(days, life, merged, spans),
  }
}

/** The beginning of the unbroken trouble that reaches up to now. */
function troubledSince(merged: readonly Interval[], spans: readonly StatusSpan[], now: Instant): Instant | null {
  const current = spans.filter((span) => holds(span, now))
  if (current.length === 0) return null
  let since = Math.min(...current.map(({ from }) => from))
  for (const { from, to } of merged.toReversed()) if (from < since && to >= since) since = from
  return since
}

function viewDays(
  days: readonly Day[],
  life: Interval,
  merged: readonly (Interval & { status: ComponentStatus })[],
  spans: readonly OwnedSpan[],
): DayView[] {
  const inDay = byDay(days, merged)
  const ownersInDay = byDay(days, spans)
  return days.map((day, i) => {
    const within = inDay[i] ?? []
    return {
      ...day,
      // At midnight today has no length yet, but a component has a state all the same.
      worst: clip(day, life) || day.from === life.to ? worst(within.map(({ status }) => status)) : null,
      time: timeIn(within, day),
      events: [...new Set((ownersInDay[i] ?? []).map(({ owner }) => owner))],
    }
  })
}

/** For each day what of some intervals touches it. Days are in order, so each interval is looked up, not searched. */
function byDay<T extends Interval>(days: readonly Day[], intervals: readonly T[]): T[][] {
  const lists: T[][] = days.map(() => [])
  const first = days[0]
  if (!first) return lists
  for (const interval of intervals) {
    if (interval.to <= first.from) continue
    let i = lowerBound(days, interval.from)
    for (let day = days[i]; day && day.from < interval.to; day = days[++i])
      if (interval.from < day.to) lists[i]?.push(interval)
  }
  return lists
}

/** The first day that ends after an instant. */
function lowerBound(days: readonly Day[], at: Instant): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle]?.to ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

function grouped(components: readonly ComponentView[]): ComponentGroup[] {
  const groups = new Map<string, ComponentView[]>()
  for (const component of components) {
    const key = component.group ?? `\0${component.id}`
    const members = groups.get(key)
    if (members) members.push(component)
    else groups.set(key, [component])
  }
  return [...groups.values()].map((members) => ({
    name: members[0]?.group ?? null,
    status: worst(members.map(({ status }) => status)),
    uptime: meanUptime(members.map(({ uptime }) => uptime)),
    components: members,
  }))
}
