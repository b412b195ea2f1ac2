import type { Catalog } from '#model/catalog'
import type { AuditProblem, Diagnostic } from '#model/diagnostic'
import { addresses, placesOf } from '#model/page-address'
import type { Faulty } from '#model/publish/without-broken'
import { opsPicture } from '#model/records/content-layout'
import type { Change } from '#model/records/change'
import type { SettingChange } from '#model/shift/setting-change'
import type { SloBudget } from '#model/slo/budgets'
import type { OwedNotices } from '#model/notify/owed-notices'
import { dateIn, startOfDay, type Instant } from '#model/time'
import type { Page, Site } from '../engine/page'
import { asPrinted, printAddress } from './print-address'
import { opsLocals, type Frame, type OpsPage } from './locals'
import { stylesheet } from './stylesheet'
import { printPage } from './view/print.ts'
import { recordsFile } from './view/records.ts'
import { actionsPage } from './view/actions.ts'
import { alertPage, alertPaths } from './view/alert.ts'
import { alertList } from './view/alert/list.ts'
import { opsCalendar } from './view/calendar/calendar.ts'
import { calendarPages } from './calendar-pages.ts'
import { changePage } from './view/change.ts'
import { changeList, changeYear } from './view/change/list.ts'
import { pagesOfFiles } from './view/files.ts'
import { freezePage } from './view/freeze.ts'
import { handoverPage } from './view/handover.ts'
import { homePage } from './view/home.ts'
import { incidentPage } from './view/incident.ts'
import { incidentList, incidentYear } from './view/incident/list.ts'
import { opsIndex, type Ops } from './view/index.ts'
import { byName, yearList, yearPages, yearsOf, type YearPage } from './view/list.ts'
import { leftOut } from './view/left-out.ts'
import { metricsPage } from './view/metrics/page.ts'
import { postmortemList, postmortemRow, reviewedIncidents } from './view/postmortems.ts'
import { unreadPage } from './view/unread.ts'
import { pageOf } from './view/reference.ts'
import { runbookPage, runbookRow } from './view/runbook.ts'
import { searchList } from './view/search/list.ts'
import { searchNames } from './view/search/names.ts'
import { searchPartView, searchParts, searchRecords } from './view/search/parts.ts'
import { servicePage, serviceRows } from './view/service.ts'
import { sloList, sloPage } from './view/slo/row.ts'
import { teamPage, teamRow } from './view/team.ts'

/** What `evenkeel build` hands over. */
export interface Handed {
  catalog: Catalog
  /** Changes and incidents that it leaves out, although they could be read. */
  faulty: Faulty
  diagnostics: Diagnostic[]
  /** What the content folder is called. */
  folder: string
  /** When the record of each change was made, by its id; null where git can't say. */
  created: Map<string, Instant> | null
  /** Finished changes in production without an outcome; most have no page, for that is an error in their record. */
  unrecorded: Change[]
  /** What is left of the error budgets of its SLOs. */
  budgets: SloBudget[]
  /** What time has made stale, by every rule of `audit`. */
  stale: AuditProblem[]
  /** Settings that changed within a day; null where git can't say. */
  settings: SettingChange[] | null
  /** Paths of the pictures that its pages may show. */
  pictures: readonly string[]
  /** What was published and not everybody could be told of; null: nothing that is known. */
  owed: OwedNotices | null
  /** The small ones of runbooks by their paths, each as an address that holds it. */
  small_pictures: Record<string, string>
}

/** The internal site of a catalogue, under a folder of its host. Pages know nothing of it but what they show. */
export function site(handed: Handed, folder: string): Site {
  const { site: about } = handed.catalog
  const ops = opsIndex(handed.catalog, handed.diagnostics, handed.faulty, handed.budgets)
  const pages = pagesOf(ops, handed)
  // Of an alert every spelling has its page, and all of them are the same.
  const places = placesOf(pages.flatMap(({ path }) => (path.startsWith('/alerts/') ? [] : [path])))
  const { href } = addresses(folder, places.of)
  const printed = printAddress(href, about.ops_url)
  const frame: Frame = {
    name: about.name,
    time_zone: about.time_zone,
    status_url: about.url,
    folder: handed.folder,
    stylesheet: stylesheet.version,
    sample: about.sample !== undefined,
  }
  const files = new Map([...pagesOfFiles(ops), ...handed.pictures.map((path) => [path, opsPicture(path)] as const)])
  return {
    frame: { ...frame, base: folder, moved: places.moved, ops_url: about.ops_url },
    pages: pages.map((page): Page => ({
      ...page,
      path: places.of(page.path),
      lookUp: (file) => files.get(file) ?? null,
      locals: (view, pageOfFile, remember) => {
        const same = { view, pageOfFile, remember, frame, page: page.path }
        return {
          ops:
            page.path === '/print/' ? asPrinted(opsLocals({ ...same, href: printed })) : opsLocals({ ...same, href }),
        }
      },
    })),
  }
}

