import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { unfitLogo } from '#model/publish/logo'
import { publicCatalog, type PublicCatalog } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import type { Assessment } from './content.ts'

export interface PublicContent {
  /** What the public site is made from, and nothing else. */
  published: PublicCatalog
  /** A logo that can't be published and is left out: its path, and what was expected of it. */
  unfit: { logo: string; expected: string } | null
}

/** What of an assessed content folder is public. */
export function publishedContent(folder: string, { catalog, garbled, unfit, paths }: Assessment): PublicContent {
  const published = publicCatalog(publishableCatalog(catalog, garbled, unfit))
  const { site } = published
  const { logo } = site.brand
  if (logo === undefined) return { published, unfit: null }
  const file = join(folder, logo)
  // `paths` holds none that leads out of the folder.
  const expected = paths.includes(logo)
    ? unfitLogo(logo, statSync(file).size, () => readFileSync(file))
    : 'a file of the content folder'
  if (expected === null) return { published, unfit: null }
  const without = { ...published, site: { ...site, brand: { ...site.brand, logo: undefined } } }
  return { published: without, unfit: { logo, expected } }
}
