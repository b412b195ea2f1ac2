import type { Catalog } from '#model/catalog'
import type { Links } from '#model/links'
import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import type { Incident } from '#model/records/incident'
import type { Runbook } from '#model/records/runbook'
import type { Service } from '#model/records/service'
import type { Slo } from '#model/records/slo'
import type { Team } from '#model/records/team'
import type { Instant } from '#model/time'
import type { Stylesheet } from '../shared/stylesheet'
import type { Calendar, Month } from './view/calendar/calendar.ts'
import type { Ops } from './view/index.ts'
import type { YearPage } from './view/list.ts'

/** What every page of this site knows: `Astro.locals.ops`. Broken records are already left out. */
export interface Here {
  ops: Ops
  catalog: Catalog
  links: Links
  calendar: Calendar
  /** What the content folder is called, for the paths that pages name. */
  folder: string
  /** When the record of each change was made, by its id; null where git can't say. */
  created: ReadonlyMap<string, Instant> | null
  /** Finished changes in production without an outcome; most have no page, for that is an error in their record. */
  unrecorded: readonly Change[]
  /** For the file that a text stands in: where a relative link in it leads on this site. */
  linkFrom: (file: string) => (url: string) => string | null
  /** The address of a page of this site, under the folder that it is published in. */
  href: (page: string) => string
  /** The page that this is, `/changes/`. */
  page: string
  stylesheet: Stylesheet
  shows: Partial<Shows>
}

/** What the pages of one record, year or month are about, by their kind. */
export interface Shows {
  team: Team
  service: Service
  change: Change
  incident: Incident
  runbook: Runbook
  freeze: Freeze
  slo: Slo
  /** The name of an alert in lower case. */
  key: string
  month: Month
  changes: YearPage<Change>
  incidents: YearPage<Incident>
}

/** What a page is about. */
export function shown<K extends keyof Shows>({ ops }: App.Locals, kind: K): Shows[K] {
  const value = ops.shows[kind]
  if (value === undefined) throw new Error(`A page was rendered without its ${kind}.`)
  return value
}
