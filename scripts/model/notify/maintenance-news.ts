import type { PublicMaintenance } from '../publish/public.ts'
import { viewMaintenance, type MaintenanceView } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'
import { eventId, type MaintenanceKind, type NewsEvent } from './event.ts'
import { clockOf, knownOfMaintenance, type Clock } from './known.ts'
import { updateNews } from './update-news.ts'

/** What is new of a maintenance, in order; `known`: what subscribers know of it, null where they never heard of it. */
export function maintenanceNews(
  maintenance: PublicMaintenance,
  known: ReadonlyMap<string, string> | null,
  { components, now }: { components: ReadonlySet<string>; now: Instant },
): NewsEvent[] {
  const { public_id: of, updates } = maintenance
  const view = viewMaintenance(maintenance, now)
  const stands = knownOfMaintenance(maintenance, components, now)
  const shared = { about: 'maintenance' as const, of, components: view.components, status: null }
  const said = updateNews(updates, known, stands, { shared, turnOf: (index) => turnOf(updates, index), now })
  const late = (place: string, kind: MaintenanceKind): NewsEvent[] => {
    const [was, is] = [known?.get(place) ?? null, stands.get(place) ?? null]
    return known === null || is === null || was === is
      ? []
      : [{ ...shared, kind, id: eventId(of, place, `${was}>${is}`), place, was, at: now, update: null }]
  }
  const turn = clockTurn(maintenance, (known?.get('clock') ?? 'scheduled') as Clock, now)
  const turned = turn && {
    ...shared,
    kind: turn,
    id: eventId(of, 'clock', clockOf(maintenance, now)),
    place: 'clock',
    was: known?.get('clock') ?? null,
    at: turnedAt(turn, view, now),
    update: null,
  }
  return [...said, ...late('window', 'moved'), ...late('impact', 'corrected'), ...(turned ? [turned] : [])]
}

const TURNS: Partial<Record<PublicMaintenance['updates'][number]['state'], MaintenanceKind>> = {
  in_progress: 'begun',
  completed: 'done',
  cancelled: 'cancelled',
}

function turnOf(updates: PublicMaintenance['updates'], index: number): MaintenanceKind {
  const [before, state] = [updates[index - 1]?.state, updates[index]?.state]
  const turn = state !== undefined && state !== before ? TURNS[state] : undefined
  return turn ?? (before === undefined ? 'announced' : 'updated')
}

/**
 * What became of it without an update that says so: by the clock, by its outcome, or by its record. What is over when it
 * is looked at is told as over, not as begun.
 */
function clockTurn(maintenance: PublicMaintenance, was: Clock, now: Instant): MaintenanceKind | null {
  const is = clockOf(maintenance, now)
  const says = (...states: string[]) => maintenance.updates.some(({ state }) => states.includes(state))
  if (is === was) return null
  if (is === 'in_progress') return was !== 'scheduled' || says('in_progress', 'verifying') ? null : 'begun'
  if (is === 'overrun') return 'overrun'
  if (is === 'completed') return says('completed', 'cancelled') ? null : 'done'
  return is === 'cancelled' && !says('cancelled') ? 'cancelled' : null
}

function turnedAt(turn: MaintenanceKind, { begins, ends, scheduled_until }: MaintenanceView, now: Instant): Instant {
  const at = turn === 'begun' ? begins : turn === 'overrun' ? scheduled_until : turn === 'done' ? ends : now
  return Math.min(at ?? now, now)
}