function pagesOf(ops: Ops, { created, unrecorded, stale, settings, owed, ...handed }: Handed): OpsPage[] {
  const { catalog, links, broken } = ops
  const calendar = opsCalendar(ops)
  const at = (path: string, route: string, shows: OpsPage['shows']): OpsPage => ({ path, route, shows })
  const day = startOfDay(dateIn(ops.now, catalog.site.time_zone), catalog.site.time_zone)
  const daily = (path: string, route: string, shows: OpsPage['shows']): OpsPage =>
    at(path, route, () => ({ day, ...shows() }))
  const reviewed = reviewedIncidents(ops)
  const found = searchRecords(ops)
  const parts = searchParts(found)
  const years = {
    changes: yearsOf(catalog.changes),
    incidents: yearsOf(catalog.incidents),
    postmortems: yearsOf(reviewed),
  }
  return [
    at('/style.css', '/style.css', () => ({ stylesheet: stylesheet.text })),
    at('/incident.js', '/incident.js', () => ({})),
    at('/filter.js', '/filter.js', () => ({})),
    at('/runbook.js', '/runbook.js', () => ({})),
    at('/search.js', '/search.js', () => ({})),
    at('/search-dialog.js', '/search-dialog.js', () => ({})),
    at('/404.html', '/404', () => ({})),
    at('/lost.js', '/lost.js', () => ({})),
    daily('/alerts/', '/alerts', () => ({ alerts: alertList(ops) })),
    at('/', '/', () => ({ home: homePage(ops, calendar, { stale, owed }) })),
    at('/copy.js', '/copy.js', () => ({})),
    at('/handover/', '/handover', () => ({ handover: handoverPage(ops, stale, settings) })),
    at('/api/records.json', '/api/records.json', () => ({ records: recordsFile(ops) })),
    at('/print/', '/print', () => ({ print: printPage(ops, handed) })),
    at('/search/', '/search', () => ({ search_list: searchList(found) })),
    at('/search/names.json', '/search/names.json', () => ({ search_names: searchNames(ops, found, parts) })),
    ...parts.map((part) => at(part.path, '/search/[part].json', () => ({ search_part: searchPartView(part) }))),
    at('/changes/', '/changes', () => ({
      change_list: changeList(ops),
      left_out: leftOut(ops, 'change'),
    })),
    at('/incidents/', '/incidents', () => ({
      incident_list: incidentList(ops),
      left_out: leftOut(ops, 'incident'),
    })),
    at('/actions/', '/actions', () => ({ actions: actionsPage(ops) })),
    at('/postmortems/', '/postmortems', () => ({ postmortem_list: postmortemList(ops, reviewed) })),
    daily('/runbooks/', '/runbooks', () => ({
      runbooks: byName(links.runbooks.values()).map((one) => runbookRow(ops, one)),
    })),
    daily('/services/', '/services', () => ({
      services: serviceRows(ops, links.services.values()),
    })),
    daily('/teams/', '/teams', () => ({ teams: byName(links.teams.values()).map((one) => teamRow(ops, one)) })),
    at('/slos/', '/slos', () => ({
      slos: sloList(ops, byName(ops.slos.values())),
    })),
    at('/metrics/', '/metrics', () => ({ metrics: metricsPage(ops, created, unrecorded) })),
    ...calendarPages(ops, calendar),
    ...[...links.teams.values()].map((one) =>
      daily(`/teams/${one.id}/`, '/teams/[...id]', () => ({ team: teamPage(ops, one) })),
    ),
    ...[...links.services.values()].map((one) =>
      daily(`/services/${one.id}/`, '/services/[...id]', () => ({ service: servicePage(ops, one) })),
    ),
    ...[...links.changes.values(), ...broken.changes].map((one) =>
      at(`/changes/${one.id}/`, '/changes/[id]', () => ({ change: changePage(ops, one) })),
    ),
    ...broken.unread.map((one) =>
      at(pageOf(one.kind, one.id), `/${one.kind}s/[id]`, () => ({ unread: unreadPage(ops, one) })),
    ),
    ...yearPages(catalog.changes).map((page) =>
      at(`/changes/${numbered(page)}`, '/changes/[year]/[...number]', () => ({
        changes: changeYear(ops, page, years.changes),
      })),
    ),
    ...[...links.incidents.values(), ...broken.incidents].map((one) =>
      at(`/incidents/${one.id}/`, '/incidents/[id]', () => ({ incident: incidentPage(ops, one) })),
    ),
    ...yearPages(catalog.incidents).map((page) =>
      at(`/incidents/${numbered(page)}`, '/incidents/[year]/[...number]', () => ({
        incidents: incidentYear(ops, page, years.incidents),
      })),
    ),
    ...yearPages(reviewed).map((page) =>
      at(`/postmortems/${numbered(page)}`, '/postmortems/[year]/[...number]', () => ({
        postmortems: yearList(page, years.postmortems, (one) => postmortemRow(ops, one)),
      })),
    ),
    ...[...links.runbooks.values()].map((one) =>
      daily(`/runbooks/${one.id}/`, '/runbooks/[...id]', () => ({ runbook: runbookPage(ops, one) })),
    ),
    ...[...ops.freezes.values()].map((one) =>
      at(`/freezes/${one.id}/`, '/freezes/[...id]', () => ({ freeze: freezePage(ops, one) })),
    ),
    ...[...ops.slos.values()].map((one) => at(`/slos/${one.id}/`, '/slos/[...id]', () => ({ slo: sloPage(ops, one) }))),
    ...alertPaths(ops).map(({ path, key }) =>
      daily(`/alerts/${path}/`, '/alerts/[...name]', () => ({ alert: alertPage(ops, key, path) })),
    ),
  ]
}

const numbered = ({ year, number }: Pick<YearPage<unknown>, 'year' | 'number'>) =>
  number === 1 ? `${year}/` : `${year}/${number}/`
