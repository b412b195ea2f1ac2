import { readFileSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { createdDates } from '#io/git/repository'
import type { Catalog } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { createdById } from '#model/metrics/created'
import { unrecordedChanges } from '#model/metrics/finished'
import { unfitLogo } from '#model/publish/logo'
import { publicCatalog, type PublicCatalog, type Remembered } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import { withoutBroken } from '#model/publish/without-broken'
import type { Change } from '#model/records/change'
import { addressIn } from '#model/records/field'
import type { Instant } from '#model/time'
import type { Assessment } from './content.ts'

/** What the public site is rendered from. */
export interface PublicSource {
  published: PublicCatalog
  /** The logo in the content folder; `refused` says why one isn't published, in words that go on after "expected". */
  logo: { file: string; refused: string | null } | null
}

/**
 * What the public site is rendered from: the projection, without a logo that can't be published. `remembered` is what git
 * knows of components whose service can't be read.
 */
export function publicSource(
  folder: string,
  { catalog, unfit, paths }: Assessment,
  remembered?: Remembered,
): PublicSource {
  const published = publicCatalog(publishableCatalog(catalog, unfit), remembered)
  const { site } = published
  const { logo } = site.brand
  if (logo === undefined) return { published, logo: null }
  const refused = unfitFile(folder, logo, paths)
  const without = { ...published, site: { ...site, brand: { ...site.brand, logo: undefined } } }
  return { published: refused === null ? published : without, logo: { file: logo, refused } }
}

/** `paths` holds none that leads out of the folder. */
function unfitFile(folder: string, logo: string, paths: readonly string[]): string | null {
  if (!paths.includes(logo)) return 'a file of the content folder'
  const file = join(folder, logo)
  return unfitLogo(logo, statSync(file).size, () => readFileSync(file))
}

/** The logo as a file of the public site; none where none is published. */
export const logoFiles = (folder: string, { site }: PublicCatalog): [string, Uint8Array][] =>
  site.brand.logo === undefined
    ? []
    : [[`logo${extname(site.brand.logo).toLowerCase()}`, readFileSync(join(folder, site.brand.logo))]]

/** What the ops site is rendered from. */
export interface OpsSource {
  catalog: Catalog
  diagnostics: Diagnostic[]
  /** What the content folder is called. */
  folder: string
  created: Map<string, Instant> | null
  unrecorded: Change[]
}

/**
 * What the ops site is rendered from: records without an error, the findings, and what change metrics need beside them.
 * Sample content is younger than the story that it tells, so git's dates of it mean nothing.
 */
export async function opsSource(folder: string, { catalog, diagnostics, faulty }: Assessment): Promise<OpsSource> {
  const added = catalog.site.sample === undefined ? await createdDates(join(folder, 'changes')) : null
  return {
    catalog: withoutBroken(catalog, faulty),
    diagnostics,
    folder: basename(resolve(folder)),
    created: added && createdById(added),
    unrecorded: unrecordedChanges(catalog.changes),
  }
}

/** The path that a site lives under; `/` where it has a host of its own. */
export function basePath(url: string | undefined): string {
  const address = addressIn(url ?? '')
  return address === null ? '/' : `${new URL(address).pathname.replace(/\/$/, '')}/`
}
