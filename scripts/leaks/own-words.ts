import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What our own templates, formats and scripts say on any site. Plain data: where there are no sources, it is a file. */
export interface OwnWords {
  /** Names of tags, attributes, classes, files, keys and states. */
  vocabulary: string[]
  /** The texts of files that no record comes near: the style sheet, and the scripts that browsers run. */
  files: string[]
  /** Places within pages, `#uptime`. */
  fragments: string[]
  /** Sentences in all languages, with `{…}` where a value goes. */
  sentences: string[]
}

/** The file that a package ships them in, beside its code; null in the sources, which have what it is made from. */
export function ownWordsFile(): string | null {
  const file = fileURLToPath(new URL('own-words.json', import.meta.url))
  return existsSync(file) ? file : null
}

/** What this version says on any site. */
export async function ownWords(): Promise<OwnWords> {
  const file = ownWordsFile()
  if (file !== null) return shipped(file)
  // By an address that no bundler follows: it takes the sources and a bundler, and a package has neither.
  const maker = new URL('make-own-words.ts', import.meta.url).href
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the module of that name
  const { makeOwnWords } = (await import(maker)) as typeof import('./make-own-words.ts')
  return makeOwnWords()
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `makeOwnWords` of the same version
const shipped = (file: string): OwnWords => JSON.parse(readFileSync(file, 'utf8')) as OwnWords
