import { hasUserInfo, isSafeUrl } from '#model/records/field'
import { findSecret } from '#model/publish/secrets'
import type { Service } from '#model/records/service'
import { addDays, dateIn, type Instant } from '#model/time'
import type { Existing } from '../existing.ts'
import { slugOf, takeName } from '../naming.ts'
import type { Note, PlannedFile } from '../plan.ts'
import type { WatchedSite } from './sites.ts'
import { slugOfAddress } from './slug.ts'
import { recordFile } from '#model/records/content-layout'
import { groupByEach } from '#model/grouping'

/** Which service each site is. */
export interface SiteServices {
  serviceOf: (slug: string) => string
  files: PlannedFile[]
  notes: Note[]
}

export interface ServiceContext {
  /** `owner/repo`; null where nothing says it. */
  repository: string | null
  timeZone: string
  /** When something about a site first and last happened; null: never. */
  spoken: (slug: string) => { first: Instant; last: Instant } | null
  /** Whether the source says which sites there are: one that it doesn't list has retired. */
  listed: boolean
}

/** Every site becomes a public service. */
export function planSiteServices(sites: readonly WatchedSite[], existing: Existing, context: ServiceContext) {
  const { catalog, paths, texts } = existing
  const taken = new Set(paths.map((path) => /^services\/(.+)\.yaml$/.exec(path)?.[1] ?? ''))
  const read = new Set(catalog.services.map(({ file }) => file))
  const broken = [...texts].flatMap(([path, text]) => {
    const id = /^services\/(.+)\.yaml$/.exec(path)?.[1]
    const source = /\bkind: *["']?upptime["']?[,\s]+id: *["']?([^\s"',}]+)/.exec(text)?.[1]
    return id === undefined || source === undefined || read.has(path) ? [] : [[source, id] as const]
  })
  const bySource = new Map(
    catalog.services.flatMap((service) => (service.source?.kind === 'upptime' ? [[service.source.id, service]] : [])),
  )
  const byBroken = new Map(broken)
  const byName = namesakes(catalog.services)
  const services = new Map<string, string>()
  const used = new Set<string>()
  const files: PlannedFile[] = []
  const notes: Note[] = []

  for (const site of sites) {
    const id = sourceId(context.repository, site.slug)
    const note = (message: string) => void notes.push({ record: `site ${site.slug} (${site.name})`, message })
    const imported = bySource.get(id)
    const namesake = (byName.get(site.name) ?? []).find((service) => !used.has(service.id))
    const there = imported?.id ?? byBroken.get(id) ?? namesake?.id
    const service =
      there ?? takeName(slugOf(site.slug) || slugOf(site.name) || slugOfAddress(site, (one) => taken.has(one)), taken)
    services.set(site.slug, service)
    used.add(service)
    if (there !== undefined) {
      if (!imported && namesake?.id === there) note(`taken to be the service \`${there}\`, which is there already`)
      continue
    }
    const path = recordFile('service', service)
    files.push({ kind: 'service', record: path, path, data: serviceData(site, id, context, note), body: null })
  }
  const serviceOf = (slug: string) => services.get(slug) ?? slug
  return { serviceOf, files, notes }
}

/** What ties a service to its site. */
const sourceId = (repository: string | null, slug: string) => (repository === null ? slug : `${repository}/${slug}`)

function namesakes(services: readonly Service[]): Map<string, Service[]> {
  const unclaimed = services.filter(({ source }) => !source)
  return groupByEach(unclaimed, ({ name, public: block }) => [name, block?.name].filter((one) => one !== undefined))
}

function serviceData(
  { slug, name, url, position, history }: WatchedSite,
  id: string,
  { repository, timeZone, spoken, listed }: ServiceContext,
  note: (message: string) => void,
) {
  const told = spoken(slug)
  const begin = Math.min(history?.since ?? Infinity, told?.first ?? Infinity)
  const end = Math.max(history?.last ?? -Infinity, told?.last ?? -Infinity)
  const gone = position === null && listed && end > -Infinity
  const until = gone ? addDays(dateIn(end, timeZone), 1) : undefined
  if (until !== undefined) note(`isn't watched any more: retired, \`until: ${until}\``)
  const address = repository === null || /[^\w./-]/.test(`${repository}${slug}`) ? undefined : repository
  return defined({
    name,
    team: 'imported',
    tier: 2,
    public: defined({
      name,
      position: position ?? undefined,
      since: begin === Infinity ? undefined : dateIn(begin, timeZone),
      until,
    }),
    links: url !== null && isWebAddress(url) && !findSecret(url) ? { Watched: url } : undefined,
    source: defined({
      kind: 'upptime',
      id,
      url: address && `https://github.com/${address}/commits/HEAD/history/${slug}.yml`,
    }),
  })
}

/** Hosts of other checks, and names of variables that hold the address, are none. */
const isWebAddress = (url: string) =>
  /^https?:\/\/[^\s$]+$/i.test(url) && URL.canParse(url) && isSafeUrl(url) && !hasUserInfo(url)

const defined = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
