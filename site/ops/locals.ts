import type { Instant } from '#model/time'
import type { LookUp, Remember } from '../engine/page'
import type { FreeTimes, TeamFreeTimes } from './view/calendar/free.ts'
import type { CalendarFeed } from './view/calendar/ics.ts'
import type { Neighbours } from './view/calendar/neighbours.ts'
import type { CalendarPage } from './view/calendar/page.ts'
import type { ActionsPage } from './view/actions.ts'
import type { AlertPage } from './view/alert.ts'
import type { AlertList } from './view/alert/list.ts'
import type { ChangePage } from './view/change.ts'
import type { ChangeList, ListedChange } from './view/change/list.ts'
import type { FreezePage } from './view/freeze.ts'
import type { HandoverPage } from './view/handover.ts'
import type { HomePage } from './view/home.ts'
import type { IncidentPage } from './view/incident.ts'
import type { IncidentList, ListedIncident } from './view/incident/list.ts'
import type { YearList } from './view/list.ts'
import type { LeftOut } from './view/left-out.ts'
import type { UnreadPage } from './view/unread.ts'
import type { MetricsPage } from './view/metrics/page.ts'
import type { PostmortemList, PostmortemRow } from './view/postmortems.ts'
import type { RunbookPage, RunbookRow } from './view/runbook.ts'
import type { RecordsFile } from './view/records.ts'
import type { PrintPage } from './view/print.ts'
import type { SearchList } from './view/search/list.ts'
import type { SearchNames } from './view/search/names.ts'
import type { SearchPartView } from './view/search/parts.ts'
import type { ServicePage, ServiceRow } from './view/service.ts'
import type { SloList, SloPage } from './view/slo/row.ts'
import type { TeamPage, TeamRow } from './view/team.ts'
import { recordLink } from './record-link'

/** What is the same on every page. */
export interface Frame {
  /** Of the site. */
  name: string
  time_zone: string
  /** The address of the status page. */
  status_url: string
  /** What the content folder is called, for the paths that pages name. */
  folder: string
  /** Changes with the stylesheet, for its address. */
  stylesheet: string
  /** Whether its moment is that of sample content: its pages live in the time of their story. */
  sample: boolean
}

/**
 * What a page of this site is handed: `Astro.locals.ops`. It has no record but those in what it shows: whatever else it
 * showed, a later build would not know that it has to be rendered again.
 */
export interface OpsLocals {
  frame: Frame
  /** The page that this is, `/changes/`. */
  page: string
  /** What it shows. */
  view: Partial<Views>
  /** The address of a page of this site, under the folder that it is published in. */
  href: (page: string) => string
  /** For the file that a text stands in: where a relative link in it leads on this site. */
  linkFrom: (file: string) => (url: string) => string | null
  /** Makes a part of a large page, which shows `from` and nothing else; a build that has made it before knows it still. */
  part: (from: unknown, make: (ops: Pick<OpsLocals, 'linkFrom'>) => string) => string
}

/** A page of this site, and what works out what it shows. */
export interface OpsPage {
  path: string
  route: string
  shows: () => Partial<Views>
}

/** What pages show, by their kind. */
export interface Views {
  /** The day, by its beginning, that a page is as of which shows nothing that goes on: it is made anew with that alone. */
  day: Instant
  home: HomePage
  handover: HandoverPage
  calendar: CommonCalendar
  own_calendar: OwnCalendar
  feed: CalendarFeed
  /** The page of all changes, and the pages of a year. */
  change_list: ChangeList
  changes: YearList<ListedChange>
  /** The page of all incidents, and the pages of a year. */
  incident_list: IncidentList
  incidents: YearList<ListedIncident>
  actions: ActionsPage
  postmortem_list: PostmortemList
  postmortems: YearList<PostmortemRow>
  runbooks: RunbookRow[]
  services: ServiceRow[]
  teams: TeamRow[]
  slos: SloList
  metrics: MetricsPage
  change: ChangePage
  incident: IncidentPage
  unread: UnreadPage
  /** On the list of their kind. */
  left_out: LeftOut[]
  runbook: RunbookPage
  service: ServicePage
  team: TeamPage
  freeze: FreezePage
  slo: SloPage
  alert: AlertPage
  alerts: AlertList
  print: PrintPage
  records: RecordsFile
  search_list: SearchList
  search_names: SearchNames
  search_part: SearchPartView
  stylesheet: string
}

/** A page of everyone's calendar, and where it leads to. */
export interface CommonCalendar {
  calendar: CalendarPage
  neighbours: Neighbours
  /** Where it is of now and not of a month. */
  as_of: Instant | null
}

/** The calendar of a team or a service. */
export interface OwnCalendar {
  calendar: CalendarPage
  neighbours: Neighbours
  /** Of a service. */
  free: FreeTimes | null
  /** Of a team. */
  team_free: TeamFreeTimes | null
  whose: { id: string; title: string; page: string }
}

/** What the page of a route shows. */
export function viewOf<K extends keyof Views>({ ops }: App.Locals, kind: K): Views[K] {
  const view = ops.view[kind]
  if (view === undefined) throw new Error(`A page was rendered without its ${kind}.`)
  return view
}

/** What a page is handed that shows this, in JSON; `pageOfFile` knows the pages of files. */
export function opsLocals({
  view,
  pageOfFile,
  remember,
  ...same
}: { view: string; pageOfFile: LookUp; remember: Remember } & Pick<OpsLocals, 'frame' | 'page' | 'href'>): OpsLocals {
  const linkFrom = (lookUp: LookUp) => recordLink(lookUp, same.href)
  return {
    ...same,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `site.ts` made it, of the very type
    view: JSON.parse(view) as Partial<Views>,
    linkFrom: linkFrom(pageOfFile),
    part: (from, make) => remember(JSON.stringify(from), pageOfFile, (lookUp) => make({ linkFrom: linkFrom(lookUp) })),
  }
}
