import type { Likeness } from '#model/incident/like-before'
import type { Incident } from '#model/records/incident'
import type { Duration, Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'

/** An earlier incident that this one may be learnt from. */
export interface LikeBeforeRow {
  incident: PageReference
  severity: Incident['severity']
  started: Instant
  /** Null where nobody wrote down when it ended. */
  lasted: Duration | null
  /** What both have: `the alert BookingHighErrorRate`. */
  shares: { kind: Likeness; name: string }[]
}

const MOST = 5

/** Those that share the most, the likest first. */
export const likeBeforeRows = (ops: Ops, incident: Incident): LikeBeforeRow[] =>
  ops.likeBefore(incident, MOST).map(({ incident: earlier, shares }) => ({
    incident: refer('incident', earlier.id, earlier),
    severity: earlier.severity,
    started: earlier.started,
    lasted: earlier.resolved === undefined ? null : earlier.resolved - earlier.started,
    shares: shares.slice(0, 3).map(({ kind, name }) => ({
      kind,
      name: kind === 'service' ? (ops.links.services.get(name)?.name ?? name) : name,
    })),
  }))
