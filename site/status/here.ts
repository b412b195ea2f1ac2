import type { PublicSite } from '#model/publish/public'
import type { Event, StatusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import type { Stylesheet } from '../shared/stylesheet'
import type { Language } from './language'

/** What every page of this site knows of where it stands: `Astro.locals.status`. */
export interface Here {
  site: PublicSite
  /** The moment that the page is written for. A page of what is over is written for the end of its year. */
  now: Instant
  language: Language
  /** All languages that the site has pages in, its own first. */
  languages: readonly Language[]
  /** What components are called, by their ids: all of them, and of what is over those that it names. */
  names: ReadonlyMap<string, string>
  /** The address of a file of this site, under the folder that it is published in. */
  file: (path: string) => string
  stylesheet: Stylesheet
  /** What goes on; null on a page of what is over, which holds nothing that another build would change. */
  current: Current | null
  shows: Partial<Shows>
}

export interface Current {
  status: StatusPage
  /** Incidents and maintenances by their public id. */
  events: ReadonlyMap<string, Event>
  /** What this build says, in short: the script tells by it whether a newer one says anything else. */
  state: string
}

/** What the pages of one record or month are about, by their kind. */
export interface Shows {
  event: { event: Event; repeats: readonly Event[] }
  month: MonthShown
  component: string
  arithmetic: { component: string; number: number }
}

export interface Turn {
  month: string
  number: number
  folder: string
}
export interface MonthShown extends Turn {
  events: readonly Event[]
  newer: Turn | null
  older: Turn | null
}

/** What goes on, for a page that is made anew with every build. */
export function current({ status }: App.Locals): Current {
  if (status.current === null) throw new Error('A page of what is over asked for what goes on.')
  return status.current
}

/** What a page is about. */
export function shown<K extends keyof Shows>({ status }: App.Locals, kind: K): Shows[K] {
  const value = status.shows[kind]
  if (value === undefined) throw new Error(`A page was rendered without its ${kind}.`)
  return value
}
