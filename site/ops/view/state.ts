import type { Change } from '#model/records/change'
import { isOpen, type Incident } from '#model/records/incident'
import { stateOf } from '#model/status/maintenance'
import type { RiskLevel } from '#model/change/risk'
import type { Instant } from '#model/time'
import type { ComponentStatus, MaintenanceUpdate } from '#model/records/update'

/** A state in words, with the tone (and its shape) that it is shown in. */
export interface State {
  word: string
  tone: ComponentStatus | 'neutral'
}

/**
 * Where a change stands: its status, carried on by its outcome and by what customers read of it, for a record is often
 * behind what is being done. `missed`: approved, its window passed, and nobody began; `unrecorded`: it was announced to
 * run by the clock, so customers read that it is over, and nobody has said what came of it.
 */
export type Standing = Change['status'] | 'missed' | 'unrecorded'

export function standingOf(change: Change, now: Instant): Standing {
  const { status, window, outcome } = change
  if (status !== 'approved' && status !== 'in_progress') return status
  const posted = (change.updates ?? []).filter(({ time }) => time <= now)
  const read = posted.length === 0 ? unannounced(change, now) : publicState(change, posted, now)
  if (read === 'cancelled') return 'cancelled'
  const ended = posted.some(({ state }) => state === 'completed') || (outcome?.finished ?? Infinity) <= now
  if (read === 'completed' && ended) return 'completed'
  if (status === 'in_progress' || read === 'in_progress' || read === 'verifying') return 'in_progress'
  if (read === 'completed') return 'unrecorded'
  return window !== undefined && window.end <= now ? 'missed' : 'approved'
}

const publicState = ({ window, outcome }: Change, updates: MaintenanceUpdate[], now: Instant) =>
  stateOf(
    {
      updates,
      window: window ?? null,
      outcome: outcome ? { started: outcome.started, finished: outcome.finished ?? null } : null,
      cancelled: false,
    },
    now,
  )

/** The same of what customers never hear of: its outcome alone can say that it began. */
const unannounced = ({ outcome }: Change, now: Instant): MaintenanceUpdate['state'] =>
  outcome === undefined || now < outcome.started
    ? 'scheduled'
    : (outcome.finished ?? Infinity) <= now
      ? 'completed'
      : 'in_progress'

const CHANGE_STATES: Record<Standing, State> = {
  draft: { word: 'Draft', tone: 'neutral' },
  proposed: { word: 'Proposed', tone: 'neutral' },
  approved: { word: 'Approved', tone: 'neutral' },
  in_progress: { word: 'In progress', tone: 'under_maintenance' },
  completed: { word: 'Completed', tone: 'operational' },
  rolled_back: { word: 'Rolled back', tone: 'partial_outage' },
  aborted: { word: 'Aborted', tone: 'degraded_performance' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  rejected: { word: 'Rejected', tone: 'neutral' },
  missed: { word: 'Missed', tone: 'degraded_performance' },
  unrecorded: { word: 'Window passed, outcome not recorded', tone: 'neutral' },
}

/** A change's status in words, as of now: one that nobody began is missed, one past its window overruns. */
export function changeState(change: Change, now: Instant): State {
  const standing = standingOf(change, now)
  const late = standing === 'in_progress' && change.window !== undefined && change.window.end <= now
  return late ? { word: 'Overrunning', tone: 'degraded_performance' } : CHANGE_STATES[standing]
}

/** Whether an incident is open, mitigated or over, in words; how it was closed counts before its times. */
export function incidentState(incident: Incident): State {
  if (incident.closed_as === 'duplicate') return { word: 'Duplicate', tone: 'neutral' }
  if (incident.closed_as === 'false_alarm') return { word: 'False alarm', tone: 'neutral' }
  if (!isOpen(incident)) return { word: 'Resolved', tone: 'operational' }
  return incident.mitigated === undefined
    ? { word: 'Open', tone: 'major_outage' }
    : { word: 'Mitigated', tone: 'degraded_performance' }
}

/** A risk in words. It has no tone: the shapes and colours are those of what is, not of what might be. */
export interface RiskWords {
  word: string
  /** Low and medium are everyday; the others need more people. */
  strong: boolean
}

export const riskWords = (level: RiskLevel): RiskWords => ({
  word: level.replace(/^./, (letter) => letter.toUpperCase()),
  strong: level === 'high' || level === 'critical',
})
