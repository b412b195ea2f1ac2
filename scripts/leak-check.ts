import { readFile } from 'node:fs/promises'
import { artifactTexts, visible } from '#io/artifact'
import { listPages, PROJECT } from '#io/astro'
import { siteSentences, siteVocabulary } from '#io/site-sources'
import { badge } from '#export/badge'
import { headerRules, headersFile } from '#export/headers'
import { robotsFile } from '#export/sitemap'
import { incidentsDocument, maintenancesDocument, summaryDocument } from '#export/statuspage-v2'
import type { Catalog } from '#model/catalog'
import { leakSearch, publicText, publicValues, type Leak } from '#model/leak'
import type { PublicCatalog } from '#model/public'
import { UNNAMED_SITE } from '#model/site'
import { statusPage } from '#model/status-page'
import { writtenSamples } from '#model/wording-samples'
import { renderMarkdown } from '../site/shared/markdown.ts'
import { feedVocabulary } from './feed-vocabulary.ts'

/** Searches a rendered public site for every internal string of a catalogue that its pages have no right to. */
export async function findLeaks(catalog: Catalog, published: PublicCatalog, out: string): Promise<Leak[]> {
  const read = (path: string) => readFile(path, 'utf8')
  const [vocabulary, sentences, pages] = await Promise.all([
    siteVocabulary(PROJECT, read),
    siteSentences(PROJECT, read),
    listPages(out),
  ])
  const search = leakSearch(catalog, {
    texts: [
      publicText(published),
      addresses(published.site.url, [...pages, 'calendar.ics', ...pages.flatMap(feedsOfPage)]),
      renderedTexts(published),
      vocabulary,
      PROTOCOL,
      feedVocabulary(),
      DRAWING,
      ...sentences,
    ],
    values: [...publicValues(published), ...publicIds(published), ...DOCUMENTS],
    sentences,
    written: languagesOf(published.site).flatMap((tag) => writtenSamples(tag, published.site.time_zone, published.now)),
  })
  return [...artifactTexts(out)].flatMap(({ page, text }) => [...search(page, text)])
}

const FEEDS = ['history.atom', 'history.rss', 'feed.json']
/** Those that its pages are in, and English, which stands in for one without words. */
const languagesOf = ({ locale, locales = [] }: PublicCatalog['site']) => [...new Set(['en', locale, ...locales])]

/** What the pages call the documents that they link to. */
const DOCUMENTS = ['summary.json', 'status.json', 'calendar.ics', ...FEEDS]

/** The feeds whose own addresses stand in them: those of the site and of each component. */
const feedsOfPage = (page: string): string[] =>
  /^(components\/[^/]+\/)?index\.html$/.test(page) ? FEEDS.map((feed) => page.replace('index.html', feed)) : []

/** What is said to hosts and robots of any site. Pages write the names of headers in lower case. */
const SPOKEN = headersFile(headerRules({ ...UNNAMED_SITE, sample: false })) + robotsFile('/sitemap.xml')
const PROTOCOL = `${SPOKEN}\n${SPOKEN.toLowerCase()}`

/** What any badge is drawn with. */
const DRAWING = badge({ label: '', message: '', tone: 'operational', title: '' })

/** Internal notes may well link to our own public pages. */
const addresses = (url: string, pages: readonly string[]): string =>
  pages
    .flatMap((page) => {
      const address = `${url}/${page.replace(/index\.html$/, '')}`
      return [address, address.replace(/\/$/, '')]
    })
    .join('\n')

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
