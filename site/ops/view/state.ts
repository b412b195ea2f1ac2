import type { Change } from '#model/records/change'
import { isOpen, SEVERITIES, type Incident } from '#model/records/incident'
import { standingOf, type Standing } from '#model/change/standing'
import type { RiskLevel } from '#model/change/risk'
import type { Instant } from '#model/time'
import type { ComponentStatus } from '#model/records/update'

/** A state in words, with the tone (and its shape) that it is shown in. */
export interface State {
  word: string
  tone: ComponentStatus | 'neutral'
}

const CHANGE_STATES: Record<Standing, State> = {
  draft: { word: 'Draft', tone: 'neutral' },
  proposed: { word: 'Proposed', tone: 'neutral' },
  approved: { word: 'Approved', tone: 'neutral' },
  in_progress: { word: 'In progress', tone: 'under_maintenance' },
  overrunning: { word: 'Overrunning', tone: 'degraded_performance' },
  completed: { word: 'Completed', tone: 'operational' },
  rolled_back: { word: 'Rolled back', tone: 'partial_outage' },
  aborted: { word: 'Aborted', tone: 'degraded_performance' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  rejected: { word: 'Rejected', tone: 'neutral' },
  missed: { word: 'Missed', tone: 'degraded_performance' },
  unrecorded: { word: 'Window passed, outcome not recorded', tone: 'neutral' },
}

/** Where a change stands, in words, as of now. */
export const changeState = (change: Change, now: Instant): State => CHANGE_STATES[standingOf(change, now)]

/** Whether an incident is open, mitigated or over as of now, in words; how it was closed counts before its times. */
export function incidentState(incident: Incident, now: Instant): State {
  if (incident.closed_as === 'duplicate') return { word: 'Duplicate', tone: 'neutral' }
  if (incident.closed_as === 'false_alarm') return { word: 'False alarm', tone: 'neutral' }
  if (!isOpen(incident, now)) return { word: 'Resolved', tone: 'operational' }
  return incident.mitigated === undefined
    ? { word: 'Open', tone: severityTone(incident.severity) }
    : { word: 'Mitigated', tone: 'degraded_performance' }
}

const SEVERITY_TONES = {
  'SEV-1': 'major_outage',
  'SEV-2': 'partial_outage',
  'SEV-3': 'degraded_performance',
  'SEV-4': 'degraded_performance',
} as const

/** The one sign of what goes on, on whatever page: by how bad it is, in the shapes of the states. */
export const severityTone = (severity: Incident['severity']): ComponentStatus => SEVERITY_TONES[severity]

/** Of something that open incidents name: that they do, in the sign of the worst; null where none does. */
export function openIncidentState(open: readonly Incident[], now: Instant): State | null {
  const [worst] = open.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  return worst === undefined ? null : { word: 'Open incident', tone: incidentState(worst, now).tone }
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
