import type { Incident } from '../../records/incident.ts'
import type { ComponentStatus, IMPACTS, INCIDENT_STATES, MAINTENANCE_STATES } from '../../records/update.ts'
import { MINUTE, type Instant } from '../../time.ts'

/** For so long the same words mean the same: a client that heard no answer asks again within minutes. */
export const SAME_FOR = 10 * MINUTE

/** Who has said it, as the author of the commit. */
export interface Actor {
  /** As the forge knows them, without `@`; empty: whoever works in the clone. */
  handle: string
  /** The address of their commits; left out: the one that GitHub gives to hide one's own. */
  email?: string | undefined
}

interface Said {
  /**
   * What makes it the same when it comes again, whoever sends it: same key, same record. It stands in the record as
   * `source: {kind: post, id: <key>}`.
   */
  key: string
  /** The key is made of the words alone, as of a file that is sent again and again: it means an incident that is open, or that began just now. */
  byWords?: boolean | undefined
  /** A workflow's run is done again: what it said may be there since long. */
  again?: boolean | undefined
  by: Actor
  /** When it was said: the name of the update, so that what is delivered twice is one file. Left out: now. */
  at?: Instant | undefined
  /** Its words are those of an edit, made then: they replace what the same key said before that. */
  edited?: Instant | undefined
  /** Where it was said, as a page. */
  url?: string | undefined
  /**
   * The record to add to: its id, its public id, or the key that it was opened with; empty: the one that is open. Left out:
   * one is opened, unless there is one of this `key`.
   */
  update?: string | undefined
  /** The public id of a record that is opened; left out: it follows from `key`. */
  public_id?: string | undefined
  title?: string | undefined
  /** Markdown for customers. */
  text?: string | undefined
  /**
   * What customers are told of components. Each by its service's id, its id in the status API, or its public name; one that
   * isn't there is refused.
   */
  components?: Readonly<Record<string, ComponentStatus>> | undefined
  /** false: tells nobody. */
  notify?: boolean | undefined
}

export interface IncidentPosting extends Said {
  kind: 'incident'
  /** Left out: as before; of a new one `investigating`. */
  state?: (typeof INCIDENT_STATES)[number] | undefined
  impact?: (typeof IMPACTS)[number] | undefined
  /** Left out of a new one: as `impact`, else the components say. */
  severity?: Incident['severity'] | undefined
  /** Services that are affected, by id; those of `components` are anyway. */
  services?: readonly string[] | undefined
  /** When the next word comes; null: none is promised; left out: as the policy has it. */
  next_update?: Instant | null | undefined
  /** When it began, where that was earlier. */
  started?: Instant | undefined
  /** Nothing of it is for customers: `text` is an event of the timeline. */
  internal?: boolean | undefined
}

/** Work that is announced: a change with a `public/` folder. */
export interface MaintenancePosting extends Said {
  kind: 'maintenance'
  /** Left out: as before; of a new one `scheduled`. */
  state?: (typeof MAINTENANCE_STATES)[number] | undefined
  scheduled_for?: Instant | undefined
  scheduled_until?: Instant | undefined
  /** Whether it begins and ends by the clock; left out: it does. */
  auto?: boolean | undefined
}

/** A component of the status page: a service with a `public:` block. */
export interface ComponentPosting {
  kind: 'component'
  /** The service's id; left out: made of the name, and the one of that public name is changed where it is there. */
  id?: string | undefined
  by: Actor
  name?: string | undefined
  description?: string | undefined
  group?: string | undefined
  position?: number | undefined
  /** Component from then on, as a date; `until` retires it. */
  since?: string | undefined
  until?: string | undefined
  /** Of a service that is new. */
  team?: string | undefined
  tier?: 1 | 2 | 3 | 4 | undefined
}

/** What somebody asks to be said: one shape for every road. */
export type Posting = IncidentPosting | MaintenancePosting | ComponentPosting
