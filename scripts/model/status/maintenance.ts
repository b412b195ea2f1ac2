import { correctedSpans } from './incident.ts'
import type { Interval } from '../interval.ts'
import type { PublicMaintenance, PublicMaintenanceUpdate } from '../publish/public.ts'
import { timeline, type StatusSpan } from './overall.ts'
import type { Instant } from '../time.ts'

/** Announced maintenance with what follows from its updates, its window and the clock. */
export interface MaintenanceView {
  kind: 'maintenance'
  public_id: string
  title: string | null
  /** As of `now`. */
  state: PublicMaintenanceUpdate['state']
  announced: Instant
  scheduled_for: Instant | null
  scheduled_until: Instant | null
  /** When it begins or began; null where it waits for someone to begin it, or was cancelled. */
  begins: Instant | null
  /** When it ends or ended; null where it was begun by hand and hasn't ended. */
  ends: Instant | null
  /** Begun and given up; its updates tell. */
  aborted: boolean
  /** Running longer than planned. */
  overrun: boolean
  /**
   * What the clock will say of it if nobody writes another word: half-open and without gaps, the first one from
   * -Infinity and holding `now`, the last one to Infinity.
   */
  phases: Phase[]
  components: string[]
  spans: StatusSpan[]
  /** Whether those states were corrected afterwards. */
  corrected: boolean
  updates: PublicMaintenanceUpdate[]
  pinned: boolean
  next_update: Instant | null
  /** How often it was edited, as far as records tell; see `revisionOf`. */
  revision: number
}

export interface Phase extends Interval {
  state: MaintenanceView['state']
  /** Running longer than planned. */
  overrun: boolean
}

/** What customers see of a maintenance at `now`; its updates must come in order of time. */
export function viewMaintenance(maintenance: PublicMaintenance, now: Instant): MaintenanceView {
  const { public_id, updates, window, corrected } = maintenance
  const span = spanOf(maintenance)
  const { state, overrun } = standing(maintenance, span, now)
  const last = updates.at(-1)
  return {
    kind: 'maintenance',
    public_id,
    title: updates.findLast(({ title }) => title !== undefined)?.title ?? null,
    state,
    announced: updates[0]?.time ?? now,
    scheduled_for: window?.start ?? span.begins,
    scheduled_until: window?.end ?? span.ends,
    begins: span.begins,
    ends: span.ends,
    aborted: maintenance.aborted,
    overrun,
    phases: phasesFrom(maintenance, span, now),
    components: [...new Set(updates.flatMap(({ settings }) => settings.map(({ component }) => component)))],
    spans: corrected ? correctedSpans(corrected) : maintenanceSpans(updates, span),
    corrected: corrected !== null,
    updates,
    pinned: last?.pinned ?? false,
    next_update: isRunning(state) ? (last?.next_update ?? null) : null,
    revision: revisionOf(maintenance),
  }
}

/**
 * 0 when it is announced, then one more for each thing that is put on record: a further update, that it began, that it
 * ended, that it was called off or given up. It counts what was said and not what differs from the plan, so it can't
 * fall when the plan is edited to what came to pass.
 */
const revisionOf = ({ updates, outcome, cancelled, aborted }: PublicMaintenance): number =>
  updates.length - 1 + [outcome !== null, outcome?.finished != null, cancelled || aborted].filter(Boolean).length

/** Begun and not over. */
export const isRunning = (state: MaintenanceView['state']): boolean => state === 'in_progress' || state === 'verifying'

/** What its course depends on. */
export type Course = Pick<PublicMaintenance, 'window' | 'outcome' | 'cancelled'> & {
  updates: readonly Pick<PublicMaintenanceUpdate, 'state' | 'time' | 'auto'>[]
}

/** When work begins and ends; null: not yet, or never. */
export interface Span {
  begins: Instant | null
  ends: Instant | null
}

