import type { Catalog } from '#model/catalog'
import { phraseIndex } from '#model/publish/phrase-index'
import type { PublicCatalog } from '#model/publish/public'
import { fold, internalStrings, wordsOfMarkdown, SHORTEST, type Origin } from './internal-strings.ts'
import { quotableLines } from './quotable-lines.ts'

/*
 * The fourth lock: whatever the pages are made of, no string of what isn't public may stand in them.
 */

export interface Leak extends Origin {
  phrase: string
  page: string
}

/** Everything that a public catalogue says, as one text. */
export function publishedWords(catalog: PublicCatalog): string {
  const parts: string[] = []
  for (const { key, text } of leaves(catalog)) parts.push(key, fold(text), wordsOfMarkdown(text))
  return parts.join('\n')
}

/** The values of a public catalogue that pages show whole: names, titles, addresses; no long texts. */
export const publicValues = (catalog: PublicCatalog): string[] =>
  [...leaves(catalog)].filter(({ key }) => key !== 'markdown' && key !== 'postmortem').map(({ text }) => text)

function* leaves(value: unknown, key = ''): Generator<{ key: string; text: string }> {
  if (typeof value === 'string') yield { key, text: value }
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) yield* leaves(item, name)
}

/** What may stand on the public site. */
export interface Sayable {
  /** All of this, and any part of it: the public catalogue, and the words that the site is written in. */
  texts: readonly string[]
  /** Each of these whole, put together with numbers and dates. */
  values: readonly string[]
  /** Each of these, and any beginning of it, such as the folder of an address; what stands further on in it isn't. */
  beginnings: readonly string[]
  /**
   * Each of these whole, and nothing with it: the id in a file's name is as internal as anywhere. Where one of them
   * begins with `#` it may follow on another one, as a place on a page.
   */
  names: readonly string[]
  /** Sentences of the templates, with `{…}` where a value goes. */
  sentences: readonly string[]
  /** Moments, lengths and percentages as pages write them: any others of the same words may stand there too. */
  written: readonly string[]
}

export interface LeakSearch {
  /** The leaks of one page, each phrase once. */
  search: (page: string, text: string) => Generator<Leak>
  /** How many strings are looked for. */
  strings: number
}

/** Searches pages for internal strings that aren't sayable. */
export function leakSearch(catalog: Catalog, sayable: Sayable): LeakSearch {
  const wanted = unsayable(catalog, sayable)
  const index = phraseIndex(wanted, SHORTEST)
  const { names, values, sentences, written } = sayable
  const isQuotable = quotableLines(values, sentences, written)
  const isName = new Set(names)
  const isPlace = (phrase: string) => {
    const at = phrase.lastIndexOf('#')
    return at > 0 && isName.has(phrase.slice(at)) && isName.has(phrase.slice(0, at))
  }
  const allowed = new Set<string>()
  function* search(page: string, text: string): Generator<Leak> {
    const found = new Set<string>()
    for (const { phrase, value } of index.search(text)) {
      if (allowed.has(phrase) || found.has(phrase)) continue
      found.add(phrase)
      if (isQuotable(phrase) || isPlace(phrase) || isDrawn(phrase)) allowed.add(phrase)
      else yield { page, phrase, ...value }
    }
  }
  return { search, strings: wanted.size }
}

/** What a line is drawn by, as the bars of uptime are: `M0 24.5h347`, https://www.w3.org/TR/SVG2/paths.html. */
const isDrawn = (phrase: string) => /^M ?-?[\d.][\d\s.,MHVLmhvl-]*$/.test(phrase)

/** The strings of a catalogue that are neither public nor our own, with the first place where each stands. */
function unsayable(catalog: Catalog, { texts, beginnings, names }: Sayable): Map<string, Origin> {
  const origins = new Map<string, Origin>()
  for (const [text, origin] of internalStrings(catalog)) if (!origins.has(text)) origins.set(text, origin)
  for (const name of names) origins.delete(name)
  // Most of what is public says the same as its record, word for word: that is found at once.
  const lines = new Set(texts.flatMap((text) => text.split('\n')))
  for (const line of lines) origins.delete(line)
  const index = phraseIndex(origins, SHORTEST)
  for (const text of beginnings) for (const { phrase, at } of index.search(text)) if (at === 0) origins.delete(phrase)
  for (const line of lines) for (const { phrase } of index.search(line)) origins.delete(phrase)
  return origins
}
