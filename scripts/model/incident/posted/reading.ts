import type { INCIDENT_STATES, ComponentStatus } from '../../records/update.ts'
import type { Instant } from '../../time.ts'
import type { AlertGroup } from '../alertmanager.ts'
import type { Actor, IncidentPosting } from './posting.ts'

/** A command in a comment: `/update`, `/identified`, `/monitoring`, `/resolve`. */
export interface CommentCommand {
  /** Undefined: as it was before. */
  state: (typeof INCIDENT_STATES)[number] | undefined
  components: Readonly<Record<string, ComponentStatus>>
  text: string
}

/** What is known besides what is read. */
export interface Around {
  /** Who says it, where the input doesn't; null: whoever works in the clone. */
  by: Actor | null
  /** The run of a workflow, which has the same number when it is run again. */
  run?: string | undefined
  /** Whether that run is done again. */
  again?: boolean | undefined
  /** Whether whoever has written an issue or a comment may write to the repository that the event names. */
  mayWrite: (handle: string, repository: string) => boolean
  /** Finds the command in a comment: what is quoted or in code is none. Null: there is none. */
  commandIn: (markdown: string) => CommentCommand | { error: string } | null
}

/** What an input asks for. */
export type Read =
  | { kind: 'posting'; posting: IncidentPosting; first?: IncidentPosting }
  | { kind: 'alerts'; group: AlertGroup; by: Actor }
  /** Statuspage's body, which is read with the catalogue at hand. */
  | {
      kind: 'body'
      data: unknown
      key: string
      byWords: boolean
      again?: boolean
      by: Actor
      at?: Instant
      update?: string
    }
  /** The same of a component; `id`: the one that it changes, `team` and `tier`: of a service that is new. */
  | {
      kind: 'component'
      data: unknown
      key: string
      byWords: boolean
      by: Actor
      id?: string
      team?: string
      tier?: 1 | 2 | 3 | 4
    }
  /** There is nothing to do; `toStranger`: whoever asked may not; `closed`: the key of the incident whose issue was closed. */
  | { kind: 'ignored'; why: string; toStranger?: boolean; closed?: string }
  | { kind: 'error'; error: string }
