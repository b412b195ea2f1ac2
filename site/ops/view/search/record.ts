import type { Found, FoundKind } from './found.ts'
import type { Contact } from '../contact.ts'
import type { Ops } from '../index.ts'
import type { State } from '../state.ts'

/**
 * A record as the index takes it. What shows is worked out for each; the text is the Markdown as it lies there, for its
 * words are all that counts.
 */
export interface SearchRecord {
  kind: FoundKind
  id: string
  title: string
  page: string
  state: State | null
  owner: string | null
  call?: NonNullable<Found['call']>
  /** Whatever else it goes by: alerts, older names. */
  names: string[]
  /** Services, teams and people that it is tied to. */
  around: string[]
  texts: string[]
  /** A name that leads to something else: an alert that no rule fires. */
  name_only?: boolean
}

/** Ids of services with what they are called. */
export const servicesWords = ({ links }: Ops, ids: readonly string[]): string[] =>
  ids.flatMap((id) => [id, links.services.get(id)?.name ?? ''])

/** A team's id with what it is called. */
export const teamWords = ({ links }: Ops, id: string): string[] => [id, links.teams.get(id)?.name ?? '']

export const teamName = ({ links }: Ops, id: string): string => links.teams.get(id)?.name ?? id

/** What is there of some words. */
export const said = (...words: readonly (string | null | undefined)[]): string[] =>
  words.filter((word): word is string => typeof word === 'string' && word !== '')

/** Ways to reach somebody as they are written, and a number as a telephone shows it: in one piece. */
export const contactWords = (contacts: readonly Contact[]): string[] =>
  contacts.flatMap(({ text, url }) => [
    text,
    ...(url?.startsWith('tel:') ? url.replace(/^tel:\+?/, '').split(';', 1) : []),
  ])
