import type { UpptimeConfig } from './config.ts'
import type { SiteHistory } from './history.ts'
import type { UpptimeIssue } from './issues.ts'
import { isInside, slugOfAddress, slugOfSite } from './slug.ts'
import type { Note } from '../plan.ts'
import { oneLine } from '../text.ts'

/** Something that Upptime watches or watched. */
export interface WatchedSite {
  slug: string
  name: string
  /** As it was written; not checked. */
  url: string | null
  /** Its place on the page, from 1; null where the configuration doesn't have it any more. */
  position: number | null
  history: SiteHistory | null
}

/** The sites, and what of the configuration a person should look at. */
export interface Sites {
  of: (slug: string) => WatchedSite | null
  /** What an issue is about, by its labels or else by its title; sites that only issues speak of are added. */
  about: (issue: UpptimeIssue) => WatchedSite[]
  all: () => WatchedSite[]
  notes: Note[]
}

/** Brings together what the configuration, the histories and the issues say about sites. */
export function gatherSites(
  config: UpptimeConfig | null,
  histories: ReadonlyMap<string, SiteHistory>,
  issues: readonly UpptimeIssue[],
): Sites {
  const sites = new Map<string, WatchedSite>()
  const notes: Note[] = []
  const note = (name: string, message: string) => void notes.push({ record: `site ${name}`, message })
  const byUrl = Map.groupBy(histories.values(), ({ url }) => url ?? '')
  const explicit = new Set(config?.sites.flatMap(({ slug }) => slug ?? []))

  for (const { name: given, url, slug: stated } of config?.sites ?? []) {
    const made = slugOfSite(given)
    const moved =
      url === null ? [] : (byUrl.get(url) ?? []).filter(({ slug }) => !sites.has(slug) && !explicit.has(slug))
    const slug =
      stated?.trim() ||
      (made !== '' && histories.has(made) ? made : (moved.length === 1 && moved[0]?.slug) || made) ||
      (given.trim() === '' ? '' : slugOfAddress({ name: given, url }, (one) => sites.has(one) || histories.has(one)))
    const name = oneLine(given) || slug
    if (slug === '') note(name, 'it has neither a name nor a slug, and is left out')
    else if (sites.has(slug)) note(name, `its slug \`${slug}\` is another site's too, and the first one is taken`)
    else {
      if (!isInside(slug)) note(name, `its slug ${JSON.stringify(slug)} is no file of history/: none is read`)
      const history = isInside(slug) ? (histories.get(slug) ?? null) : null
      sites.set(slug, { slug, name, url, position: sites.size + 1, history })
    }
  }

  const byName = new Map([...sites.values()].toReversed().map((site) => [site.name, site]))
  const titled = namesInTitles(issues, histories)
  const add = (slug: string, name: string): WatchedSite => {
    const history = histories.get(slug) ?? null
    const site = { slug, name, url: history?.url ?? null, position: null, history }
    sites.set(slug, site)
    byName.set(name, site)
    return site
  }
  const of = (slug: string) =>
    sites.get(slug) ?? (histories.has(slug) && isInside(slug) ? add(slug, titled.get(slug) ?? slug) : null)

  return {
    of,
    about: ({ title, labels }) => {
      const labelled = [...new Set(labels)].flatMap((label) => (KINDS.has(label) ? [] : (of(label) ?? [])))
      if (labelled.length > 0) return labelled
      const name = nameIn(title)
      if (name === null) return []
      const slugs = labels.filter((label) => !KINDS.has(label) && isInside(label))
      const slug = slugs.find((label) => label === slugOfSite(name)) ?? (slugs.length === 1 ? slugs[0] : undefined)
      return [byName.get(name) ?? add(slug ?? (slugOfSite(name) || name), name)]
    },
    all: () => [...sites.values()],
    notes,
  }
}

/** Labels that say what an issue is, not what it is about. */
const KINDS = new Set(['status', 'maintenance'])

const DOWN = ' is down'
const DEGRADED = ' has degraded performance'

/** The site that Upptime names in a title of its own; null in one that a person wrote. */
function nameIn(title: string): string | null {
  const ending = [DOWN, DEGRADED].find((one) => title.endsWith(one))
  if (ending === undefined) return null
  return oneLine(title.slice(0, -ending.length).replace(/^(?:🛑|⚠️?|🟥|🟨|🟧)\s*/u, '')) || null
}

/** What Upptime's own titles say of an issue: which state it was opened for; null in a title that a person wrote. */
export const statusInTitle = (title: string): 'down' | 'degraded' | null =>
  title.endsWith(DOWN) ? 'down' : title.endsWith(DEGRADED) ? 'degraded' : null

/** What sites that the configuration has forgotten were called. */
function namesInTitles(issues: readonly UpptimeIssue[], histories: ReadonlyMap<string, SiteHistory>) {
  const names = new Map<string, string>()
  for (const { title, labels } of issues) {
    const name = nameIn(title)
    if (name !== null) for (const label of labels) if (histories.has(label)) names.set(label, name)
  }
  return names
}
