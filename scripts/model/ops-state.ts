import type { Change } from './change.ts'
import { isOpen, type Incident } from './incident.ts'
import type { RiskLevel } from './risk.ts'
import type { Instant } from './time.ts'
import type { ComponentStatus } from './update.ts'

/** A state in words, with the tone (and its shape) that it is shown in. */
export interface State {
  word: string
  tone: ComponentStatus | 'neutral'
}

/** Approved, its window passed, and nobody began: it must be approved anew. */
export const isMissed = ({ status, window, outcome }: Change, now: Instant): boolean =>
  status === 'approved' && window !== undefined && window.end <= now && !outcome

const CHANGE_STATES: Record<Change['status'], State> = {
  draft: { word: 'Draft', tone: 'neutral' },
  proposed: { word: 'Proposed', tone: 'neutral' },
  approved: { word: 'Approved', tone: 'neutral' },
  in_progress: { word: 'In progress', tone: 'under_maintenance' },
  completed: { word: 'Completed', tone: 'operational' },
  rolled_back: { word: 'Rolled back', tone: 'partial_outage' },
  aborted: { word: 'Aborted', tone: 'degraded_performance' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  rejected: { word: 'Rejected', tone: 'neutral' },
}

export function changeState(change: Change, now: Instant): State {
  if (isMissed(change, now)) return { word: 'Missed', tone: 'degraded_performance' }
  const late = change.status === 'in_progress' && change.window !== undefined && change.window.end <= now
  return late ? { word: 'Overrunning', tone: 'degraded_performance' } : CHANGE_STATES[change.status]
}

export function incidentState(incident: Incident): State {
  if (incident.closed_as === 'duplicate') return { word: 'Duplicate', tone: 'neutral' }
  if (incident.closed_as === 'false_alarm') return { word: 'False alarm', tone: 'neutral' }
  if (!isOpen(incident)) return { word: 'Resolved', tone: 'operational' }
  return incident.mitigated === undefined
    ? { word: 'Open', tone: 'major_outage' }
    : { word: 'Mitigated', tone: 'degraded_performance' }
}

/** Low and medium are everyday; only what needs more people has a colour. */
export const riskState = (level: RiskLevel): State => ({
  word: level.replace(/^./, (letter) => letter.toUpperCase()),
  tone: level === 'critical' ? 'major_outage' : level === 'high' ? 'partial_outage' : 'neutral',
})
