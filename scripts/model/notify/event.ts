import { createHash } from 'node:crypto'
import type { ComponentStatus } from '../records/update.ts'
import type { Instant } from '../time.ts'

/** What has happened to an incident or a maintenance, in the words of the contract; a component only changes its status. */
export type EventKind = IncidentKind | MaintenanceKind | 'component'
export type IncidentKind = 'opened' | 'updated' | 'resolved' | 'reopened' | 'postmortem' | 'corrected'
export type MaintenanceKind =
  'announced' | 'updated' | 'moved' | 'begun' | 'overrun' | 'done' | 'cancelled' | 'corrected'

/** One piece of news. */
export interface NewsEvent {
  /** The same whenever and however often it is sent, and of no other one. */
  id: string
  about: 'incident' | 'maintenance' | 'component'
  kind: EventKind
  /** The public id of what it is about; `component:<id>` of a component. */
  of: string
  /** Where in it the news is, and what was known there; null: nothing. */
  place: string
  was: string | null
  /** When it came to pass: the time of the update, of the clock, or of the build that shows it. */
  at: Instant
  /** The update that says so, by its index; null where none does. */
  update: number | null
  /** The components that it concerns. */
  components: string[]
  /** Of a component: how it stood, and how it stands. */
  status: { before: ComponentStatus; after: ComponentStatus } | null
}

/** Of an event: of what it is made, and nothing that another try would have otherwise. */
export const eventId = (of: string, place: string, what = ''): string =>
  `evt_${createHash('sha256').update([of, place, what].join('\0')).digest('hex').slice(0, 24)}`

/** As many characters as Statuspage's ids have, of any longer one. */
export const shortId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 12)
