import type { State } from '../state.ts'

/** The kinds of record that can be found, in the order in which results stand; the last word is a list's heading. */
export const FOUND_KINDS = {
  alert: 'Alerts',
  runbook: 'Runbooks',
  incident: 'Incidents',
  service: 'Services',
  change: 'Changes',
  slo: 'SLOs',
  team: 'Teams',
  person: 'People',
  freeze: 'Freezes',
} as const
export type FoundKind = keyof typeof FOUND_KINDS

/** A record as a result shows it. */
export interface Found {
  kind: FoundKind
  id: string
  title: string
  /** The page's path within the site; its address, in what browsers load. */
  page: string
  state: State | null
  /** Who answers for it. */
  owner: string | null
  /** Of a person, where to call them. */
  call?: { text: string; url: string }
}

/** What makes a result the same one in whatever part of the index it stands. */
export const keyOf = ({ kind, id, page }: Pick<Found, 'kind' | 'id' | 'page'>): string => `${kind} ${id} ${page}`

/** The table that is loaded first: what goes by a name or an id, exactly. */
export interface Names {
  entries: Named[]
  /** Where the indexes lie, those that are asked first in front. */
  parts: PartAddress[]
}

export interface Named extends Found {
  /** Whatever it is called, folded. */
  keys: string[]
}

export interface PartAddress {
  address: string
  /** Of past years: loaded where somebody asks for them. */
  past: boolean
}

/** A part of the index as browsers load it. */
export interface Part {
  entries: Found[]
  index: object
}

/** What a record is found by, the fields that count most first. */
export interface Searchable {
  /** What it is called, and what else it goes by: ids, alerts, older names. */
  names: string
  title: string
  /** What it is tied to: services, teams, people. */
  around: string
  text: string
}
