import type { Incident } from '../records/incident.ts'
import type { Policy } from '../records/policy.ts'
import type { Duration, Instant } from '../time.ts'
import type { IncidentState } from './draft.ts'

/**
 * When customers hear more: after so long as was said; where nothing was said, after the policy's `cadence` for the
 * severity. Of a SEV-4, which nobody outside notices, and of one that is over nothing is promised.
 */
export function promisedUpdate(
  said: Duration | null | undefined,
  state: IncidentState,
  { severity, at, cadence }: { severity: Incident['severity'] | null; at: Instant; cadence: Policy['cadence'] },
): Instant | null {
  if (state === 'resolved' || said === null) return null
  const after = said ?? (severity === null || severity === 'SEV-4' ? null : cadence[severity])
  return after === null ? null : at + after
}
