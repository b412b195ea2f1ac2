import { readFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { unfitLogoFile } from '#io/pictures'
import { changedSettings } from '#io/git/settings-log'
import { createdDates } from '#io/git/repository'
import type { Catalog } from '#model/catalog'
import type { AuditProblem, Diagnostic } from '#model/diagnostic'
import { createdById } from '#model/metrics/created'
import { unrecordedChanges } from '#model/metrics/finished'
import { publishedBitmap } from '#model/publish/bitmap'
import { withPublicPictures } from '#model/publish/public-pictures'
import { publicCatalog, type PublicCatalog } from '#model/publish/public'
import type { Remembered } from '#model/publish/public-components'
import { publishableCatalog } from '#model/publish/publishable'
import { faultyRecords, withoutBroken, type Faulty } from '#model/publish/without-broken'
import type { Change } from '#model/records/change'
import { addressIn } from '#model/records/field'
import { HANDOVER_SPAN } from '#model/shift/handover'
import type { SettingChange } from '#model/shift/setting-change'
import type { SloBudget } from '#model/slo/budgets'
import type { OwedNotices } from '#model/notify/owed-notices'
import type { Instant } from '#model/time'
import { auditProblems } from './audit.ts'
import { contentBudgets } from './budgets.ts'
import type { Assessment } from './content.ts'
import { owedHere } from './owed-notices.ts'
import { asShown, smallPictures } from './shown-pictures.ts'

/** What the public site is rendered from. */
export interface PublicSource {
  published: PublicCatalog
  /** The logo in the content folder; `refused` says why one isn't published, in words that go on after "expected". */
  logo: { file: string; refused: string | null } | null
  /** The pictures that its texts show: their path in the site, and in the content folder. */
  pictures: ReadonlyMap<string, string>
}

/**
 * What the public site is rendered from: the projection, without a logo that can't be published. `remembered` is what git
 * knows of components whose service can't be read.
 */
export function publicSource(
  folder: string,
  { catalog, unfit, paths, pictures }: Assessment,
  remembered?: Remembered,
): PublicSource {
  const shown = withPublicPictures(publishableCatalog(catalog, unfit), pictures)
  const published = publicCatalog(shown.catalog, remembered)
  const { site } = published
  const { logo } = site.brand
  if (logo === undefined) return { published, logo: null, pictures: shown.files }
  const refused = unfitLogoFile(folder, logo, paths)
  const without = { ...published, site: { ...site, brand: { ...site.brand, logo: undefined } } }
  return { published: refused === null ? published : without, logo: { file: logo, refused }, pictures: shown.files }
}

/** The logo and the pictures as files of the public site. */
export function publicFiles(
  folder: string,
  { published, pictures }: Pick<PublicSource, 'published' | 'pictures'>,
): [string, Uint8Array][] {
  const { logo } = published.site.brand
  const files = logo === undefined ? [] : [[`logo${extname(logo).toLowerCase()}`, logo] as const]
  return [...files, ...pictures].flatMap(([path, file]) => asPublished(path, join(folder, file)))
}

/** A picture as a file of the public site, written anew. One that has become unfit since it was judged is left out. */
function asPublished(path: string, file: string): [string, Uint8Array][] {
  if (/\.svg$/i.test(file)) return asShown(path, file)
  const copy = publishedBitmap(file, readFileSync(file))
  return 'refused' in copy ? [] : [[path, copy.bytes]]
}

/** What the ops site is rendered from. */
export interface OpsSource {
  catalog: Catalog
  faulty: Faulty
  diagnostics: Diagnostic[]
  /** What the content folder is called. */
  folder: string
  created: Map<string, Instant> | null
  unrecorded: Change[]
  budgets: SloBudget[]
  /** What time has made stale, by every rule of `audit`. */
  stale: AuditProblem[]
  /** Settings that changed within a day; null where git can't say. */
  settings: SettingChange[] | null
  /** Paths of the pictures that its pages may show. */
  pictures: readonly string[]
  /** What was published and not everybody could be told of; null: nothing that is known. */
  owed: OwedNotices | null
  /** The small ones of runbooks by their paths, each as an address that holds it: what is kept for a bad night is one file. */
  small_pictures: Record<string, string>
}

/**
 * What the ops site is rendered from: records without an error, the findings, and what change metrics need beside them.
 * Sample content is younger than the story that it tells, so git's dates of it mean nothing. `doubt` is told in words what
 * git has that can't be read.
 */
export async function opsSource(
  folder: string,
  { catalog, diagnostics, faulty, unfit, doubled, pictures, ...assessed }: Assessment,
  doubt: (words: string) => void = () => undefined,
): Promise<OpsSource> {
  const told = await owedHere(folder, catalog.site)
  if (told.doubt !== null) doubt(told.doubt)
  const isSample = catalog.site.sample !== undefined
  const added = isSample ? null : await createdDates(join(folder, 'changes'))
  const shown = withoutBroken(catalog, { faulty, unfit, doubled })
  return {
    catalog: shown,
    faulty: faultyRecords(catalog, { faulty, unfit, doubled }),
    diagnostics,
    folder: basename(resolve(folder)),
    created: added && createdById(added),
    unrecorded: unrecordedChanges(catalog.changes),
    // An outage that customers read of counts, whatever is wrong with its record.
    budgets: await contentBudgets(folder, publishableCatalog(catalog, unfit), shown.slos),
    stale: auditProblems({ catalog, ...assessed }),
    settings: isSample ? null : await changedSettings(folder, catalog.now - HANDOVER_SPAN, catalog.now),
    pictures,
    owed: told.owed,
    small_pictures: smallPictures(folder, { pictures }),
  }
}

/** The path that a site lives under; `/` where it has a host of its own. */
export function basePath(url: string | undefined): string {
  const address = addressIn(url ?? '')
  return address === null ? '/' : `${new URL(address).pathname.replace(/\/$/, '')}/`
}
