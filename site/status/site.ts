import { summaryDocument } from '#export/statuspage-v2/documents'
import { addresses, placesOf } from '#model/page-address'
import type { PublicCatalog } from '#model/publish/public'
import { months, pagesOf } from '#model/status/history'
import { statusPage, type Event, type StatusPage } from '#model/status/page'
import { uptimeSum } from '#model/status/uptime-sum'
import { dateIn } from '#model/time'
import { page as script } from 'virtual:client-scripts'
import { CURRENT, type Page, type Site } from '../engine/page'
import { stateKey } from './client/state-key'
import type { Current, Here, Shows, Turn } from './here'
import { PER_PAGE } from './intervals'
import { languagesOf, type Language } from './language'
import { endOfYear, isOver } from './over'
import { brandedStylesheet } from './stylesheet'

/** The public site of a catalogue, under a folder of its host. */
export function site(catalog: PublicCatalog, base: string): Site {
  const status = statusPage(catalog)
  const { now } = status
  const events = [...status.incidents, ...status.maintenances]
  const current: Current = {
    status,
    events: new Map(events.map((event) => [event.public_id, event])),
    state: stateKey(summaryDocument(status)),
  }
  const { file } = addresses(base)
  const stylesheet = brandedStylesheet(status.site.brand.color)
  const year = endOfYear(now, status.site.time_zone)
  // Which pages there are is known by the time that one asks for an address.
  const placeOf = (page: string) => places.of(page)
  const speaking = { site: status.site, base, placeOf }
  const [today, past] = [languagesOf({ ...speaking, now }), languagesOf({ ...speaking, now: year })]
  const shared = { site: status.site, file, stylesheet }

  const live = (path: string, route: string, shows: Partial<Shows> = {}, language: Language = today[0]): Page => ({
    path: language.folder + path,
    route,
    shows: () => CURRENT,
    locals: () => ({
      status: { ...shared, now, language, languages: today, names: status.names, current, shows } satisfies Here,
    }),
  })
  /** A page of what is over: it shows the events that it is about, what they call components, and nothing else. */
  const settled = (path: string, route: string, shows: Partial<Shows>, about: readonly Event[]): Page[] => {
    const names = namesIn(status, about)
    const shown = [shows, [...names]]
    return past.map((language) => ({
      path: language.folder + path,
      route,
      shows: () => shown,
      locals: () => ({
        status: { ...shared, now: year, language, languages: past, names, current: null, shows } satisfies Here,
      }),
    }))
  }
  const everywhere = (path: string, route: string, shows: Partial<Shows> = {}): Page[] =>
    today.map((language) => live(path, route, shows, language))
  /** A page of its own kind once all that it is about is over. */
  const either = (over: boolean, about: readonly Event[]) => (path: string, route: string, shows: Partial<Shows>) =>
    over && !status.site.sample ? settled(path, route, shows, about) : everywhere(path, route, shows)

  const repeats = Map.groupBy(status.incidents, ({ duplicate_of }) => duplicate_of)
  const all: Page[] = [
    ...DOCUMENTS.map((path) => live(path, path)),
    live('/404.html', '/404'),
    ...['', 'maintenance/', 'uptime/', 'history/', 'embed/'].flatMap((page) =>
      everywhere(`/${page}`, `/[...locale]/${page}`.replace(/\/$/, '')),
    ),
    ...events.flatMap((event) => {
      const also = (event.kind === 'incident' && repeats.get(event.public_id)) || []
      const about = [event, ...also]
      const over = about.every((one) => isOver(one, now))
      return either(over, about)(`/incidents/${event.public_id}/`, EVENT, { event: { event, repeats: also } })
    }),
    ...monthPages(status).flatMap((month) => {
      const over =
        month.month < dateIn(now, status.site.time_zone).slice(0, 7) && month.events.every((one) => isOver(one, now))
      return either(over, month.events)(`/history/${month.folder}`, MONTH, { month })
    }),
    ...[...status.components, ...status.retired].flatMap((component) => {
      const path = `/components/${component.id}/`
      const pages = Math.ceil(uptimeSum(component, status).rows.length / PER_PAGE)
      return [
        ...everywhere(path, '/[...locale]/components/[service]', { component: component.id }),
        ...Array.from({ length: Math.max(0, pages - 1) }, (_, i) => i + 2).flatMap((number) =>
          everywhere(`${path}uptime/${number}/`, '/[...locale]/components/[service]/uptime/[number]', {
            arithmetic: { component: component.id, number },
          }),
        ),
        ...['history.atom', 'history.rss', 'feed.json'].map((name) =>
          live(`${path}${name}`, `/components/[service]/${name}`, { component: component.id }),
        ),
      ]
    }),
    ...status.components.map(({ id }) => live(`/badges/${id}.svg`, '/badges/[service].svg', { component: id })),
  ]
  const places = placesOf(all.map(({ path }) => path))
  return {
    frame: {
      site: status.site,
      base,
      moved: places.moved,
      year,
      stylesheet: stylesheet.version,
      script: script.version,
    },
    pages: all.map((page) => ({ ...page, path: places.of(page.path) })),
  }
}

const EVENT = '/[...locale]/incidents/[id]'
const MONTH = '/[...locale]/history/[month]/[...page]'

/** Files that are there once, in the site's own language. */
const DOCUMENTS = [
  ...['summary', 'status', 'components', 'incidents', 'incidents/unresolved', 'scheduled-maintenances'].map(v2),
  ...['scheduled-maintenances/upcoming', 'scheduled-maintenances/active'].map(v2),
  '/api/uptime.json',
  '/history.atom',
  '/history.rss',
  '/feed.json',
  '/calendar.ics',
  '/badge.svg',
  '/style.css',
  '/status.js',
  '/embed.js',
  '/sitemap.xml',
  '/robots.txt',
]
function v2(name: string): string {
  return `/api/v2/${name}.json`
}

/** The pages of all months, newest first, each with its neighbours. */
function monthPages(status: StatusPage) {
  const pages = months(status).flatMap((month) =>
    pagesOf(month).map((events, i) => ({
      turn: { month: month.month, number: i + 1, folder: i === 0 ? `${month.month}/` : `${month.month}/${i + 1}/` },
      events,
    })),
  )
  const turnAt = (i: number): Turn | null => pages[i]?.turn ?? null
  return pages.map(({ turn, events }, i) => ({ ...turn, events, newer: turnAt(i - 1), older: turnAt(i + 1) }))
}

/** What the components are called that some events name. */
const namesIn = ({ names }: StatusPage, about: readonly Event[]): ReadonlyMap<string, string> =>
  new Map(
    [...new Set(about.flatMap(({ components, spans }) => [...components, ...spans.map(({ component }) => component)]))]
      .toSorted()
      .flatMap((id) => {
        const name = names.get(id)
        return name === undefined ? [] : [[id, name]]
      }),
  )
