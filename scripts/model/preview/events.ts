import { stateOf } from '../status/maintenance.ts'
import type { PublicCatalog, PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { eventsById, nameOf, type EventName } from './texts.ts'
import type { ComponentInterval } from '../records/update.ts'
import { distinctNames } from '../status/names.ts'
import type { Instant } from '../time.ts'

/** How an incident or a maintenance stands otherwise than before. */
export interface EventChange extends EventName {
  change: IncidentTurn | MaintenanceTurn
  /** Of a maintenance: when it is planned for, before and after. */
  window: { before: Window | null; after: Window | null } | null
  /** Its corrected component states, where they change; null on either side where there are none. */
  corrected: { before: NamedInterval[] | null; after: NamedInterval[] | null } | null
  /** When its first word shows, where that is later than now. */
  shows_at: Instant | null
}

/** By the name that customers read. */
export type NamedInterval = ComponentInterval & { name: string }

type Window = NonNullable<PublicMaintenance['window']>

/** `recorded`: new, and over already; `edited`: in times or corrected states. */
export type IncidentTurn = 'opened' | 'recorded' | 'resolved' | 'reopened' | 'repeats' | 'edited' | 'withdrawn'
export type MaintenanceTurn = 'announced' | 'moved' | 'begun' | 'ended' | 'cancelled' | 'edited' | 'withdrawn'

/** Incidents first, in the order of the page, then maintenances. Both catalogues hold all texts, whatever the time. */
export function eventChanges(before: PublicCatalog, after: PublicCatalog, now: Instant): EventChange[] {
  const [was, will] = [eventsById(before), eventsById(after)]
  const names = new Map([...distinctNames(before.components), ...distinctNames(after.components)])
  return [...new Set([...will.keys(), ...was.keys()])].flatMap((id) => {
    const [old, next] = [was.get(id), will.get(id)]
    const known = next ?? old
    if (!known) return []
    const first = known.updates[0]?.time ?? now
    const shared = {
      ...nameOf(known, next ? after : before),
      window: known.kind === 'maintenance' ? { before: windowOf(old), after: windowOf(next) } : null,
      shows_at: first > now ? first : null,
    }
    const corrected = correctedChange(old?.corrected ?? null, next?.corrected ?? null, names)
    return turnsOf(old, next, now).map((change, turn) => ({
      ...shared,
      change,
      corrected: turn === 0 ? corrected : null,
    }))
  })
}

function correctedChange(
  before: ComponentInterval[] | null,
  after: ComponentInterval[] | null,
  names: ReadonlyMap<string, string>,
): EventChange['corrected'] {
  if (JSON.stringify(before) === JSON.stringify(after)) return null
  const named = (one: ComponentInterval): NamedInterval => ({ ...one, name: names.get(one.component) ?? '' })
  return { before: before?.map(named) ?? null, after: after?.map(named) ?? null }
}

type Known = ReturnType<typeof eventsById> extends Map<string, infer E> ? E : never

const windowOf = (event: Known | undefined): Window | null => (event?.kind === 'maintenance' ? event.window : null)

function turnsOf(before: Known | undefined, after: Known | undefined, now: Instant): EventChange['change'][] {
  if (!after) return ['withdrawn']
  const turns =
    after.kind === 'incident'
      ? incidentTurns(before?.kind === 'incident' ? before : undefined, after, now)
      : maintenanceTurns(before?.kind === 'maintenance' ? before : undefined, after, now)
  const others = before && turns.length === 0 && withoutTexts(before) !== withoutTexts(after)
  return others ? ['edited'] : turns
}

/** What customers read of it beside its texts. */
const withoutTexts = (event: Known): string => JSON.stringify({ ...event, updates: [], postmortem: null })

function incidentTurns(before: PublicIncident | undefined, after: PublicIncident, now: Instant): IncidentTurn[] {
  const open = isOpen(after, now)
  if (!before) return [open ? 'opened' : 'recorded']
  if (after.duplicate_of !== null && after.duplicate_of !== before.duplicate_of) return ['repeats']
  const was = isOpen(before, now)
  return was === open ? [] : [open ? 'reopened' : 'resolved']
}

const isOpen = ({ updates, duplicate_of }: PublicIncident, now: Instant): boolean =>
  duplicate_of === null && (updates.findLast(({ time }) => time <= now) ?? updates.at(-1))?.state !== 'resolved'

function maintenanceTurns(
  before: PublicMaintenance | undefined,
  after: PublicMaintenance,
  now: Instant,
): MaintenanceTurn[] {
  const stands = stateAt(after, now)
  if (!before) return ['announced', ...(stands === 'cancelled' ? (['cancelled'] as const) : [])]
  const stood = stateAt(before, now)
  const moved = before.window?.start !== after.window?.start || before.window?.end !== after.window?.end
  return [...(moved ? (['moved'] as const) : []), ...(stands === stood ? [] : (TURNS[stands] ?? []))]
}

const TURNS: Partial<Record<ReturnType<typeof stateOf>, MaintenanceTurn[]>> = {
  in_progress: ['begun'],
  completed: ['ended'],
  cancelled: ['cancelled'],
}

/** As the page says it now: words that are still to come don't count. */
const stateAt = (maintenance: PublicMaintenance, now: Instant) =>
  stateOf({ ...maintenance, updates: maintenance.updates.filter(({ time }) => time <= now) }, now)
