import { badge } from '#export/badge'
import { eventId } from '#export/calendar'
import { entryId, feedId } from '#export/feed/feed-id'
import { headerRules, headersFile } from '#export/headers'
import { robotsFile, sitemapFile } from '#export/sitemap'
import { incidentsDocument, maintenancesDocument, summaryDocument } from '#export/statuspage-v2/documents'
import type { PublicCatalog } from '#model/publish/public'
import { UNNAMED_SITE } from '#model/records/site'
import { COMPONENT_STATUSES } from '#model/records/update'
import { statusPage } from '#model/status/page'
import { accentOf } from '#site/shared/accent.ts'
import { renderMarkdown } from '#site/shared/markdown.ts'
import { SHAPES } from '#site/shared/shapes.ts'
import { feedVocabulary } from './feed-vocabulary.ts'
import { ownAddresses, publicAddresses } from './own-addresses.ts'
import { ownDefaults } from './own-defaults.ts'
import type { OwnWords } from './own-words.ts'
import { publishedWords, publicValues, type Sayable } from './search.ts'
import { visible } from './visible.ts'
import { writtenSamples } from './written-samples.ts'

/** What may stand on the pages of a public catalogue: itself, and what our own templates, formats and defaults say. */
export function sayableOn(
  published: PublicCatalog,
  { vocabulary, files, fragments, sentences }: OwnWords,
  built: { files: readonly string[]; home: string },
): Sayable {
  const { site, now } = published
  const versions = versionsIn(built.home)
  const own = ownAddresses(site.url, [...built.files, ...VERSIONED.flatMap((file) => withVersions(file, versions))])
  return {
    texts: [
      publishedWords(published),
      renderedTexts(published),
      vocabulary.join('\n'),
      protocolOf(site),
      feedVocabulary(),
      SITEMAP,
      DRAWING,
      accentOf(site.brand.color),
      ...files,
      ...sentences,
      ...publicAddresses(site.url, pathsOf(published)),
    ],
    values: [...publicValues(published), ...publicIds(published), ...DOCUMENTS],
    beginnings: [...own.beginnings, ...feedAddresses(published)],
    names: [...own.names, ...versions, ...fragments, ...ownDefaults()],
    sentences,
    written: languagesOf(site).flatMap((tag) => writtenSamples(tag, site.time_zone, now)),
  }
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

/** The files that pages ask for with a version, `style.css?v=1a2b3c4d`; each without one and with today's. */
const VERSIONED = ['style.css?v=', 'status.js?v=']
const withVersions = (file: string, versions: readonly string[]) => [file, ...versions.map((version) => file + version)]
const versionsIn = (home: string): string[] => home.match(/(?<=\.(?:css|js)\?v=)[\da-f]{8}(?=")/g) ?? []

/** What feeds and the calendar call themselves and their entries. */
const feedAddresses = ({ site: { url }, components, incidents, maintenances }: PublicCatalog): string[] => [
  feedId(url),
  ...components.map(({ id }) => feedId(url, `/components/${encodeURIComponent(id)}`)),
  ...[...incidents, ...maintenances].flatMap(({ public_id }) => [entryId(url, public_id), eventId(url, public_id)]),
]

/** The paths that the ids of a public catalogue make. */
const pathsOf = ({ components, incidents, maintenances }: PublicCatalog): string[] => [
  ...components.flatMap(({ id }) => [`components/${id}/index.html`, `badges/${id}.svg`]),
  ...[...incidents, ...maintenances].map(({ public_id }) => `incidents/${public_id}/index.html`),
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
  const said = headersFile(headerRules(site)) + robotsFile(`${site.url}/sitemap.xml`)
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
