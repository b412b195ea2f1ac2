import type { IncidentTemplate } from '../records/template.ts'
import type { Incident } from '../records/incident.ts'
import type { ComponentStatus, INCIDENT_STATES } from '../records/update.ts'
import type { Duration, Instant } from '../time.ts'

export type IncidentState = (typeof INCIDENT_STATES)[number]
export type ComponentStates = Readonly<Record<string, ComponentStatus>>

interface Parts {
  title: string
  severity: Incident['severity']
  services: readonly string[]
  /** What customers are told of components. */
  components: ComponentStates
  state: IncidentState
  /** To customers; where nothing is public, an event of the timeline. */
  text: string
  /** How long until the next word; null: none is promised. */
  next_update: Duration | null
  /** Nothing of it is for customers. */
  internal: boolean
  /** When it began; default: now. */
  started: Instant
}

/** What somebody says of an incident, as far as it has been told. */
export type IncidentDraft = { [Part in keyof Parts]?: Parts[Part] | undefined }

/** Something that has to be told, and the flag that tells it. */
export interface Need {
  part: keyof Parts
  flag: string
}

/** Whether customers are told: of what they notice, or where it is said how it stands with them, or in words kept for them. */
export const isForCustomers = ({ internal, components, state }: IncidentDraft, template: IncidentTemplate | null) =>
  internal !== true && (state !== undefined || template !== null || Object.keys(components ?? {}).length > 0)

/** A draft with what a template says, where the draft says nothing itself. */
export const fromTemplate = (draft: IncidentDraft, template: IncidentTemplate): IncidentDraft => ({
  ...draft,
  title: draft.title ?? template.title,
  severity: draft.severity ?? template.severity,
  components: draft.components ?? template.components,
})

/** What is still to be told before an incident can be opened, in the order in which it is asked for. */
export function lackingToOpen(draft: IncidentDraft, toCustomers: boolean): Need[] {
  const { title, severity, text } = draft
  return [
    ...(title === undefined ? [{ part: 'title', flag: '--title' } as const] : []),
    ...(severity === undefined ? [{ part: 'severity', flag: '--severity' } as const] : []),
    ...(toCustomers && text === undefined ? [{ part: 'text', flag: '--text' } as const] : []),
  ]
}
