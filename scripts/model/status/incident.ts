import { overlaps, type Interval } from '../interval.ts'
import type { PublicIncident, PublicIncidentUpdate } from '../publish/public.ts'
import { timeline, type Impact, type StatusSpan } from './overall.ts'
import type { Instant } from '../time.ts'
import { IMPACTS, type ComponentInterval, type ComponentStatus } from '../records/update.ts'

/** A public incident with what follows from its updates. */
export interface IncidentView {
  kind: 'incident'
  public_id: string
  title: string | null
  state: PublicIncidentUpdate['state']
  open: boolean
  /** The earliest that any update speaks of. */
  started: Instant
  /** When it was resolved for good, though it may have been said again later; null while it is open. */
  resolved: Instant | null
  monitoring: Instant | null
  impact: Impact
  /** Every component that it ever named, in the order of their first mention. */
  components: string[]
  /** The states of those components over time; what is set beyond `to` isn't known yet. */
  spans: StatusSpan[]
  /** Whether those states were corrected afterwards. */
  corrected: boolean
  /** Oldest first. */
  updates: PublicIncidentUpdate[]
  pinned: boolean
  next_update: Instant | null
  postmortem: string | null
  duplicate_of: string | null
}

/** `blackouts`: when every component of the page was in major outage. */
export function viewIncident(incident: PublicIncident, blackouts: readonly Interval[]): IncidentView {
  const { public_id, updates, corrected, postmortem, duplicate_of } = incident
  const last = updates.at(-1)
  const spans = corrected ? correctedSpans(corrected) : incidentSpans(updates)
  const closed = last?.state === 'resolved' || duplicate_of !== null
  return {
    kind: 'incident',
    public_id,
    title: updates.findLast(({ title }) => title !== undefined)?.title ?? null,
    state: last?.state ?? 'investigating',
    open: !closed,
    started: Math.min(...updates.map(({ time }) => time), ...spans.map(({ from }) => from)),
    resolved: closed ? resolvedAt(updates) : null,
    monitoring: updates.find(({ state }) => state === 'monitoring')?.time ?? null,
    impact: impactOf(updates, spans, corrected !== null, blackouts),
    components: [
      ...new Set(
        corrected
          ? spans.map(({ component }) => component)
          : updates.flatMap(({ settings }) => settings.map(({ component }) => component)),
      ),
    ],
    spans,
    corrected: corrected !== null,
    updates,
    pinned: last?.pinned ?? false,
    next_update: closed ? null : (last?.next_update ?? null),
    postmortem,
    duplicate_of,
  }
}

/** The first word that it is resolved after the last one that it isn't; for a duplicate that never says so, its last word. */
function resolvedAt(updates: readonly PublicIncidentUpdate[]): Instant | null {
  const open = updates.findLastIndex(({ state }) => state !== 'resolved')
  return (updates[open + 1] ?? updates.at(-1))?.time ?? null
}

/** Corrected intervals; where they overlap, the worst holds as everywhere. */
export const correctedSpans = (intervals: readonly ComponentInterval[]): StatusSpan[] =>
  intervals.map(({ component, status, from, to }) => ({ component, status, from, to: to ?? Infinity }))

/** The states that updates set: each holds until the next one, and `resolved` ends all that it doesn't mention. */
export function incidentSpans(
  updates: readonly Pick<PublicIncidentUpdate, 'state' | 'settings' | 'time'>[],
): StatusSpan[] {
  const timelines = new Map<string, ReturnType<typeof timeline>>()
  for (const { state, settings, time } of updates) {
    for (const { component, status, since } of settings) {
      const line = timelines.get(component) ?? timeline()
      timelines.set(component, line)
      line.set(status, since)
    }
    if (state !== 'resolved') continue
    const mentioned = new Set(settings.map(({ component }) => component))
    for (const [component, line] of timelines) if (!mentioned.has(component)) line.set('operational', time)
  }
  return [...timelines].flatMap(([component, line]) => line.spans(component))
}

const IMPACT_OF: Record<ComponentStatus, Impact> = {
  operational: 'none',
  under_maintenance: 'none',
  degraded_performance: 'minor',
  partial_outage: 'minor',
  major_outage: 'major',
}
const higher = (a: Impact, b: Impact): Impact => (IMPACTS.indexOf(a) >= IMPACTS.indexOf(b) ? a : b)

/**
 * The highest over the incident's life; it never falls by itself. What an update states holds, whatever the components
 * do, until another one states something else.
 */
function impactOf(
  updates: readonly PublicIncidentUpdate[],
  spans: readonly StatusSpan[],
  corrected: boolean,
  blackouts: readonly Interval[],
): Impact {
  const stated = updates.findLast(({ impact }) => impact !== undefined)?.impact
  if (stated !== undefined) return stated
  const outages = spans.filter(({ status }) => status === 'major_outage')
  if (outages.some((span) => blackouts.some((blackout) => overlaps(span, blackout)))) return 'critical'
  const set = corrected ? spans : updates.flatMap(({ settings }) => settings)
  return set.map(({ status }) => IMPACT_OF[status]).reduce(higher, 'none')
}
