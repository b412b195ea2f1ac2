import { outlineOf } from '#io/markdown'
import { timelineOf } from '#io/timeline-reader'
import { procedureOf } from '#io/procedure-reader'
import type { RecordCache } from '#io/record-cache'
import { textsIn, treeOf } from '#io/git/content'
import type { Repository } from '#io/git/repository'
import { readTexts } from '#io/catalog-reader'
import type { Catalog } from '#model/catalog'
import { link } from '#model/links'
import { silentIds } from '#model/notify/silent'
import { publicCatalog, type PublicCatalog } from '#model/publish/public'
import type { Remembered } from '#model/publish/public-components'
import { publishableCatalog } from '#model/publish/publishable'
import type { Site } from '#model/records/site'
import type { Instant } from '#model/time'
import publicText from '#rules/public-text'
import { rememberedComponents } from './remembered.ts'

/** What a commit has of the content, as far as customers read of it. */
export interface ToldContent {
  site: Site
  /** Its public page as of a moment, and what of it nobody is told of. `site`: at which address. */
  pageAt: (at: Instant, site: Site) => { page: PublicCatalog; silent: ReadonlySet<string> }
}

/** Reads the content at a commit; null where there is none. A text with a secret in it isn't told, as no page shows it. */
export async function toldContent(
  repository: Repository,
  commit: string,
  cache: RecordCache,
): Promise<ToldContent | null> {
  const tree = await treeOf(repository, commit)
  if (tree.size === 0) return null
  const { slots, ...files } = await textsIn(repository.contents, tree)
  const { catalog, paths } = readTexts({ paths: [...slots.keys()], ...files }, null, () => FOREVER, cache)
  const unfit = unfitIn(catalog)
  return toldRecords(catalog, {
    unfit,
    remembered: await rememberedComponents(repository.path, { catalog, unfit, paths }),
  })
}

/** The same of records that were read already. `unfit`: files of which nothing is told. */
export function toldRecords(
  catalog: Catalog,
  { unfit = unfitIn(catalog), remembered }: { unfit?: ReadonlySet<string>; remembered?: Remembered } = {},
): ToldContent {
  const fit = publishableCatalog(catalog, unfit)
  return {
    site: catalog.site,
    pageAt: (at, site) => {
      const shown = { ...fit, site, now: at }
      return { page: publicCatalog(shown, remembered), silent: silentIds(shown) }
    },
  }
}

/** Everything is out by then: what isn't yet is left out of the page. */
const FOREVER = Date.UTC(9999, 0)

/** The files with an error in a public text, as `validate` finds them. */
function unfitIn(catalog: Catalog): Set<string> {
  if (publicText.scope !== 'record' || !publicText.check) return new Set()
  const around = { settings: catalog, outlineOf, procedureOf, timelineOf, exists: () => true }
  const found = [...publicText.check({ catalog, links: link(catalog), ...around })]
  return new Set(found.filter(({ severity = publicText.severity }) => severity === 'error').map(({ at }) => at.file))
}