/**
 * Begins at its in_progress update, else at `outcome.started`, else (announced, and not to be begun by hand) with its
 * window. Ends at its completed update, else at `outcome.finished`, else, begun by hand, not yet, else with its window.
 * Called off after it began, it ends there. What was never announced begins by its outcome alone.
 */
export function spanOf({ updates, window, outcome, cancelled }: Course): Span {
  const timeOf = (wanted: PublicMaintenanceUpdate['state']) => updates.find(({ state }) => state === wanted)?.time
  const clock = updates.length > 0 && updates.every(({ auto }) => auto) ? window?.start : undefined
  const byHand = timeOf('in_progress') ?? outcome?.started ?? before(timeOf('verifying'), clock)
  const calledOff = timeOf('cancelled') ?? (cancelled ? updates.at(-1)?.time : undefined)
  if (byHand === undefined && calledOff !== undefined) return { begins: null, ends: null }
  const ended = timeOf('completed') ?? outcome?.finished ?? calledOff
  // What ended without a word of its beginning began with its window, unless it was over before that.
  const begins = byHand ?? (ended === undefined ? clock : Math.min(window?.start ?? ended, ended)) ?? null
  const ends = ended ?? (byHand === undefined ? window?.end : undefined) ?? null
  return { begins, ends: begins !== null && ends !== null ? Math.max(begins, ends) : ends }
}

/** Verifying means begun: where nothing else has begun it by then, that is the beginning. */
const before = (time: Instant | undefined, clock: Instant | undefined): Instant | undefined =>
  time !== undefined && (clock === undefined || time < clock) ? time : undefined

/** What the page says of it as of `now`. */
export const stateOf = (course: Course, now: Instant): MaintenanceView['state'] => stateAt(course, spanOf(course), now)

function stateAt({ updates, cancelled }: Course, { begins, ends }: Span, now: Instant): MaintenanceView['state'] {
  const said = updates.findLast(({ time }) => time <= now)?.state
  if (cancelled || said === 'cancelled') return 'cancelled'
  if (begins === null || now < begins) return 'scheduled'
  if (ends !== null && ends <= now) return 'completed'
  return said === 'verifying' ? 'verifying' : 'in_progress'
}

const standing = (course: Course, span: Span, now: Instant) => {
  const state = stateAt(course, span, now)
  return { state, overrun: isRunning(state) && course.window !== null && course.window.end <= now }
}

function phasesFrom(course: Course, span: Span, now: Instant): Phase[] {
  const turns = [span.begins, span.ends, course.window?.end, ...course.updates.map(({ time }) => time)]
  const times = turns.flatMap((time) => (typeof time === 'number' && time > now ? time : [])).toSorted((a, b) => a - b)
  const phases: Phase[] = [{ ...standing(course, span, now), from: -Infinity, to: Infinity }]
  for (const from of times) {
    const last = phases.at(-1)
    const next = standing(course, span, from)
    if (!last || (last.state === next.state && last.overrun === next.overrun)) continue
    last.to = from
    phases.push({ ...next, from, to: Infinity })
  }
  return phases
}

/** Components that it names are under maintenance while it runs, unless it says otherwise. */
function maintenanceSpans(updates: readonly PublicMaintenanceUpdate[], { begins, ends }: Span): StatusSpan[] {
  if (begins === null) return []
  const lines = new Map<string, ReturnType<typeof timeline>>()
  for (const { component } of updates.flatMap(({ settings }) => settings)) {
    const line = lines.get(component) ?? timeline()
    line.set('under_maintenance', begins)
    lines.set(component, line)
  }
  for (const { settings } of updates)
    for (const { component, status, since } of settings) lines.get(component)?.set(status, Math.max(since, begins))
  if (ends !== null) {
    const kept = new Set(updates.find(({ state }) => state === 'completed')?.settings.map(({ component }) => component))
    for (const [component, line] of lines) if (!kept.has(component)) line.set('operational', ends)
  }
  return [...lines].flatMap(([component, line]) => line.spans(component))
}
