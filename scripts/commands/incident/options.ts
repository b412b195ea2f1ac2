import type { ComponentStates, IncidentDraft, IncidentState } from '#model/incident/draft'
import type { PostedMark } from '#model/records/posted-mark'
import type { Incident } from '#model/records/incident'
import type { IMPACTS } from '#model/records/update'
import type { Duration, Instant } from '#model/time'
import type { Where } from './settle.ts'

export interface IncidentOptions extends Where {
  title?: string
  severity?: Incident['severity']
  service?: string[]
  component?: ComponentStates
  state?: IncidentState
  text?: string
  nextUpdate?: Duration | 'none'
  internal?: boolean
  template?: string
  set?: Record<string, string>
  started?: Instant
  alert?: string
  /** What only somebody says who posts it. */
  posted?: Posted
}

export interface Posted {
  /** Whether it is told when it was said: it has a name that doesn't change. */
  dated: boolean
  /** Whether it says how far it is; else that is as before, and may be another when it is delivered again. */
  stated: boolean
  /** A run is done again that may have said it. */
  again?: boolean | undefined
  impact?: (typeof IMPACTS)[number] | undefined
  notify?: boolean | undefined
  mark?: PostedMark | undefined
}

/** What the flags say. */
export const draftOf = (options: IncidentOptions): IncidentDraft => ({
  title: options.title,
  severity: options.severity,
  services: options.service,
  components: options.component,
  state: options.state,
  text: options.text,
  next_update: promised(options),
  internal: options.internal,
  started: options.started,
})

/** How long until the next word, as the flags say; null: none is promised; undefined: they say nothing. */
export const promised = ({ nextUpdate }: IncidentOptions): Duration | null | undefined =>
  nextUpdate === 'none' ? null : nextUpdate
