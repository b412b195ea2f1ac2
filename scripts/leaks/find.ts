import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from '#model/catalog'
import type { PublicCatalog } from '#model/publish/public'
import { artifactFiles, artifactTexts } from './artifact.ts'
import type { OwnWords } from './own-words.ts'
import { sayableOn } from './sayable.ts'
import { leakSearch, type Leak } from './search.ts'

export interface Verified {
  leaks: Leak[]
  /** How many files were read, and for how many strings. */
  files: number
  strings: number
}

/** Searches a built public site for every internal string of a catalogue that its pages have no right to. */
export function findLeaks(catalog: Catalog, published: PublicCatalog, own: OwnWords, out: string): Verified {
  const files = artifactFiles(out)
  const home = files.includes('index.html') ? readFileSync(join(out, 'index.html'), 'utf8') : ''
  const { search, strings } = leakSearch(catalog, sayableOn(published, own, { files, home }))
  const leaks: Leak[] = []
  for (const { page, text } of artifactTexts(out, files)) leaks.push(...search(page, text))
  return { leaks, files: files.length, strings }
}
