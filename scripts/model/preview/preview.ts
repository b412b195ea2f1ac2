import { byId, type Catalog } from '../catalog.ts'
import { componentChanges, type ComponentChange } from './components.ts'
import { eventChanges, type EventChange } from './events.ts'
import { pageChange, type PageChange } from './page.ts'
import { unaffected, type Unaffected } from './unaffected.ts'
import { siteChanges, type SiteChange } from './site.ts'
import { textChanges, type TextChange } from './texts.ts'
import { publicCatalog, type PublicCatalog } from '../publish/public.ts'
import { publishableCatalog } from '../publish/publishable.ts'
import { statusPage } from '../status/page.ts'

/** What customers will see of a merge: all that it changes on the public page. */
export interface Preview {
  page: PageChange
  /** Updates and postmortems, in order of time; those taken back among them. */
  texts: TextChange[]
  /** Incidents and maintenances that come, go, or stand otherwise. */
  events: EventChange[]
  components: ComponentChange[]
  /** The page's own name, address and so on. */
  site: SiteChange[]
  /** Open incidents that the page shows no component for. */
  unaffected: Unaffected[]
}

/**
 * What customers will see of a merge, as of `now` of `after`; null where nothing public changes.
 *
 * @param before the settings and services of the base, and the changes and incidents that are touched, as they were
 * @param after what the merge leaves behind, at least all that isn't over
 * @param touched ids of the changes and incidents that the merge adds, edits or removes
 */
export function previewOf(before: Catalog, after: Catalog, touched: ReadonlySet<string>): Preview | null {
  const [was, will] = [asBefore(before, after, touched), after].map(publishable)
  if (!was || !will) return null
  const [then, now] = [allTexts(was), allTexts(will)]
  const page = statusPage(publicCatalog(will))
  const preview = {
    page: pageChange(statusPage(publicCatalog(was)), page),
    texts: textChanges(then, now, after.now),
    events: eventChanges(then, now, after.now),
    components: componentChanges(then.components, now.components),
    site: siteChanges(before.site, after.site),
    unaffected: unaffected(after, page, touched),
  }
  return isNothing(preview) ? null : preview
}

/** What would be there without the merge. Under the new address, so that each event keeps its public id. */
function asBefore(before: Catalog, after: Catalog, touched: ReadonlySet<string>): Catalog {
  const untouched = <T extends { id: string }>(then: readonly T[], now: readonly T[]): T[] => [
    ...now.filter(({ id }) => !touched.has(id)),
    ...then.filter(({ id }) => touched.has(id)),
  ]
  return {
    ...after,
    services: before.services,
    salvaged_components: before.salvaged_components,
    changes: untouched(before.changes, after.changes),
    incidents: untouched(before.incidents, after.incidents),
    salvaged: untouched(before.salvaged, after.salvaged),
    salvaged_changes: untouched(before.salvaged_changes, after.salvaged_changes),
    approvals: [...byId([...before.approvals, ...after.approvals].map((one) => ({ ...one, id: one.change }))).values()],
  }
}

const NO_FILES: ReadonlySet<string> = new Set()
const publishable = (catalog: Catalog): Catalog => publishableCatalog(catalog, NO_FILES)

/** With what will only be read later: the merge publishes that too. */
const allTexts = (catalog: Catalog): PublicCatalog => publicCatalog({ ...catalog, now: Number.MAX_SAFE_INTEGER })

const isNothing = ({ page, texts, events, components, site }: Preview): boolean =>
  [...texts, ...events, ...components, ...site, ...page.states].length === 0 &&
  page.overall.before === page.overall.after &&
  page.named.before.join('\n') === page.named.after.join('\n')
