import type { PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { isRunning, viewMaintenance } from '../status/maintenance.ts'
import type { Instant } from '../time.ts'

/** Since when an incident or a maintenance is over; null: it isn't. */
export function overSince(one: PublicIncident | PublicMaintenance, now: Instant): Instant | null {
  const last = one.updates.at(-1)
  if (!('window' in one)) return last?.state === 'resolved' ? last.time : null
  const { state, ends } = viewMaintenance(one, now)
  return state === 'scheduled' || isRunning(state) ? null : Math.max(ends ?? -Infinity, last?.time ?? -Infinity)
}
