import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { artifactFiles, artifactTexts, visible } from './artifact.ts'
import { PROJECT } from '#io/project'
import { siteFragments, siteLanguages, siteSentences, siteVocabulary } from './site-vocabulary.ts'
import { badge } from '#export/badge'
import { eventId } from '#export/calendar'
import { headerRules, headersFile } from '#export/headers'
import { entryId, feedId } from '#export/feed/feed-id'
import { robotsFile, sitemapFile } from '#export/sitemap'
import { incidentsDocument, maintenancesDocument, summaryDocument } from '#export/statuspage-v2/documents'
import type { Catalog } from '#model/catalog'
import { leakSearch, publicText, publicValues, type Leak } from './search.ts'
import type { PublicCatalog } from '#model/publish/public'
import { UNNAMED_SITE } from '#model/records/site'
import { statusPage } from '#model/status/page'
import { COMPONENT_STATUSES } from '#model/records/update'
import { writtenSamples } from './written-samples.ts'
import { renderMarkdown } from '#site/shared/markdown.ts'
import { SHAPES } from '#site/shared/shapes.ts'
import { feedVocabulary } from './feed-vocabulary.ts'
import { ownAddresses } from './own-addresses.ts'

/** Searches a rendered public site for every internal string of a catalogue that its pages have no right to. */
export async function findLeaks(catalog: Catalog, published: PublicCatalog, out: string): Promise<Leak[]> {
  const read = (path: string) => readFile(path, 'utf8')
  const [vocabulary, fragments, sentences, home] = await Promise.all([
    siteVocabulary(PROJECT, read),
    siteFragments(PROJECT, read),
    siteSentences(PROJECT, read),
    read(join(out, 'index.html')),
  ])
  const { url } = published.site
  const own = ownAddresses(url, [...artifactFiles(out), ...versionedFiles(home)])
  const search = leakSearch(catalog, {
    texts: [
      publicText(published),
      renderedTexts(published),
      vocabulary,
      protocolOf(published.site),
      feedVocabulary(),
      SITEMAP,
      DRAWING,
      ...sentences,
    ],
    values: [...publicValues(published), ...publicIds(published), ...DOCUMENTS],
    beginnings: [...own.beginnings, ...feedAddresses(published)],
    names: [...own.names, ...versionsIn(home), ...fragments],
    sentences,
    written: languagesOf(published.site).flatMap((tag) => writtenSamples(tag, published.site.time_zone, published.now)),
  })
  return [...artifactTexts(out)].flatMap(({ page, text }) => [...search(page, text)])
}

/** Those that its pages are in, and English, which stands in for one without words. */
const languagesOf = ({ locale, locales = [] }: PublicCatalog['site']) => [...new Set(['en', locale, ...locales])]

/** What the pages call the documents that they link to. */
const DOCUMENTS = [
  'summary.json',
  'status.json',
  'uptime.json',
  'calendar.ics',
  'history.atom',
  'history.rss',
  'feed.json',
  'JSON Feed',
]

/** The files that pages ask for with a version, `style.css?v=1a2b3c4d`, without one and with today's. */
const versionedFiles = (home: string): string[] =>
  ['style.css?v=', 'status.js?v='].flatMap((file) => [file, ...versionsIn(home).map((version) => file + version)])
const versionsIn = (home: string): string[] => home.match(/(?<=\.(?:css|js)\?v=)[\da-f]{8}(?=")/g) ?? []

/** What feeds and the calendar call themselves and their entries. */
const feedAddresses = ({ site: { url }, components, incidents, maintenances }: PublicCatalog): string[] => [
  feedId(url),
  ...components.map(({ id }) => feedId(url, `/components/${encodeURIComponent(id)}`)),
  ...[...incidents, ...maintenances].flatMap(({ public_id }) => [entryId(url, public_id), eventId(url, public_id)]),
]

const EMPTY: PublicCatalog = {
  site: { ...UNNAMED_SITE, sample: false },
  now: 0,
  components: [],
  incidents: [],
  maintenances: [],
  slos: [],
}

/** What is said to hosts and robots. Pages write the names of headers in lower case. */
function protocolOf(site: PublicCatalog['site']): string {
  const said = headersFile(headerRules(site, siteLanguages(PROJECT))) + robotsFile(`${site.url}/sitemap.xml`)
  return `_headers\n${said}\n${said.toLowerCase()}`
}

/** The sitemap of a site without anything. */
const SITEMAP = visible(sitemapFile(statusPage(EMPTY), [(path) => path]), '.xml')

/** What any badge is drawn with, and the shapes of the states. */
const DRAWING = [
  badge({ label: '-', message: '-', tone: 'operational', title: '' }),
  ...COMPONENT_STATUSES.map((status) => `#glyph-${status} ${SHAPES[status]}`),
].join('\n')

/** Public texts as their readers see them: what an internal note quotes. */
function renderedTexts({ incidents, maintenances }: PublicCatalog): string {
  const bodies = [
    ...[...incidents, ...maintenances].flatMap(({ updates }) => updates.map(({ markdown }) => markdown)),
    ...incidents.flatMap(({ postmortem }) => postmortem ?? []),
  ]
  return bodies.map((body) => visible(renderMarkdown(body, { headings: 3, link: () => null }), '.html')).join('\n')
}

/** The ids that the API shows; a record that was imported from such a page may keep them. */
function publicIds(published: PublicCatalog): string[] {
  const page = statusPage(published)
  const documents = [summaryDocument, incidentsDocument, maintenancesDocument].map((write) => write(page))
  return JSON.stringify(documents).match(/(?<=")[a-z0-9]{12}(?=")/g) ?? []
}
